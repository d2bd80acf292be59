import type { NumberMention } from '../../text/number-mention.ts';
import { type Claim, presentStudy, type Subject } from './claims.ts';
import type { Clause } from './clause.ts';
import { conditionText } from './conditions.ts';
import { resolve } from './context.ts';
import type { CopyGuard } from './copying.ts';
import { asGroup } from './items.ts';
import { changeVerbs, comparatives } from './lexicon.ts';
import type { Phrase } from './phrases.ts';
import { certaintyOf, polarityOf } from './predicates.ts';
import { publishedTexts } from './publishing.ts';
import { type Scene, subjectsOf } from './scene.ts';
import type { Token } from './tokens.ts';

/** Where a number stands in the sentence, in UTF-16 code units. */
type Place = { start: number; end: number };

/** Longest value in words that is told around a number. */
const longestValue = 6;

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /[\d.]/.test(letter);

/** Does one of the texts hold these characters, and not as a part of a longer number? */
function isTold(number: string, texts: string[]): boolean {
  return texts.some((text) => {
    const at = text.toLowerCase().indexOf(number.toLowerCase());
    return (
      at >= 0 &&
      !isDigit(text[at - 1]) &&
      !(/\d/.test(number.at(-1) ?? '') && /\d/.test(text[at + number.length] ?? ''))
    );
  });
}

/** "1:10" says something of two things, and none of its numbers anything alone. */
const isInRatio = (sentence: string, { start, end }: Place): boolean =>
  /^:\d/.test(sentence.slice(end, end + 2)) || /\d:$/.test(sentence.slice(Math.max(0, start - 2), start));

const textOf = (sentence: string, tokens: Token[]): string =>
  sentence.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);

/** The part between commas in which the place stands. */
function segmentAround(tokens: Token[], place: Place): Token[] {
  const at = tokens.findIndex((token) => token.end > place.start);
  let from = at;
  let to = at + 1;
  while (from > 0 && !/^[,;:]$/.test(tokens[from - 1]?.text ?? '')) from--;
  while (to < tokens.length && !/^[,;:]$/.test(tokens[to]?.text ?? '')) to++;
  return tokens.slice(from, to);
}

/** "(∼33.7 Ma)", "(paleolatitude 54°N)": what stands between brackets tells of the phrase before them. */
function inAside(scene: Scene, sentence: string, place: Place): Claim[] {
  const aside = scene.asides.find(({ tokens }) =>
    tokens.some((token) => token.start < place.end && token.end > place.start),
  );
  if (aside === undefined) return [];
  const segment = segmentAround(aside.tokens, place);
  const numberAt = segment.findIndex((token) => token.end > place.start);
  const label = segment.slice(0, numberAt).filter((token) => /^\p{L}{2,}/u.test(token.text));
  const group = scene.items.findLast((item) => item.kind === 'group' && item.from <= aside.after);
  const phrase = asGroup(group)?.phrases.findLast((one) => one.from <= aside.after);
  const [subject] = phrase ? resolve(phrase, scene.context) : [];
  const isLabelled = label.length > 0 && label.length <= 3 && label.length === numberAt;
  const whole = textOf(sentence, isLabelled ? segment.slice(numberAt) : segment);
  const isLong = whole.split(' ').length > longestValue;
  const value = isLong ? textOf(sentence, segment.slice(numberAt, numberAt + longestValue - 1)) : whole;
  if (!subject) return [];
  return attributes(scene, [subject], isLabelled ? textOf(sentence, label) : 'value', value, null);
}

function attributes(scene: Scene, subjects: Subject[], name: string, value: string, clause: Clause | null): Claim[] {
  return subjects
    .filter((subject) => subject.name !== presentStudy.name)
    .slice(0, 2)
    .map(
      (subject): Claim => ({
        kind: 'attribute',
        subject,
        name: name === 'amount' && /^(?:1[6-9]|20)\d\d$/.test(value) ? 'year' : name,
        value,
        quantity: null,
        conditions: [],
        polarity: clause ? polarityOf(clause, subject.negated) : 'affirmed',
        certainty: clause ? certaintyOf(clause) : 'stated',
        sentence: scene.number,
        evidence: ['pattern number left'],
      }),
    );
}

/** The clause in which an item stands: that of the verb before it, or after it where it is fronted. */
function clauseAround(scene: Scene, at: number): Clause | null {
  const before = scene.facts.findLast(({ clause }) => clause.at < at)?.clause;
  const isCut = before !== undefined && scene.items.slice(before.at, at).some((item) => item.kind === 'stop');
  return before !== undefined && !isCut
    ? before
    : (scene.facts.find(({ clause }) => clause.at > at)?.clause ?? before ?? null);
}

/** A number behind a preposition limits what its clause says. */
function asCondition(scene: Scene, at: number, phrase: Phrase | null, number: string): Claim[] {
  const preposition = scene.items[at - 1];
  if (preposition?.kind !== 'preposition' || preposition.text === 'than') return [];
  const full = phrase
    ? conditionText({ preposition: preposition.text, phrases: [phrase], gerund: null }, scene.context)
    : [];
  const text = full.find((one) => isTold(number, [one])) ?? `${preposition.text} ${withNounsBehind(scene, number)}`;
  const clause = clauseAround(scene, at);
  const told = clause ? (scene.told.get(clause) ?? []) : [];
  if (told.length > 0) return addCondition(told, text);
  if (clause === null) return [];
  return attributes(scene, subjectsOf(scene, clause), clause.verb.surface, text, clause);
}

/** A number with a noun counts or measures it; one alone tells of the clause's subject. */
function asAmount(scene: Scene, at: number, phrase: Phrase | null, number: string): Claim[] {
  const named =
    phrase && phrase.words.length + phrase.of.length > 0
      ? resolve({ ...phrase, quantity: null }, scene.context).slice(0, 1)
      : [];
  if (named.length > 0 && !named.some((subject) => isTold(number, [subject.name])))
    return attributes(scene, named, 'amount', number, null);
  const clause = clauseAround(scene, at);
  if (clause === null) return [];
  const told = scene.told.get(clause) ?? [];
  const text = withNouns(scene, at, number);
  if (clause.verb.lemma !== 'be' && told.length > 0 && text !== number) return addCondition(told, text);
  const isSaid = clause.verb.lemma === 'be' || changeVerbs.has(clause.verb.lemma);
  return isSaid
    ? attributes(
        scene,
        subjectsOf(scene, clause),
        clause.verb.lemma === 'be' ? 'value' : clause.verb.lemma,
        number,
        clause,
      )
    : [];
}

/** "75 sheep": a number with the nouns right behind it. */
function withNounsBehind({ words }: Scene, number: string): string {
  const at = words.findIndex((word) => word.text === number);
  const behind = words.slice(at + 1, at + 3);
  const end = behind.findIndex((word) => word.tag !== 'NOUN' && word.tag !== 'PROPN');
  return [number, ...(end < 0 ? behind : behind.slice(0, end)).map((word) => word.text)].join(' ');
}

/** "H I 1216 Å": a number with the nouns right before it. */
function withNouns({ items, words }: Scene, at: number, number: string): string {
  const from = items[at]?.from ?? 0;
  const before = words.slice(Math.max(0, from - 2), from);
  const nouns = before.slice(before.findLastIndex((word) => word.tag !== 'NOUN' && word.tag !== 'PROPN') + 1);
  return [...nouns.map((word) => word.text), number].join(' ');
}

function addCondition(told: Claim[], text: string): Claim[] {
  for (const claim of told) if (claim.kind !== 'alias' && !claim.conditions.includes(text)) claim.conditions.push(text);
  return [];
}

/** "51%/1% lower infestation": two numbers of what stands behind them. */
function asPair(scene: Scene, sentence: string, place: Place): Claim[] | null {
  const from = Math.max(0, place.start - 12);
  const pair = [...sentence.slice(from, place.end + 12).matchAll(/\d[\d.]*\s?%?\/\d[\d.]*\s?%?/g)].find(
    ({ index, 0: text }) => from + index <= place.start && from + index + text.length >= place.end,
  );
  if (pair === undefined) return null;
  const end = from + pair.index + pair[0].length;
  const item = scene.items.find((one) => (scene.words[one.to - 1]?.token.start ?? 0) >= end);
  const [phrase] = asGroup(item)?.phrases ?? [];
  const first = phrase?.words[0];
  if (phrase === undefined || first === undefined) return [];
  const compared = comparatives.has(first.lower) && phrase.words.length > 1 ? first : null;
  const subjects = resolve(compared ? { ...phrase, words: phrase.words.slice(1) } : phrase, scene.context).slice(0, 1);
  return attributes(scene, subjects, compared?.lower ?? 'amount', pair[0], null);
}

function outside(scene: Scene, sentence: string, place: Place): Claim[] {
  const pair = asPair(scene, sentence, place);
  if (pair !== null) return pair;
  const word = scene.words.findIndex(({ token }) => token.end > place.start);
  const at = scene.items.findIndex((item) => item.from <= word && word < item.to);
  const found = scene.words[word];
  if (found === undefined || at < 0) return [];
  const phrase = asGroup(scene.items[at])?.phrases.find((one) => one.from <= word && word < one.to) ?? null;
  const claims = asCondition(scene, at, phrase, found.text);
  const isTaken = scene.items[at - 1]?.kind === 'preposition';
  return isTaken ? claims : asAmount(scene, at, phrase, found.text);
}

/** All wording of a claim in which a number can stand. */
const wordingOf = (claim: Claim): string[] => {
  if (claim.kind === 'alias') return [claim.subject.name, claim.alias];
  const own = claim.kind === 'relation' ? [claim.object.name] : [claim.name, claim.value];
  return [claim.subject.name, ...own, ...claim.conditions];
};

const isPublished = (number: string, claim: Claim, guard: CopyGuard): boolean =>
  isTold(number, wordingOf(claim)) && isTold(number, publishedTexts(claim, guard));

/** The numbers of a sentence, and what decides which wording of them may be published. */
export type Numbers = { sentence: string; numbers: NumberMention[]; guard: CopyGuard };

/**
 * Tells each number of the sentence that no pattern has told, or that no wording of a fact may tell: between brackets, as a condition, or
 * as the amount of what it stands at. `claims` are those of the scene; their conditions may grow.
 */
export function numbersLeft(scene: Scene, { sentence, numbers, guard }: Numbers, claims: Claim[]): Claim[] {
  if (numbers.length === 0) return [];
  const first = scene.words[0]?.token.start ?? 0;
  const last = Math.max(scene.words.at(-1)?.token.end ?? 0, scene.asides.at(-1)?.tokens.at(-1)?.end ?? 0);
  const found: Claim[] = [];
  for (const mention of numbers) {
    if (mention.kind !== 'number' || mention.soft || mention.start < first || mention.end > last) continue;
    if (isInRatio(sentence, mention)) continue;
    const number = sentence.slice(mention.start, mention.end);
    const isSaid = (): boolean => [...claims, ...found].some((claim) => isPublished(number, claim, guard));
    if (isSaid()) continue;
    const isAside = scene.asides.some(
      ({ tokens }) => (tokens[0]?.start ?? 0) <= mention.start && mention.start < (tokens.at(-1)?.end ?? 0),
    );
    const told = isAside ? inAside(scene, sentence, mention) : outside(scene, sentence, mention);
    found.push(...told);
    if (!isSaid()) found.push(...atLeast(scene, mention));
  }
  return found;
}

/** The number as the amount of the noun that it stands in or behind, where nothing else may be said of it. */
function atLeast(scene: Scene, place: Place): Claim[] {
  const word = scene.words.findIndex(({ token }) => token.end > place.start);
  const item = scene.items.findLast(({ from, kind }) => from <= word && kind === 'group');
  const phrase = asGroup(item)?.phrases.findLast((one) => one.from <= word);
  const nouns = phrase?.words.filter((one) => one.quantity === null && !/\d/.test(one.text)).slice(-2) ?? [];
  const value = scene.words[word]?.text ?? '';
  if (phrase === undefined || nouns.length === 0 || scene.words[word]?.quantity === null) return [];
  return attributes(
    scene,
    resolve({ ...phrase, words: nouns, of: [], quantity: null }, scene.context),
    'amount',
    value,
    null,
  );
}
