import { type Claim, presentStudy, type Subject } from './claims.ts';
import { resolve } from './context.ts';
import { asGroup } from './items.ts';
import { attributes, type Place } from './numbers-beside.ts';
import type { Scene } from './scene.ts';
import { isStatistic, toldAround } from './statistics.ts';
import type { Token } from './tokens.ts';

/** Longest value in words that is told around a number. */
const longestValue = 6;

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

/** "Ray and Lee (1987)": when it was written. */
const isCitation = ({ words }: Scene, after: number, segment: Token[]): boolean =>
  words[after]?.tag === 'PROPN' && segment.length === 1 && /^(?:19|20)\d\d[a-z]?$/.test(segment[0]?.text ?? '');

/** "8 × 105 cells in": a value does not end in a preposition. */
function cutTo(segment: Token[], length: number): Token[] {
  const cut = segment.slice(0, length);
  while (cut.length > 1 && /^(?:in|of|at|on|for|with|by|to|from|and|or|the|an?|[(×x·])$/.test(cut.at(-1)?.text ?? ''))
    cut.pop();
  return cut;
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
  return { name, value: isLong ? textOf(sentence, cutTo(segment.slice(numberAt), longestValue - 1)) : whole };
}

/** "(∼33.7 Ma)", "(paleolatitude 54°N)": what stands between brackets tells of the phrase before them; `isShort`: the number alone. */
export function inAside(scene: Scene, sentence: string, place: Place, isShort = false): Claim[] {
  const aside = scene.asides.find(({ tokens }) =>
    tokens.some((token) => token.start < place.end && token.end > place.start),
  );
  if (aside === undefined) return [];
  const segment = segmentAround(aside.tokens, place);
  if (isStatistic(segment) && toldAround(scene, aside.after).length > 0) return [];
  const numberAt = segment.findIndex((token) => token.end > place.start);
  const isShare = segment.every(({ text }) => /^[\d./%]+$/.test(text)) && segment.some(({ text }) => /[/%]/.test(text));
  const subject = ownerOf(scene, aside.after, isShare, isShort);
  if (!subject || isCitation(scene, aside.after, segment)) return [];
  const { name, value } = numberIn(sentence, segment, numberAt, isShort);
  return attributes(scene, [subject], name, value, null);
}
