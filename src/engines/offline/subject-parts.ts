import type { Clause, Complement } from './clause.ts';
import { addRestriction } from './complements.ts';
import { asGroup, type Item } from './items.ts';
import { firstPerson } from './lexicon.ts';
import type { Phrase } from './phrases.ts';

export const isFirstPerson = (phrase: Phrase): boolean =>
  phrase.pronoun && firstPerson.has(phrase.words[0]?.lower ?? '');

/** The nearest group before `from`, over commas and prepositions. */
export function antecedent(items: Item[], from: number): number {
  for (let at = from; at >= 0 && from - at < 4; at--) {
    if (items[at]?.kind === 'group') return at;
    if (items[at]?.kind === 'verb' || items[at]?.kind === 'stop') return -1;
  }
  return -1;
}

function complementsBetween(items: Item[], from: number, to: number): Complement[] {
  const complements: Complement[] = [];
  for (let at = from; at < to - 1; at++) {
    const item = items[at];
    // "flows, whose paths are curves in a plane, are": what stands in such a clause is not of the subject.
    if (item?.kind === 'verb' || item?.kind === 'relative' || item?.kind === 'that') break;
    const next = items[at + 1];
    // ", including emissions from plants,": nor what stands in a list of examples.
    if (item?.kind === 'comma' && next?.kind === 'preposition' && /^(?:including|such as)$/.test(next.text)) break;
    const group = asGroup(next);
    if (at + 2 < to && addRestriction(complements, items, at)) {
      at += 2;
    } else if (item?.kind === 'preposition' && group)
      complements.push({ preposition: item.text, phrases: group.phrases, gerund: null });
  }
  return complements;
}

export type Subject = Pick<Clause, 'subjects' | 'subjectComplements' | 'gerundSubject'>;
export const noSubject: Subject = { subjects: [], subjectComplements: [], gerundSubject: null };
export const ofGroup = (items: Item[], index: number, to: number): Subject => {
  const group = asGroup(items[index]);
  return group
    ? { ...noSubject, subjects: group.phrases, subjectComplements: complementsBetween(items, index + 1, to) }
    : noSubject;
};

export const shared = (clause: Clause | undefined): Subject =>
  clause
    ? { subjects: clause.subjects, subjectComplements: clause.subjectComplements, gerundSubject: clause.gerundSubject }
    : noSubject;

/** The last clause with a finite verb, whose subject a coordinated verb or a participle shares. */
export const lastMain = (clauses: Clause[]): Clause | undefined =>
  clauses.findLast((clause) => clause.role === 'main' && (clause.subjects.length > 0 || clause.gerundSubject !== null));

/** The first group of a chain that prepositions link. */
export function chainStart(items: Item[], from: number): number {
  let at = from;
  while (items[at - 1]?.kind === 'preposition' && items[at - 2]?.kind === 'group') at -= 2;
  return at;
}
