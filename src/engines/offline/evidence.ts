import type { Clause } from './clause.ts';
import { type Item, skipAdverbs, skipAdverbsBack } from './items.ts';
import { nounVerbs } from './lexicon.ts';
import type { Word } from './words.ts';

/** `signs` are those of the clauses that were asked about: all facts of a clause share them. */
type Reading = { words: Word[]; items: Item[]; clauses: Clause[]; signs: Map<Clause, string[]> };

/** Some number as one of a few classes, so that each can have a weight. */
function classOf(value: number, bounds: readonly number[]): number {
  let last = 0;
  for (const bound of bounds) if (value >= bound) last = bound;
  return last;
}

const classes = { distance: [0, 1, 3, 6, 12], clauses: [1, 2, 3, 4, 6], words: [0, 12, 20, 30, 45] } as const;

/** What stands between the start of the clause and its verb. */
function openerOf(items: Item[], at: number): string {
  for (let index = at - 1; index >= 0 && at - index < 24; index--) {
    const item = items[index];
    if (item?.kind === 'opener' || item?.kind === 'that')
      return /^(?:how|why|whether|what)$/.test(item.text) ? 'question' : item.kind;
    if (item?.kind === 'verb' || item?.kind === 'stop') return 'none';
  }
  return 'none';
}

function subjectKind(clause: Clause): string {
  if (clause.gerundSubject) return 'gerund';
  const [first] = clause.subjects;
  if (first === undefined) return 'none';
  const lower = first.words[0]?.lower ?? '';
  if (lower === 'there' || lower === 'it') return lower;
  if (first.pronoun) return 'pronoun';
  if (first.quantity !== null && first.words.length === 0) return 'number';
  return first.words.at(-1)?.tag === 'PROPN' ? 'name' : 'noun';
}

function subjectDistance(clause: Clause): string {
  const last = clause.subjects.at(-1);
  if (last === undefined) return 'near';
  const distance = clause.verb.from - last.to;
  return `distance ${distance < 0 ? 'behind' : classOf(distance, classes.distance)}`;
}

function objectKind({ items }: Reading, clause: Clause): string {
  const next = items[skipAdverbs(items, clause.at + 1)];
  if (clause.objects.length > 0) return clause.objects[0]?.pronoun ? 'pronoun' : 'phrase';
  if (clause.adjective) return 'adjective';
  return next?.kind === 'preposition' || next?.kind === 'that' || next?.kind === 'verb' ? next.kind : 'nothing';
}

/**
 * What speaks for and against a clause that was read from tags alone, as named signs: how it hangs in its sentence, what its subject
 * and object are, how far they stand apart, and how much else there is in the sentence.
 */
export function evidenceOf(clause: Clause, reading: Reading): string[] {
  const known = reading.signs.get(clause);
  if (known !== undefined) return known;
  const signs = signsOf(clause, reading);
  reading.signs.set(clause, signs);
  return signs;
}

function signsOf(clause: Clause, reading: Reading): string[] {
  const { items, words, clauses } = reading;
  const before = items[skipAdverbsBack(items, clause.at - 1)];
  const verb = clause.verb;
  const signs = [
    `role ${clause.role} ${verb.form}`,
    `opener ${openerOf(items, clause.at)}`,
    `before ${before?.kind ?? 'start'}`,
    `subject ${subjectKind(clause)}`,
    subjectDistance(clause),
    `subjects ${Math.min(3, clause.subjects.length)}`,
    `object ${objectKind(reading, clause)}`,
    `objects ${Math.min(3, clause.objects.length)}`,
    `clauses ${classOf(clauses.length, classes.clauses)}`,
    `words ${classOf(words.length, classes.words)}`,
  ];
  if (nounVerbs.has(verb.surface) && verb.form === 'finite' && verb.to - verb.from === 1) signs.push('verb or noun');
  if (verb.lemma === 'be') signs.push('copula');
  if (verb.passive) signs.push('passive');
  if (clause.reports.length > 0) signs.push('reported');
  if (clause.isReport) signs.push('report');
  return signs;
}
