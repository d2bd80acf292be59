import type { Word } from '../text/words.ts';
import { endsClause, list } from './clauses.ts';

/** First and last of words in a row, the last one left out. */
type Stretch = [number, number];

const gapBefore = (text: string, words: readonly Word[], at: number): string =>
  text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0);

/** Words of the longest thing that is put in. */
const longest = 40;

/** The first word behind `at` of which this is true, or the end. */
function firstAfter(words: readonly Word[], at: number, isEnd: (at: number) => boolean): number {
  let end = at + 1;
  while (end < Math.min(words.length, at + longest) && !isEnd(end)) end += 1;
  return end;
}

/** What a bracket that begins so says of the thing before it is known. */
const placing = list('located situated placed defined known named called termed denoted abbreviated hereafter');

/** "Could be found up north (located at y = 3) in spring": no hedge reaches into the bracket. */
export const placesIn = (text: string, words: readonly Word[]): Stretch[] =>
  stretches(words, (at) => {
    if (!placing.has(words[at]?.text ?? '') || !gapBefore(text, words, at).endsWith('(')) return null;
    return firstAfter(words, at, (end) => gapBefore(text, words, end).includes(')'));
  });

const finite = list('is are was were has have had does did do can could will would may might must');
const clausal = list('that when where if in on as');

/** "No rules except for tea were set": what is excepted is not denied; a verb behind it is. */
export const exceptionsIn = (text: string, words: readonly Word[]): Stretch[] =>
  stretches(words, (at) => {
    const isException = words[at]?.text === 'except' || (words[at]?.text === 'apart' && words[at + 1]?.text === 'from');
    if (!isException) return null;
    const isClause = clausal.has(words[at + 1]?.text ?? '');
    return firstAfter(words, at, (end) => {
      const gap = gapBefore(text, words, end);
      return gap.includes(',') || endsClause(gap) || (!isClause && finite.has(words[end]?.text ?? ''));
    });
  });

function stretches(words: readonly Word[], endOf: (at: number) => number | null): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const end = endOf(at);
    if (end !== null) found.push([at, end]);
  }
  return found;
}

/** Verbs of what was seen. */
const witnessed = list('recorded observed measured reported detected registered');
const placed = list('in on at for by during from over');
/** Words behind which a participle belongs to something else, or to nothing that was seen yet. */
const aside = list('and or but be been being is are was were that which if when to than');
const governing = list('interact coincide agree vary increase rise begin start compete overlap together along line');

/** "Could be like those of the shore with counts as large as 9 recorded in both": no hedge before "with" reaches what was seen. */
export function bringsRecord(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.text ?? '';
  if (words[at]?.text !== 'with' || /(?:ed|ent|ible|ine|ance)$/.test(before) || governing.has(before)) return false;
  const behind = words.slice(at + 1, at + 12).map(({ text }) => text);
  const seen = behind.findIndex((word) => witnessed.has(word));
  return seen > 0 && placed.has(behind[seen + 1] ?? '') && !behind.slice(0, seen).some((word) => aside.has(word));
}

const noneOf = list('none no neither');

/** "None of these, however, compared …": the denial goes on behind a "however" between subject and verb. */
export function isAmidDenial(text: string, words: readonly Word[], cue: number, at: number): boolean {
  if (words[at]?.text !== 'however' || !noneOf.has(words[cue]?.text ?? '')) return false;
  if (!gapBefore(text, words, at).includes(',') || !gapBefore(text, words, at + 1).includes(',')) return false;
  if (at - cue > 8 || words.slice(cue, at).some((word) => finite.has(word.text))) return false;
  const [next, behind] = [words[at + 1]?.text ?? '', words[at + 2]?.text ?? ''];
  return finite.has(next) || /ed$/.test(/ly$/.test(next) ? behind : next);
}
