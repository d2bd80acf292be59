import type { Clause } from './clause.ts';
import type { Item } from './items.ts';
import { conditionalOpeners } from './lexicon.ts';
import { headOf } from './phrases.ts';

export const questionOpeners = new Set(['whether', 'how', 'why', 'what']);

/** The word that opens the clause of the verb at `at`, if no other verb stands in between. */
function openerOf(items: Item[], at: number): string | null {
  for (let index = at - 1; index >= 0 && at - index < 24; index--) {
    const item = items[index];
    if (item?.kind === 'opener') return item.text;
    if (item?.kind === 'verb' || item?.kind === 'stop' || item?.kind === 'that' || item?.kind === 'comma') return null;
  }
  return null;
}

/** "when A is low and B is high", "how A should be set to find B": the second clause is opened with the first. */
function goesOn(
  items: Item[],
  { clause: { at }, opener }: { clause: Clause; opener: string },
  clause: Clause,
): boolean {
  const between = items.slice(at + 1, clause.at);
  // "whether A is hot or cooled": the second verb is asked about with the first.
  if (questionOpeners.has(opener))
    return (
      clause.role === 'purpose' || (between.length === 1 && between[0]?.kind === 'and' && between[0].text === 'or')
    );
  if (opener === 'before') return false;
  const isCut = between.some(({ kind }) => kind === 'comma' || kind === 'stop' || kind === 'verb');
  return clause.role === 'main' && !isCut && between.some(({ kind }) => kind === 'and');
}

const supposing =
  /^(?:assumption|belief|claim|conjecture|expectation|hypothesis|idea|notion|possibility|speculation|suggestion|view)$/;

const ending = new Set<string | undefined>(['that', 'verb', 'stop', 'opener', 'comma']);

/** "the assumption that A is B": nobody says that it is. */
export function isSupposed(items: Item[], at: number): boolean {
  let that = at - 1;
  while (that >= 0 && !ending.has(items[that]?.kind)) that--;
  const noun = items[that]?.kind === 'that' ? items[that - 1] : undefined;
  const last = noun?.kind === 'group' ? noun.phrases.at(-1) : undefined;
  const head = last ? (headOf(last)?.singular ?? '') : '';
  // "a claim that runs": right before its verb, "that" is a relative.
  return supposing.test(head) && items.slice(that + 1, at).some(({ kind }) => kind === 'group');
}

/** The word that opens each clause, or the clause that it goes on; none is empty. */
export function openersOf(items: Item[], clauses: Clause[]): string[] {
  let left: { clause: Clause; opener: string } | null = null;
  return clauses.map((clause) => {
    const opener = openerOf(items, clause.at) ?? (left && goesOn(items, left, clause) ? left.opener : '');
    left = questionOpeners.has(opener) || opensCondition(opener) ? { clause, opener } : null;
    return opener;
  });
}

export const opensCondition = (opener: string): boolean => conditionalOpeners.has(opener) || opener === 'before';
