import type { Clause } from './clause.ts';
import { conditionOfClause, conditionText } from './conditions.ts';
import { type Context, resolve } from './context.ts';
import { gather } from './gather.ts';
import type { Item } from './items.ts';
import { headOf, type Phrase } from './phrases.ts';

type Sentence = { items: Item[]; clauses: Clause[]; context: Context };

/** "energy", "the mechanisms": one common noun names no thing by itself. */
const isLoose = (phrase: Phrase | undefined): boolean =>
  phrase !== undefined &&
  !phrase.pronoun &&
  phrase.of.length === 0 &&
  phrase.words.length === 1 &&
  headOf(phrase)?.tag === 'NOUN';

/** "related to rock salt", "that force a decline": verb with object or complement; nothing where neither is known. */
function restText(clause: Clause, verb: string, context: Context): string[] {
  const [object] = gather(clause.objects, (phrase) => resolve(phrase, context)).map(({ name }) => name);
  const [first] = clause.complements;
  const place = first ? conditionText(first, context)[0] : undefined;
  const rest = clause.objects.length > 0 ? object : (place ?? clause.adjective?.map(({ text }) => text).join(' '));
  return rest === undefined || rest === '' ? [] : [`${verb} ${rest}`];
}

/** What a clause right behind a noun tells of it, as a condition. */
function behind({ items, clauses, context }: Sentence, at: number): string[] {
  const next = items[at];
  const clauseAt = (place: number): Clause | undefined => clauses.find((clause) => clause.at === place);
  if (next?.kind === 'verb') {
    const clause = clauseAt(at);
    const isReduced = clause?.role === 'participle' && clause.verb.lemma !== 'use';
    return isReduced ? restText(clause, clause.verb.surface, context) : [];
  }
  if (next?.kind === 'preposition' && items[at + 1]?.kind === 'relative') {
    const clause = clauses.find((one) => one.at > at);
    return clause && items[at + 2]?.kind === 'group' ? conditionOfClause(`${next.text} which`, clause, context) : [];
  }
  if (next?.kind !== 'that' && next?.kind !== 'relative') return [];
  const clause = clauseAt(at + 1);
  const isPlain = clause?.role === 'relative' && !clause.verb.negated && !clause.verb.passive;
  return isPlain && clause.verb.lemma !== 'be' ? restText(clause, `that ${clause.verb.lemma}`, context) : [];
}

/** "a structure related to rock salt", "the mechanisms that force a decline": which of them is meant, where the noun alone does not tell. */
export function restrictionsOf(sentence: Sentence, clause: Clause): string[] {
  if (clause.role === 'relative') return none;
  const { subjects, objects } = clause;
  const isOpen = isLoose(subjects[subjects.length - 1]) || isLoose(objects[objects.length - 1]);
  if (!isOpen) return none;
  const found = known.get(clause) ?? restrictionsIn(sentence, clause);
  known.set(clause, found);
  return found;
}

const none: string[] = [];

/** All facts of a clause share them. */
const known = new WeakMap<Clause, string[]>();

function restrictionsIn(sentence: Sentence, clause: Clause): string[] {
  return gather([clause.subjects, clause.objects], (phrases) => {
    if (!isLoose(phrases.at(-1))) return none;
    const at = sentence.items.findIndex((item) => item.kind === 'group' && item.phrases === phrases);
    const isItself = clause.at > at && clause.at <= at + 2;
    return at < 0 || (isItself && clause.role !== 'main') ? [] : behind(sentence, at + 1);
  });
}
