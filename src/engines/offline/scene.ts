import { type Claim, presentStudy, type Subject } from './claims.ts';
import type { Clause, Complement } from './clause.ts';
import { findClauses } from './clauses.ts';
import { conditionOfClause, conditionText, isCondition } from './conditions.ts';
import { type Context, possessed, resolve } from './context.ts';
import { gather } from './gather.ts';
import { type Item, skipAdverbsBack } from './items.ts';
import { isSupposed, openersOf, opensCondition, questionOpeners } from './openers.ts';
import { headOf, isOneOf, type Phrase } from './phrases.ts';
import { fillThose, hasThose } from './those.ts';
import type { Aside } from './tokens.ts';
import { isDoubted, isInverted, isUnsureDoer, isUnsurePronoun } from './unsure.ts';
import type { Word } from './words.ts';

/** A parsed stretch of a sentence as the patterns see it. */
export type Scene = {
  number: number;
  words: Word[];
  items: Item[];
  asides: Aside[];
  context: Context;
  /** Clauses that state something, with what holds for each from outside of it. */
  facts: { clause: Clause; outer: string[] }[];
  /** What the subjects of each clause stand for, told in the order of the text. */
  subjects: Map<Clause, Subject[]>;
  /** What was claimed of each clause. */
  told: Map<Clause, Claim[]>;
  /** All clauses of the stretch, those that state nothing too. */
  clauses: Clause[];
  /** What speaks for and against each clause: see evidence.ts. */
  signs: Map<Clause, string[]>;
  /** Phrases whose number a pattern has already told. */
  measured: Set<Phrase>;
};

/** One construction: what it is called, a sentence of that kind, and how its facts are found. */
export type Pattern = { name: string; example: string; find(scene: Scene): Claim[] };

/** Prepositional phrases in front of the subject hold for the clauses up to the next stop. */
function fronted(items: Item[], from: number): Complement[] {
  const complements: Complement[] = [];
  let at = from;
  while (items[at]?.kind === 'adverb' || items[at]?.kind === 'comma') at++;
  for (; at < items.length; at += 2) {
    const item = items[at];
    const group = items[at + 1];
    const after = items[at + 2];
    if (item?.kind !== 'preposition' || group?.kind !== 'group') break;
    if (item.text === 'with' && after?.kind === 'verb' && after.verb.form !== 'finite') break;
    complements.push({ preposition: item.text, phrases: group.phrases, gerund: null });
  }
  return items[at]?.kind === 'comma' || complements.length > 0 ? complements : [];
}

const isStart = (items: Item[], at: number): boolean =>
  at === 0 || items[at - 1]?.kind === 'stop' || items[at - 1]?.kind === 'that';

function frontedConditions(items: Item[], context: Context): { from: number; texts: string[] }[] {
  const conditions: { from: number; texts: string[] }[] = [];
  for (let at = 0; at < items.length; at++) {
    if (!isStart(items, at)) continue;
    const complements = fronted(items, at).filter(isCondition);
    conditions.push({ from: at, texts: gather(complements, (complement) => conditionText(complement, context)) });
  }
  return conditions;
}

/** "X is a technique that V", "X are vesicles derived from Y": what is said to be one does it. */
function saidToBe(clause: Clause, clauses: Clause[], subjects: Map<Clause, Subject[]>): Subject[] | null {
  if (clause.role !== 'relative' && clause.role !== 'participle') return null;
  const [kind, ...others] = clause.subjects;
  if (kind === undefined || others.length > 0 || kind.pronoun) return null;
  const host = clauses.find(({ verb, objects }) => verb.lemma === 'be' && objects.length === 1 && objects[0] === kind);
  if (host === undefined || host.verb.negated || host.verb.modal !== null || host.role === 'means') return null;
  const found = subjects.get(host) ?? [];
  const isKind =
    kind.determiner === null ? headOf(kind)?.singular !== headOf(kind)?.lower : /^an?$/.test(kind.determiner);
  const isNamed = found.length > 0 && found.every(({ name }) => name !== presentStudy.name);
  return (isKind || isOneOf(kind)) && isNamed ? found : null;
}

/** Subjects in the order of the text, so that "it" finds the subject before it. */
function subjectsInOrder(items: Item[], clauses: Clause[], context: Context): Map<Clause, Subject[]> {
  const subjects = new Map<Clause, Subject[]>();
  for (const clause of clauses) {
    const isUnsure = isUnsureDoer(clause) || isUnsurePronoun(items, clause, clauses);
    const found = isUnsure ? [] : (saidToBe(clause, clauses, subjects) ?? resolveSubjects(clause, context, items));
    subjects.set(clause, found);
    const [first] = found;
    if (clause.role !== 'main' || clause.isReport || first === undefined) continue;
    context.lastSubject = found.length === 1 ? first : null;
  }
  return subjects;
}

/** "higher than expected", "as required by X": what stands behind such a word is no fact. */
export function isExpectation(items: Item[], { at, verb }: Clause): boolean {
  const before = items[skipAdverbsBack(items, at - 1)];
  return (
    before !== undefined &&
    'text' in before &&
    (before.text === 'than' || before.text === 'as') &&
    verb.form === 'bare-past'
  );
}

const times = /^(?:period|time|stage|phase|season|interval|era|epoch|moment|year|month|week|day|night|hour)$/;

/** "the late period when waters are shallow": that tells which period, and not when something holds. */
function isOfTime(items: Item[], at: number): boolean {
  let opener = at - 1;
  while (opener >= 0 && items[opener]?.kind !== 'opener') opener--;
  const before = items[opener - 1];
  const last = before?.kind === 'group' ? before.phrases.at(-1) : undefined;
  return last !== undefined && last.words.length > 1 && times.test(headOf(last)?.singular ?? '');
}

type Facts = Scene['facts'];

/** "when X is Y": a condition of the main clause before it or, at the start of the sentence, after it. */
function placeCondition(items: Item[], clause: Clause, texts: string[], facts: Facts): string[] {
  const last = facts.at(-1);
  const startsSentence = items.slice(0, clause.at).every((item) => item.kind !== 'verb');
  if (startsSentence || last === undefined) return texts;
  last.outer.push(...texts);
  return [];
}

/** Questions, expectations, suppositions, and which time is meant. */
const saysNothing = (words: Word[], items: Item[], clauses: Clause[], clause: Clause, opener: string): boolean =>
  questionOpeners.has(opener) ||
  isExpectation(items, clause) ||
  isSupposed(items, clause.at) ||
  (opener === 'when' && isOfTime(items, clause.at)) ||
  isDoubted(items, clause, clauses) ||
  isInverted(words, clause);

/** "we show how to include A": that is what the paper shows. */
function howTo(items: Item[], clause: Clause, clauses: Clause[], subjects: Map<Clause, Subject[]>): Clause | null {
  const how = items[clause.at - 1];
  if (how?.kind !== 'opener' || how.text !== 'how' || clause.verb.form !== 'infinitive') return null;
  const host = clauses.find(({ at }) => at === clause.at - 2);
  if (host === undefined || !/^(?:show|describe|explain|demonstrate|discuss|illustrate|learn)$/.test(host.verb.lemma))
    return null;
  const lemma = `${host.verb.lemma} way to ${clause.verb.lemma}`;
  const shown: Clause = {
    ...clause,
    role: 'main',
    subjects: host.subjects,
    verb: { ...clause.verb, lemma, form: 'finite' },
  };
  subjects.set(shown, subjects.get(host) ?? []);
  return shown;
}

function factsOf(
  words: Word[],
  items: Item[],
  clauses: Clause[],
  context: Context,
  subjects: Map<Clause, Subject[]>,
): Facts {
  const fronts = frontedConditions(items, context);
  const openers = openersOf(items, clauses);
  const facts: Facts = [];
  let waiting: string[] = [];
  for (const [index, clause] of clauses.entries()) {
    const opener = openers[index] ?? '';
    const shown = howTo(items, clause, clauses, subjects);
    if (shown !== null) facts.push({ clause: shown, outer: [] });
    if (clause.isReport || saysNothing(words, items, clauses, clause, opener)) continue;
    if (opensCondition(opener)) {
      waiting = [...waiting, ...placeCondition(items, clause, conditionOfClause(opener, clause, context), facts)];
      continue;
    }
    const front = fronts.findLast((entry) => entry.from < clause.at)?.texts ?? [];
    const isMain = clause.role === 'main' || clause.role === 'caused';
    facts.push({ clause, outer: isMain ? [...front, ...waiting] : [] });
    if (clause.role === 'main') waiting = [];
  }
  return facts;
}

/** Reads the stretch clause by clause; conditional clauses become conditions of the main clause that they belong to. */
export function setScene(words: Word[], items: Item[], asides: Aside[], number: number, context: Context): Scene {
  const clauses = findClauses(items);
  if (hasThose(words)) fillThose(clauses);
  const subjects = subjectsInOrder(items, clauses, context);
  return {
    number,
    words,
    items,
    asides,
    context,
    facts: factsOf(words, items, clauses, context, subjects),
    subjects,
    told: new Map(),
    clauses,
    signs: new Map(),
    measured: new Set(),
  };
}

/** What the subjects of a clause stand for. */
export const subjectsOf = (scene: Scene, clause: Clause): Subject[] => scene.subjects.get(clause) ?? [];

/** "It may prove useful to V", "it is unclear how": "it" is what follows. */
function isExpletive({ subjects: [first], adjective, at, role }: Clause, items: Item[]): boolean {
  if (first?.words[0]?.lower !== 'it') return false;
  if (role === 'purpose') return items[skipAdverbsBack(items, at - 1)]?.kind === 'adjective';
  if (adjective === null) return false;
  const behind = items
    .slice(at + 1, at + 5)
    .find(({ kind }) => kind === 'verb' || kind === 'that' || kind === 'opener');
  return behind !== undefined && (behind.kind !== 'verb' || behind.verb.form === 'infinitive');
}

/** A gerund in the place of the subject is a name of its own. */
function resolveSubjects(clause: Clause, context: Context, items: Item[]): Subject[] {
  if (isExpletive(clause, items)) return [];
  const gerund = clause.gerundSubject;
  if (gerund === null)
    return gather(clause.subjects, (phrase) => possessed(phrase, context) ?? resolve(phrase, context));
  const object = gather(gerund.objects, (phrase) => resolve(phrase, context))[0]?.name;
  const [first] = gerund.objects.length === 0 ? gerund.complements : [];
  const rest = object ?? (first ? conditionText(first, context)[0] : undefined);
  if (rest === undefined) return [];
  const name = `${gerund.verb.surface} ${rest}`;
  return [{ name, head: gerund.verb.lemma, plural: false, quantity: null, details: [], negated: false }];
}

/** Claims of all facts of the scene, kept by clause. */
export function tellFacts(scene: Scene, claimsOf: (scene: Scene, fact: Scene['facts'][number]) => Claim[]): Claim[] {
  return gather(scene.facts, (fact) => {
    const claims = claimsOf(scene, fact);
    if (claims.length > 0) scene.told.set(fact.clause, [...(scene.told.get(fact.clause) ?? []), ...claims]);
    return claims;
  });
}
