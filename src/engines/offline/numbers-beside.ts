import { type Claim, presentStudy, type Subject } from './claims.ts';
import type { Clause } from './clause.ts';
import { resolve } from './context.ts';
import { asGroup } from './items.ts';
import { comparatives } from './lexicon.ts';
import { certaintyOf, polarityOf } from './predicates.ts';
import type { Scene } from './scene.ts';
import { isTimeUnit } from './units.ts';
import type { Word } from './words.ts';

/** Where a number stands in the sentence, in UTF-16 code units. */
export type Place = { start: number; end: number };

/** A year, and how long or when, are no amounts of what they stand at. */
const amountName = (value: string): string =>
  /^(?:1[6-9]|20)\d\d$/.test(value)
    ? 'year'
    : isTimeUnit(/\d\s*(\p{L}+)$/u.exec(value)?.[1] ?? null)
      ? 'time'
      : 'amount';

/** Claims that a number tells of what it stands beside. */
export function attributes(
  scene: Scene,
  subjects: Subject[],
  name: string,
  value: string,
  clause: Clause | null,
): Claim[] {
  return subjects
    .filter((subject) => subject.name !== presentStudy.name)
    .slice(0, 2)
    .map(
      (subject): Claim => ({
        kind: 'attribute',
        subject,
        name: name === 'amount' ? amountName(value) : name,
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
export function clauseAround(scene: Scene, at: number): Clause | null {
  const before = scene.facts.findLast(({ clause }) => clause.at < at)?.clause;
  const isCut = before !== undefined && scene.items.slice(before.at, at).some((item) => item.kind === 'stop');
  return before !== undefined && !isCut
    ? before
    : (scene.facts.find(({ clause }) => clause.at > at)?.clause ?? before ?? null);
}

/** Characters of the longest number that may be one of a pair. */
const longestNumber = 12;

/** "51%/1% lower infestation": two numbers of what stands behind them. */
export function asPair(scene: Scene, sentence: string, place: Place): Claim[] | null {
  if (place.end - place.start > longestNumber) return null;
  const from = Math.max(0, place.start - longestNumber);
  const pair = [...sentence.slice(from, place.end + longestNumber).matchAll(/\d[\d.]*\s?%?\/\d[\d.]*\s?%?/g)].find(
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

/** Where a number says how far from something: "5 m above", "2° north of". */
const distances = /^(?:above|below|beyond|behind|from|away|off|north|south|east|west|of|under|over)$/;

/** "500 m above that level", "2°N of the first": the number with what it is measured from; the number alone where nothing follows. */
export function withOrigin({ words }: Scene, word: number): string {
  const number = saidOf(words[word]);
  if (!distances.test(words[word + 1]?.lower ?? '') || words[word]?.quantity === null) return number;
  const behind = words.slice(word + 1, word + 2 + longestOrigin);
  const end = behind.findIndex(
    ({ tag, lower }, at) => at > 0 && !/^(?:NOUN|PROPN|ADJ|DET|NUM)$/.test(tag) && !/^(?:that|this|of)$/.test(lower),
  );
  const origin = (end < 0 ? behind : behind.slice(0, end)).filter(
    ({ tag, lower }) => tag !== 'DET' && !/^(?:that|this|the|an?)$/.test(lower),
  );
  return origin.length < 2 ? number : [number, ...origin.map(({ text }) => text)].join(' ');
}

/** Most words of what a distance is measured from. */
const longestOrigin = 3;

/** A bound is said with its number: "> 25 K". */
export function saidOf(word: Word | undefined): string {
  const text = word?.text ?? '';
  const sign = word?.quantity?.quantity.comparator ?? '=';
  return /^[<>]=?$/.test(sign) && /^\d/.test(text) ? `${sign} ${text}` : text;
}

/** Most words of a value between a phrase and the number behind it. */
const longestValue = 6;

/** The number as the amount of the noun that it stands in or behind, where nothing else may be said of it. */
export function atLeast(scene: Scene, place: Place): Claim[] {
  const word = scene.words.findIndex(({ token }) => token.end > place.start);
  const at = scene.items.findLastIndex(({ from, kind }) => from <= word && kind === 'group');
  const phrase = asGroup(scene.items[at])?.phrases.findLast((one) => one.from <= word);
  const own = scene.words[word];
  const nouns = phrase?.words.filter((one) => one.quantity === null && !/\d/.test(one.text)) ?? [];
  if (phrase === undefined || own === undefined || own.quantity === null) return [];
  if (nouns.length === 0) return behind(scene, at, word);
  const isSymbol = /^\p{Lu}\p{Ll}?$/u.test(nouns.at(-3)?.text ?? '');
  const subjects = resolve(
    { ...phrase, words: nouns.slice(isSymbol ? -3 : -2), of: [], quantity: null },
    scene.context,
  );
  return attributes(scene, subjects, 'amount', saidOf(own), null);
}

/** "lower than 130 amu" is "< 130 amu". */
const withSign = (value: string): string =>
  value
    .replace(/^(?:lower|less|smaller|fewer|shorter) than /, '< ')
    .replace(/^(?:higher|greater|larger|more|longer) than /, '> ');

/** "a mass lower than about 130 amu": the number with what leads up to it, told of the phrase before. */
function behind(scene: Scene, at: number, word: number): Claim[] {
  const before = scene.items.slice(0, at).findLastIndex(({ kind }) => kind === 'group');
  const between = scene.items.slice(before + 1, at);
  const phrase = asGroup(scene.items[before])?.phrases.at(-1);
  const from = scene.items[before]?.to ?? 0;
  const isClose = between.every(({ kind }) => kind === 'preposition' || kind === 'adjective' || kind === 'adverb');
  if (phrase === undefined || !isClose || word + 1 - from > longestValue) return [];
  const value = scene.words.slice(from, word).map(({ text }) => text);
  const whole = withSign([...value, withOrigin(scene, word)].join(' '));
  // "species with a mass lower than 130 amu": the species have that mass.
  const link = scene.items[before - 1];
  const owner = asGroup(scene.items[before - 2])?.phrases.at(-1);
  const [measure] = resolve(phrase, scene.context);
  if (owner !== undefined && measure !== undefined && link?.kind === 'preposition' && link.text === 'with')
    return attributes(scene, resolve(owner, scene.context).slice(0, 1), measure.name, whole, null);
  return attributes(scene, resolve(phrase, scene.context).slice(0, 1), 'value', whole, null);
}
