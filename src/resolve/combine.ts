import { type Merge, rules } from '../types/resolution.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { type Objection, objectionTo } from './guards.ts';
import { nameOf, namesIn } from './names.ts';
import type { Pair } from './pair.ts';
import { type Candidate, candidatesAmong, type Scope } from './rules.ts';
import { absorb, areRelated, type State, spelledOut, stateOf, type Thing } from './things.ts';

export const reasons: Record<Merge['rule'], string> = {
  'same-name': 'the same name, and types that agree',
  case: 'the names differ in capitals alone',
  hyphen: 'the names differ in hyphens, blanks or accents alone',
  spelling: 'the names differ in British and American spelling alone',
  number: 'one name is the plural of the other',
  acronym: 'one name is the acronym of the other',
  abbreviation: 'one name shortens the genus of the other',
  alias: 'an alias of one is the name of the other',
  head: 'one name only adds the noun for what the other is',
  model: '',
};

/** Merges what the rules take for one and no guard keeps apart, until nothing is left to merge. The things are changed. */
export function combine(things: readonly Thing[], scope: Scope): Thing[] {
  let left = [...things];
  for (;;) {
    const fewer = mergeOnce(left, scope);
    if (fewer.length === left.length) return left;
    left = fewer;
  }
}

function mergeOnce(things: readonly Thing[], scope: Scope): Thing[] {
  const states = new Map(things.map((thing) => [thing, stateOf(thing)]));
  const into = new Map<Thing, Thing>();
  const candidates = candidatesAmong([...states.values()].sort(byContent), scope).sort(byRule);
  for (const { one, other, names, rule } of candidates) {
    const kept = lastOf(one.thing, into);
    const gone = lastOf(other.thing, into);
    if (kept === gone) continue;
    const [left, right] = [stateIn(states, kept), stateIn(states, gone)];
    if (objectionAmong(left, right, rule === 'same-name' ? 'names' : 'all', names) !== null) continue;
    absorb(kept, gone, mergeOf(names, rule, reasons[rule]));
    into.set(gone, kept);
    states.set(kept, stateOf(kept));
  }
  return things.filter((thing) => !into.has(thing));
}

const lastOf = (thing: Thing, into: ReadonlyMap<Thing, Thing>): Thing => {
  let last = thing;
  for (let next = into.get(last); next !== undefined; next = into.get(last)) last = next;
  return last;
};

const stateIn = (states: ReadonlyMap<Thing, State>, thing: Thing): State => states.get(thing) ?? stateOf(thing);

export const mergeOf = (names: readonly string[], rule: Merge['rule'], reason: string): Merge => ({
  names: [...new Set(names)].sort(),
  rule,
  reason,
});

export const byContent = (one: State, other: State): number => byCodeUnit(one.key, other.key);

function byRule(one: Candidate, other: Candidate): number {
  const sameType = ({ one: left, other: right }: Candidate): number => Number(left.type !== right.type);
  return (
    rules.indexOf(one.rule) - rules.indexOf(other.rule) ||
    sameType(one) - sameType(other) ||
    byContent(one.one, other.one) ||
    byContent(one.other, other.other) ||
    (one.names.join('\u0000') < other.names.join('\u0000') ? -1 : 1)
  );
}

/**
 * What speaks against two things being one, or null. `all` holds each name of one against the other's published name, and the names
 * that are said to be one against each other; `names` only the published names.
 */
export function objectionAmong(
  one: State,
  other: State,
  which: 'all' | 'names',
  names: readonly [string, string] | null,
): (Objection & { names: string[] }) | null {
  if (areRelated(one.thing, other.thing)) {
    const reason = 'the units state a relation between the two';
    return { guard: 'related', reason, names: [one.name, other.name].sort() };
  }
  const acronym = spelledDifferently(one, other);
  if (acronym !== null) {
    const reason = 'the acronym of both is short for different names';
    return { guard: 'acronym', reason, names: [acronym] };
  }
  const pairs = namesIn(one.name).flatMap((left) =>
    namesIn(other.name).map((right): [string, string] => [left, right]),
  );
  if (which === 'all') {
    if (names !== null) pairs.push([...names]);
    for (const text of other.surfaces) pairs.push(...namesIn(one.name).map((left): [string, string] => [left, text]));
    for (const text of one.surfaces) pairs.push(...namesIn(other.name).map((right): [string, string] => [text, right]));
  }
  for (const [left, right] of pairs) {
    const pair: Pair = { one: nameOf(left), other: nameOf(right), oneType: one.type, otherType: other.type };
    const objection = objectionTo(pair);
    if (objection !== null) return { ...objection, names: [left, right].sort() };
  }
  return null;
}

/** An acronym that both have, each with other long forms; null where there is none. */
function spelledDifferently(one: State, other: State): string | null {
  const long = spelledOut(other);
  for (const [short, names] of spelledOut(one)) {
    const others = long.get(short);
    if (others === undefined || names.size === 0 || others.size === 0) continue;
    if (![...names].some((name) => others.has(name))) return short;
  }
  return null;
}
