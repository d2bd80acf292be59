import type { CopyGuard } from './copying.ts';
import { singular } from './morphology.ts';

/** A name that repeats no long run of the source, and the modifiers that had to leave it. */
export type Fitted = { name: string; dropped: string[] };

/** "growth of young leaves" → "young leaf growth": the same thing in another order; null where the order would tell less. */
function inverted(name: string): string | null {
  const [own = '', of = '', ...more] = name.split(' of ');
  if (of === '' || more.length > 0 || /,| (?:and|or|in|on|to|for|with|between|from) /.test(` ${name} `)) return null;
  const words = of.split(' ');
  const last = words.at(-1) ?? '';
  if (words.length > 4 || !/^\p{Ll}/u.test(last)) return null;
  const ownWords = own.split(' ');
  return [...ownWords.slice(0, -1), ...words.slice(0, -1), singular(last), ownWords.at(-1)].join(' ');
}

/** Takes the first modifier off, or what follows "of" where the head stands first; null when one word is left. */
function cut(name: string): { name: string; dropped: string } | null {
  const space = name.indexOf(' ');
  if (space < 0) return null;
  const [head = '', ...rest] = name.split(' ');
  if (rest[0] === 'of') return { name: head, dropped: '' };
  return { name: rest.join(' ').replace(/^(?:and|or|,) /, ''), dropped: head.replace(/,$/, '') };
}

/** The name as it may be published, by itself; null where nothing of it may. */
export function fitName(name: string, passes: (text: string) => boolean): Fitted | null {
  if (passes(name)) return { name, dropped: [] };
  const turned = inverted(name);
  if (turned !== null && passes(turned)) return { name: turned, dropped: [] };
  const dropped: string[] = [];
  for (let rest = cut(name); rest !== null; rest = cut(rest.name)) {
    if (rest.dropped !== '') dropped.push(rest.dropped);
    if (passes(rest.name)) return { name: rest.name, dropped };
  }
  return null;
}

/** Other prepositions that say the same, for a fact that would repeat the source's run of words. */
const otherPrepositions = new Map([
  ['on', 'upon'],
  ['in', 'within'],
  ['from', 'out_of'],
  ['with', 'together_with'],
  ['than', 'compared_to'],
  ['by', 'by_way_of'],
]);

/** The predicate with another preposition at its end; null where it has none of these. */
function reworded(predicate: string): string | null {
  const at = predicate.lastIndexOf('_');
  const other = otherPrepositions.get(predicate.slice(at + 1));
  return other === undefined || at < 0 ? null : `${predicate.slice(0, at)}_${other}`;
}

export type Wording = { subject: Fitted; predicate: string; object: Fitted };

/**
 * Subject, predicate and object, each as it may be published, that read aloud repeat no long run: with another preposition, with one
 * side turned round, or with the object and then the subject cut.
 */
export function wordingOf(subject: string, predicate: string, object: string, guard: CopyGuard): Wording | null {
  const from = fitName(subject, guard.fieldPasses);
  const to = fitName(object, guard.fieldPasses);
  if (from === null || to === null) return null;
  const reads = (first: string, verb: string, second: string): boolean => guard.factPasses([first, verb, second]);
  if (reads(from.name, predicate, to.name)) return { subject: from, predicate, object: to };
  const other = reworded(predicate);
  if (other !== null && reads(from.name, other, to.name)) return { subject: from, predicate: other, object: to };
  const verb = other ?? predicate;
  const second = fitName(to.name, (name) => guard.fieldPasses(name) && reads(from.name, verb, name));
  if (second !== null)
    return {
      subject: from,
      predicate: verb,
      object: { name: second.name, dropped: [...to.dropped, ...second.dropped] },
    };
  const first = fitName(from.name, (name) => guard.fieldPasses(name) && reads(name, verb, to.name));
  return first === null
    ? null
    : { subject: { name: first.name, dropped: [...from.dropped, ...first.dropped] }, predicate: verb, object: to };
}

const bracketed = /[()[\]{}]/;

/** The condition as it stands, with another preposition, and with fewer and fewer modifiers. */
function* variants(condition: string): Generator<string> {
  yield condition;
  const words = condition.split(' ');
  const other = otherPrepositions.get(words[0] ?? '')?.replaceAll('_', ' ');
  if (other !== undefined) yield [other, ...words.slice(1)].join(' ');
  const kept = words[1]?.endsWith('ing') ? 2 : 1;
  while (words.length > kept + 1) {
    words.splice(kept, 1);
    yield words.join(' ');
  }
}

/**
 * The conditions of a fact in a wording that repeats no long run, also where the fact and its conditions are read on. The last of the
 * sentence comes first: the order of the source is no part of a fact.
 */
export function conditionsThatPass(conditions: string[], fact: string[], guard: CopyGuard): string[] {
  const kept: string[] = [];
  for (const condition of conditions.toReversed()) {
    if (bracketed.test(condition)) continue;
    for (const variant of variants(condition)) {
      if (!variant.includes(' ') || !guard.fieldPasses(variant) || !guard.factPasses([...fact, ...kept, variant]))
        continue;
      kept.push(variant);
      break;
    }
  }
  return kept;
}
