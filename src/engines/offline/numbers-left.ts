import type { NumberMention } from '../../text/number-mention.ts';
import type { Claim } from './claims.ts';
import type { Clause } from './clause.ts';
import { conditionText } from './conditions.ts';
import { resolve } from './context.ts';
import { gather } from './gather.ts';
import { asGroup } from './items.ts';
import { changeVerbs } from './lexicon.ts';
import { asPair, atLeast, attributes, clauseAround, type Place, saidOf, withOrigin } from './numbers-beside.ts';
import { inAside } from './numbers-in-brackets.ts';
import type { Phrase } from './phrases.ts';
import { type Publisher, publishedTexts } from './publishing.ts';
import { type Scene, subjectsOf } from './scene.ts';
import type { Word } from './words.ts';

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /[\d.]/.test(letter);

/** Does one of the texts hold these characters, and not as a part of a longer number? */
function isTold(number: string, texts: string[]): boolean {
  const lower = number.toLowerCase();
  const hasCase = lower !== number.toUpperCase();
  for (const text of texts) {
    const at = (hasCase ? text.toLowerCase() : text).indexOf(lower);
    if (at < 0 || isDigit(text[at - 1])) continue;
    if (!/\d/.test(number.at(-1) ?? '') || !/\d/.test(text[at + number.length] ?? '')) return true;
  }
  return false;
}

/** "1:10" says something of two things, and none of its numbers anything alone. */
const isInRatio = (sentence: string, { start, end }: Place): boolean =>
  /^:\d/.test(sentence.slice(end, end + 2)) || /\d:$/.test(sentence.slice(Math.max(0, start - 2), start));

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
  const gapped = ofGap(scene, at, text, told);
  if (gapped !== null) return gapped;
  if (told.length > 0) return addCondition(told, text);
  if (clause === null || clause.verb.lemma === 'be') return [];
  const { surface, lemma } = clause.verb;
  return attributes(scene, subjectsOf(scene, clause), clause.verb.passive ? surface : lemma, text, clause);
}

/** "A peaks on 3 May, and B on 9 May", "a survey in 2005 and a check in 2009": the same is said of B, and of a check. */
function ofGap({ items, context }: Scene, at: number, text: string, told: Claim[]): Claim[] | null {
  const [comma, and, group, preposition] = items.slice(at - 4, at);
  const phrase = asGroup(group)?.phrases.at(-1);
  if (and?.kind !== 'and' || phrase === undefined || preposition?.kind !== 'preposition') return null;
  const first = told
    .filter((claim) => claim.kind === 'relation')
    .find(({ conditions }) => conditions.some((one) => one.startsWith(`${preposition.text} `)));
  const [named] = first === undefined ? [] : resolve(phrase, context);
  if (first === undefined || named === undefined) return null;
  const side = comma?.kind === 'comma' ? { subject: named } : { object: named };
  return [{ ...first, ...side, conditions: [text] }];
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
  const before = asGroup(scene.items[at - 1])?.phrases.at(-1);
  // "gains of local heat >25 K": the number is that of the phrase right before it.
  const isBound = phrase?.words.length === 0 && /^[<>]=?$/.test(phrase.quantity?.quantity.comparator ?? '=');
  if (before !== undefined && isBound)
    return attributes(scene, resolve(before, scene.context).slice(0, 1), 'amount', saidOf(wordOf(scene, number)), null);
  const text = withNouns(scene, at, number);
  const isReach = /^up to /.test(number) && clause.objects.length === 0;
  if (clause.verb.lemma !== 'be' && told.length > 0 && (text !== number || isReach)) return addCondition(told, text);
  return ofClause(scene, clause, number);
}

const wordOf = ({ words }: Scene, number: string): Word | undefined => words.find(({ text }) => text === number);

/** A number that its clause has as a value: of what changes, where it changes something, that is the object. */
function ofClause(scene: Scene, clause: Clause, number: string): Claim[] {
  const isBe = clause.verb.lemma === 'be';
  if (!isBe && !changeVerbs.has(clause.verb.lemma)) return [];
  const owners =
    !isBe && clause.objects.length > 0
      ? gather(clause.objects, (one) => resolve(one, scene.context))
      : subjectsOf(scene, clause);
  const value = withOrigin(
    scene,
    scene.words.findIndex(({ text }) => text === number),
  );
  return attributes(scene, owners, isBe ? 'value' : clause.verb.lemma, value, clause);
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

/** Does the number stand in the wording of a claim? */
function isInWording(number: string, claim: Claim): boolean {
  if (claim.kind === 'alias') return isTold(number, [claim.subject.name, claim.alias]);
  const own =
    claim.kind === 'relation' ? [claim.subject.name, claim.object.name] : [claim.subject.name, claim.name, claim.value];
  return isTold(number, own) || isTold(number, claim.conditions);
}

/** Asks whether a number will be read in what is published of a claim; what is published is worked out once for its conditions. */
function publishedAsker(publisher: Publisher): (number: string, claim: Claim) => boolean {
  const known = new Map<Claim, { conditions: number; texts: string[] }>();
  return (number, claim) => {
    if (!isInWording(number, claim)) return false;
    const conditions = claim.kind === 'alias' ? 0 : claim.conditions.length;
    const before = known.get(claim);
    const texts = before?.conditions === conditions ? before.texts : publishedTexts(claim, publisher);
    known.set(claim, { conditions, texts });
    return isTold(number, texts);
  };
}

const isInAside = ({ asides }: Scene, { start }: Place): boolean =>
  asides.some(({ tokens }) => (tokens[0]?.start ?? 0) <= start && start < (tokens.at(-1)?.end ?? 0));

/** The numbers of a sentence, and what decides which wording of them may be published. */
export type Numbers = { sentence: string; numbers: NumberMention[]; publisher: Publisher };

/** The numbers that stand in the scene and say something by themselves. */
function numbersIn(scene: Scene, { sentence, numbers }: Numbers): NumberMention[] {
  const first = scene.words[0]?.token.start ?? 0;
  const last = Math.max(scene.words.at(-1)?.token.end ?? 0, scene.asides.at(-1)?.tokens.at(-1)?.end ?? 0);
  return numbers.filter(
    (mention) =>
      mention.kind === 'number' &&
      !mention.soft &&
      mention.start >= first &&
      mention.end <= last &&
      !isInRatio(sentence, mention),
  );
}

/**
 * Tells each number of the sentence that no pattern has told, or that no wording of a fact may tell: between brackets, as a condition, or
 * as the amount of what it stands at. `claims` are those of the scene; their conditions may grow.
 */
export function numbersLeft(scene: Scene, of: Numbers, claims: Claim[]): Claim[] {
  const found: Claim[] = [];
  const isPublished = publishedAsker(of.publisher);
  for (const mention of numbersIn(scene, of)) {
    const number = of.sentence.slice(mention.start, mention.end);
    const says = (claim: Claim): boolean => isPublished(number, claim);
    const isSaid = (): boolean => claims.some(says) || found.some(says);
    const isAside = isInAside(scene, mention);
    if (!isSaid()) found.push(...(isAside ? inAside : outside)(scene, of.sentence, mention));
    if (!isSaid()) found.push(...(isAside ? inAside(scene, of.sentence, mention, true) : atLeast(scene, mention)));
  }
  return found;
}
