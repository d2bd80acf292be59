import type { NumberMention } from '../../text/number-mention.ts';
import { type Claim, presentStudy, type Subject } from './claims.ts';
import { conditionText } from './conditions.ts';
import { resolve } from './context.ts';
import type { CopyGuard } from './copying.ts';
import { asGroup } from './items.ts';
import { changeVerbs } from './lexicon.ts';
import { asPair, atLeast, attributes, clauseAround, type Place } from './numbers-beside.ts';
import type { Phrase } from './phrases.ts';
import { publishedTexts } from './publishing.ts';
import { type Scene, subjectsOf } from './scene.ts';
import { isStatistic, toldAround } from './statistics.ts';
import type { Token } from './tokens.ts';

/** Longest value in words that is told around a number. */
const longestValue = 6;

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /[\d.]/.test(letter);

/** Does one of the texts hold these characters, and not as a part of a longer number? */
function isTold(number: string, texts: string[]): boolean {
  const lower = number.toLowerCase();
  return texts.some((text) => {
    const at = text.toLowerCase().indexOf(lower);
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

/** "two kinds of rules: state-wide (41%) and local (9%)": an adjective before the bracket says which of them. */
function withAdjective(scene: Scene, after: number, subject: Subject): Subject {
  const item = scene.items.findLast(({ from }) => from <= after);
  const adjective = item?.kind === 'adjective' ? item.words.filter(({ tag }) => tag === 'ADJ') : [];
  return adjective.length === 0
    ? subject
    : { ...subject, name: `${adjective.map(({ text }) => text).join(' ')} ${subject.name}` };
}

/** "altitudes ranging from", "GR50 =", "paleolatitude": up to three words that say what the number behind them is; none where more stands there. */
function labelOf(before: Token[]): Token[] {
  const link = before.findIndex(({ text }) => /^(?:=|:|of|was|is|were|are|ranging|ranged|from|between)$/.test(text));
  const label = link < 0 ? before : before.slice(0, link);
  const isLinked =
    link < 0 || (before.length - link <= 2 && !/^(?:of|was|is|were|are)$/.test(before[link + 1]?.text ?? ''));
  const isName = label.length <= 3 && label.every(({ text }) => /^\p{L}{2,}/u.test(text));
  return isName && isLinked ? label : [];
}

const isMonth = ([only]: Token[]): boolean =>
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/.test(only?.text ?? '');

/** "incentives to doctors (85%)": a share is that of the whole chain; `isShort`: of its first phrase. */
function ofChain(scene: Scene, at: number, subject: Subject, isShort: boolean): Subject {
  const link = scene.items[at - 1];
  const first = asGroup(scene.items[at - 2])?.phrases.at(-1);
  const [whole] = link?.kind === 'preposition' && first ? resolve(first, scene.context) : [];
  if (link?.kind !== 'preposition' || whole === undefined || whole.name === presentStudy.name) return subject;
  return isShort ? whole : { ...whole, name: `${whole.name} ${link.text} ${subject.name}` };
}

/** What the number in brackets is said of. */
function ownerOf(scene: Scene, after: number, isShare: boolean, isShort: boolean): Subject | undefined {
  const at = scene.items.findLastIndex((item) => item.kind === 'group' && item.from <= after);
  const phrases = asGroup(scene.items[at])?.phrases ?? [];
  const phrase = phrases.findLast((one) => one.from <= after);
  const [named] = phrase ? resolve(phrase, scene.context) : [];
  const subject = named && withAdjective(scene, after, named);
  return subject && isShare && phrase === phrases[0] ? ofChain(scene, at, subject, isShort) : subject;
}

/** The number with its label; a value that is too long is cut, or is the number alone where it was not told with more. */
function numberIn(
  sentence: string,
  segment: Token[],
  numberAt: number,
  isShort: boolean,
): { name: string; value: string } {
  const label = labelOf(segment.slice(0, numberAt));
  const isLabelled = !isShort && label.length > 0;
  const isDate = isMonth(label);
  const name = isLabelled ? (isDate ? 'date' : textOf(sentence, label)) : 'value';
  const whole = textOf(sentence, isLabelled && !isDate ? segment.slice(numberAt) : segment);
  const isLong = whole.split(' ').length > longestValue;
  const range = segment.slice(numberAt, numberAt + (segment[numberAt + 1]?.text === 'to' ? 3 : 1));
  if (isShort && (label.length === 0 || isLong)) return { name, value: textOf(sentence, range) };
  return { name, value: isLong ? textOf(sentence, segment.slice(numberAt, numberAt + longestValue - 1)) : whole };
}

/** "(∼33.7 Ma)", "(paleolatitude 54°N)": what stands between brackets tells of the phrase before them; `isShort`: the number alone. */
function inAside(scene: Scene, sentence: string, place: Place, isShort = false): Claim[] {
  const aside = scene.asides.find(({ tokens }) =>
    tokens.some((token) => token.start < place.end && token.end > place.start),
  );
  if (aside === undefined) return [];
  const segment = segmentAround(aside.tokens, place);
  if (isStatistic(segment) && toldAround(scene, aside.after).length > 0) return [];
  const numberAt = segment.findIndex((token) => token.end > place.start);
  const isShare = segment.every(({ text }) => /^[\d./%]+$/.test(text)) && segment.some(({ text }) => /[/%]/.test(text));
  const subject = ownerOf(scene, aside.after, isShare, isShort);
  if (!subject) return [];
  const { name, value } = numberIn(sentence, segment, numberAt, isShort);
  return attributes(scene, [subject], name, value, null);
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
  if (clause === null || clause.verb.lemma === 'be') return [];
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

/** Asks whether a number will be read in what is published of a claim; what is published is worked out once for its conditions. */
function publishedAsker(guard: CopyGuard): (number: string, claim: Claim) => boolean {
  const known = new Map<Claim, { conditions: number; texts: string[] }>();
  return (number, claim) => {
    if (!isTold(number, wordingOf(claim))) return false;
    const conditions = claim.kind === 'alias' ? 0 : claim.conditions.length;
    const before = known.get(claim);
    const texts = before?.conditions === conditions ? before.texts : publishedTexts(claim, guard);
    known.set(claim, { conditions, texts });
    return isTold(number, texts);
  };
}

const isInAside = ({ asides }: Scene, { start }: Place): boolean =>
  asides.some(({ tokens }) => (tokens[0]?.start ?? 0) <= start && start < (tokens.at(-1)?.end ?? 0));

/** The numbers of a sentence, and what decides which wording of them may be published. */
export type Numbers = { sentence: string; numbers: NumberMention[]; guard: CopyGuard };

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
  const isPublished = publishedAsker(of.guard);
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
