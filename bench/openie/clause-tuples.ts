import type { Clause } from '../../src/engines/offline/clause.ts';
import { evidenceOf } from '../../src/engines/offline/evidence.ts';
import { type Item, skipAdverbs, skipAdverbsBack } from '../../src/engines/offline/items.ts';
import { reportingVerbs, sayingVerbs } from '../../src/engines/offline/lexicon.ts';
import type { Phrase } from '../../src/engines/offline/phrases.ts';
import { isPassive } from '../../src/engines/offline/predicates.ts';
import type { Span, Stretch, Tuple } from './spans.ts';

const hasTense = (item: Item | undefined): boolean =>
  item?.kind === 'verb' && (item.verb.form === 'finite' || item.verb.form === 'bare-past');

const isInfinitive = (item: Item | undefined): boolean => item?.kind === 'verb' && item.verb.form === 'infinitive';

/** Does what begins at `at` go on to a finite verb of its own? */
function opensClause(items: Item[], at: number): boolean {
  let next = skipAdverbs(items, at);
  if (items[next]?.kind === 'verb') return true;
  if (items[next]?.kind !== 'group') return false;
  for (next++; next < at + 12; ) {
    const kind = items[next]?.kind;
    if (kind === 'adverb' || kind === 'other' || kind === 'group') next++;
    else if (kind === 'preposition' && items[next + 1]?.kind === 'group') next += 2;
    else break;
  }
  return hasTense(items[next]);
}

const endsAfterComma = new Set(['relative', 'opener', 'verb', 'and', 'stop', 'group', 'adjective']);

/** Index of the item before which the right side of the verb at `at` ends; `whole` takes all clauses up to the stop. */
function rightEnd(stretch: Stretch, at: number, whole: boolean): number {
  const { items } = stretch;
  for (let next = at + 1; next < items.length; next++) {
    const stops = items[next]?.kind === 'stop' && !(isColon(items[next]) && next === at + 1);
    const end = stops ? next : whole ? null : endAt(stretch, at, next);
    if (end !== null) return end;
  }
  return items.length;
}

const isColon = (item: Item | undefined): boolean => item?.kind === 'stop' && item.text === ':';

const withoutComma = (items: Item[], at: number): number => (items[at - 1]?.kind === 'comma' ? at - 1 : at);

/** Where the right side ends, when what stands at `next` ends it. */
function endAt(stretch: Stretch, at: number, next: number): number | null {
  const { items } = stretch;
  const kind = items[next]?.kind;
  if (kind === 'opener') return next;
  if (kind === 'relative') return withoutComma(items, next);
  if (kind === 'and') return opensClause(items, next + 1) ? withoutComma(items, next) : null;
  if (kind === 'comma')
    return endsAfterComma.has(items[next + 1]?.kind ?? 'stop') || opensClause(items, next + 1) ? next : null;
  return hasTense(items[next]) && next > at + 1 ? endBeforeVerb(stretch, at, next) : null;
}

/** A verb with a subject of its own ends it before that subject. */
function endBeforeVerb({ items, clauses }: Stretch, at: number, next: number): number | null {
  if (isReducedAt(clauses, next)) return null;
  const subject = clauses.find((clause) => clause.at === next)?.subjects[0];
  const isOwn = subject === undefined || subject.from >= (items[at]?.to ?? 0);
  return isOwn ? beforeSubject(items, next, at + 1) : next;
}

/** Is the verb at `next` one of a participle clause, which belongs to what stands before it? */
const isReducedAt = (clauses: Clause[], next: number): boolean =>
  clauses.some((clause) => clause.at === next && clause.role !== 'main' && clause.role !== 'relative');

/** Where the subject of the finite verb at `at` begins, with the word that opens its clause; never before `limit`. */
function beforeSubject(items: Item[], at: number, limit: number): number {
  let next = skipAdverbsBack(items, at - 1);
  while (items[next]?.kind === 'group' && items[next - 1]?.kind === 'preposition' && items[next - 2]?.kind === 'group')
    next -= 2;
  while (
    next > limit &&
    /^(?:that|opener|comma|and|preposition|adverb|other|relative)$/.test(items[next - 1]?.kind ?? '')
  )
    next--;
  return Math.max(next, limit);
}

const startOf = (items: Item[], at: number): number => items[at]?.from ?? items.at(-1)?.to ?? 0;
const endBefore = (items: Item[], at: number): number => items[at - 1]?.to ?? 0;

const personal = new Set(['it', 'they', 'he', 'she']);

/** "The lake froze before it dried": what a personal pronoun stands for, where a main clause before it has a subject. */
function antecedentOf({ clauses }: Stretch, clause: Clause): Span | null {
  const [first] = clause.subjects;
  if (!first?.pronoun || !personal.has(first.words[0]?.lower ?? '')) return null;
  const earlier = clauses.findLast(
    ({ at, role, subjects: [subject] }) =>
      at < clause.at && role === 'main' && subject?.pronoun === false && subject.to <= first.from,
  );
  const from = earlier?.subjects[0]?.from;
  const to = earlier?.subjects.at(-1)?.to;
  return from !== undefined && to !== undefined ? [from, to] : null;
}

/** The subject with the prepositional phrases after it; the noun before a participle or relative is the last of a list. */
function subjectSpan(stretch: Stretch, clause: Clause): Span | null {
  const { items } = stretch;
  const antecedent = antecedentOf(stretch, clause);
  if (antecedent) return antecedent;
  const gerund = clause.gerundSubject;
  if (gerund) return [gerund.verb.from, endBefore(items, clause.at)];
  const first =
    clause.role === 'participle' || clause.role === 'relative' ? clause.subjects.at(-1) : clause.subjects[0];
  const last = clause.subjects.at(-1);
  if (!first || !last) return null;
  const index = indexOf(items, first);
  let to = index + 1;
  while (items[to]?.kind === 'preposition' && items[to + 1]?.kind === 'group' && to + 1 < clause.at) to += 2;
  const isBefore = index >= 0 && index < clause.at;
  return [first.from, isBefore ? Math.max(last.to, endBefore(items, to)) : last.to];
}

const indexOf = (items: Item[], phrase: Phrase): number =>
  items.findIndex((item) => item.kind === 'group' && item.phrases.includes(phrase));

/** Where the words of the predicate end behind the verb: adverbs, an adjective, "that", and a preposition that a phrase follows. */
function predicateEnd(items: Item[], at: number, stop: number): number {
  let next = skipAdverbs(items, at + 1);
  if (items[next]?.kind === 'that') return next + 1;
  if (items[next]?.kind === 'adjective' && (items[next + 1]?.kind === 'preposition' || isInfinitive(items[next + 1])))
    next++;
  const verb = items[next];
  if (verb?.kind === 'verb' && verb.verb.form === 'infinitive') next = skipAdverbs(items, next + 1);
  if (next < stop && items[next]?.kind === 'preposition' && next + 1 < stop) next++;
  return Math.min(next, stop);
}

/** "In 1974, X": what stands before the subject of a main clause. */
function fronted({ items }: Stretch, clause: Clause): Span | null {
  const [first] = clause.subjects;
  if (clause.role !== 'main' || !first) return null;
  const index = items.findIndex((item) => item.kind === 'group' && item.phrases.includes(first));
  const comma = skipAdverbsBack(items, index - 1);
  if (items[comma]?.kind !== 'comma' || index > clause.at) return null;
  let from = comma;
  while (items[from - 1]?.kind === 'group' && items[from - 2]?.kind === 'preposition') from -= 2;
  if (from === comma || (from > 0 && items[from - 1]?.kind !== 'stop')) return null;
  return [startOf(items, from), endBefore(items, comma)];
}

const reports = ({ verb }: Clause): boolean => reportingVerbs.has(verb.lemma) || sayingVerbs.has(verb.lemma);

/** "finds that X does", "says X does": is the object a clause? */
function reportsClause({ items }: Stretch, clause: Clause): boolean {
  const next = skipAdverbs(items, clause.at + 1);
  if (items[next]?.kind === 'that') return true;
  return reports(clause) && items[next]?.kind === 'group' && opensClause(items, next);
}

/** "X does Y, Z says": what stands before is what is said. */
function saidBefore(stretch: Stretch, clause: Clause): Span | null {
  const [subject] = clause.subjects;
  const index = stretch.items.findIndex(
    (item) => item.kind === 'group' && subject !== undefined && item.phrases.includes(subject),
  );
  const inverted = index > clause.at;
  const from = inverted ? clause.at : index;
  const comma = stretch.items[from - 1];
  if (!reports(clause) || comma?.kind !== 'comma' || index < 0) return null;
  return stretch.clauses.some((other) => other.at < from - 1) ? [0, comma.from] : null;
}

function fromClause(stretch: Stretch, clause: Clause): Tuple[] {
  const { items } = stretch;
  const infinitive = clause.verb.form === 'infinitive';
  const that = reportsClause(stretch, clause);
  const stop = rightEnd(stretch, clause.at, that);
  const next = predicateEnd(items, clause.at, stop);
  const subject = subjectSpan(stretch, clause);
  const joined = stretch.clauses.find((other) => items[clause.at + 1]?.kind === 'and' && other.at === clause.at + 2);
  const predicate: Span[] = [
    [
      clause.verb.from + (infinitive && stretch.words[clause.verb.from]?.lower === 'to' ? 1 : 0),
      endBefore(items, next),
    ],
  ];
  const rest: Span = joined
    ? [startOf(items, joined.at + 1), endBefore(items, rightEnd(stretch, joined.at, false))]
    : [startOf(items, next), endBefore(items, stop)];
  const said = rest[0] >= rest[1] ? saidBefore(stretch, clause) : null;
  if (said) rest.splice(0, 2, ...said);
  const front = said ? null : fronted(stretch, clause);
  const group = items[next];
  const objects: Span[][] =
    !that && group?.kind === 'group' && group.phrases.length > 1 && next < stop
      ? group.phrases.map((phrase): Span[] => [
          [phrase.from, phrase.to],
          [group.to, rest[1]],
        ])
      : [[rest]];
  if (subject === null) return [];
  return objects.map(
    (object): Tuple => ({
      implied: isPassive(clause) && !clause.verb.passive ? 'be' : clause.role === 'participle' ? 'be' : '',
      subject: [subject],
      predicate,
      object: front ? [...object, front] : object,
      evidence: evidenceOf(clause, { ...stretch, signs: new Map() }),
    }),
  );
}

export const clauseTuples = (stretch: Stretch): Tuple[] =>
  stretch.clauses
    .filter((clause) => clause.role !== 'means' && !isTold(stretch, clause))
    .flatMap((clause) => fromClause(stretch, clause));

/** "was said to be": the infinitive stands in the predicate of the clause before. */
function isTold({ items }: Stretch, clause: Clause): boolean {
  if (clause.verb.form !== 'infinitive') return false;
  const before = skipAdverbsBack(items, clause.at - 1);
  return (
    items[before]?.kind === 'verb' ||
    (items[before]?.kind === 'adjective' && items[skipAdverbsBack(items, before - 1)]?.kind === 'verb')
  );
}
