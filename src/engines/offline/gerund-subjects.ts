import type { Clause } from './clause.ts';
import { asVerb, type Item, lookBehind, skipAdverbs } from './items.ts';
import { noSubject, type Subject } from './subject-parts.ts';

const hasTense = (item: Item | undefined): boolean => asVerb(item)?.verb.form === 'finite';

/** Where the clause begins that holds the item at `at`: behind the last stop or "that". */
function startBefore(items: Item[], at: number): number {
  let start = at;
  while (start > 0 && at - start < lookBehind && items[start - 1]?.kind !== 'stop' && items[start - 1]?.kind !== 'that')
    start--;
  return skipAdverbs(items, start);
}

/** "Where seeds exist, felling trees to gain light has": a gerund behind a fronted clause or phrase and a comma is what the verb is said of. */
export function gerundBefore(items: Item[], at: number, clauses: Clause[]): Subject | null {
  const gerund = clauses.findLast(({ verb, role }) => verb.form === 'ing' && role === 'participle');
  if (gerund === undefined || at - gerund.at > lookBehind || items[gerund.at - 1]?.kind !== 'comma') return null;
  const between = items.slice(gerund.at + 1, at);
  if (between.some((item) => hasTense(item) || /^(?:comma|stop|that|opener|and)$/.test(item.kind))) return null;
  const start = startBefore(items, gerund.at);
  const opening = items[start]?.kind;
  const verbs = items.slice(start, gerund.at).filter(hasTense).length;
  const isFronted = (opening === 'opener' && verbs === 1) || (opening === 'preposition' && verbs === 0);
  if (!isFronted || gerund.verb.lemma === 'use') return null;
  const { verb, objects, complements } = gerund;
  return { ...noSubject, gerundSubject: { verb, objects, complements } };
}
