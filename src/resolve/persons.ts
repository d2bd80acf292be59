import type { Name } from './names.ts';
import type { Pair } from './pair.ts';

/** Whether two names are of two persons: other family names, or given names of which neither shortens the other. */
export function personsDiffer({ one, other, oneType, otherType }: Pair): boolean {
  if (oneType !== 'person' && otherType !== 'person') return false;
  const [left, right] = [one, other].map(partsOf) as [string[], string[]];
  if (left.at(-1) !== right.at(-1)) return true;
  const given = [left.slice(0, -1), right.slice(0, -1)] as const;
  return given[0].some((name, at) => !isOneGiven(name, given[1][at]));
}

/** "Smith, J." is "J. Smith"; titles aside. */
function partsOf({ text }: Name): string[] {
  const [family = '', given = ''] = text.split(',');
  const ordered = given === '' ? family : `${given} ${family}`;
  return (ordered.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? []).filter(
    (part) => !/^(?:dr|prof|professor|mr|mrs|ms|sir)$/.test(part),
  );
}

const isOneGiven = (one: string, other: string | undefined): boolean =>
  other === undefined ||
  one === other ||
  (one.length === 1 && other.startsWith(one)) ||
  (other.length === 1 && one.startsWith(other));
