import { contentStems } from './core.ts';
import type { SaidDirection } from './direction-words.ts';
import type { Fact } from './fields.ts';
import { type Match, matchesIn } from './matching.ts';
import type { SourceSentence } from './source.ts';

const converses: Record<string, string> = { before: 'after', after: 'before' };

/** Whether the fact says "A before B" of what a sentence has as "B after A", or the other way round: no opposite. */
export function isConverse(sentence: SourceSentence, { at }: SaidDirection, fact: Fact): boolean {
  const converse = converses[sentence.words[at]?.text ?? ''];
  if (converse === undefined) return false;
  const own = [fact.labelWords, fact.valueWords].find((words) => words.includes(converse));
  const place = own?.indexOf(converse) ?? -1;
  if (own === undefined || place !== own.lastIndexOf(converse)) return false;
  const end = endOfPhrase(sentence, at);
  const isBehind = (place: number): boolean => place > at && place < end;
  const sides = (words: string[]): Match[] => matchesIn(sentence, contentStems(words));
  const first = sides(own.slice(0, place));
  const second = sides(own.slice(place + 1));
  return first.length > 0 && areAll(first, isBehind) && areAll(second, (place) => !isBehind(place));
}

const areAll = (matches: readonly Match[], isThere: (place: number) => boolean): boolean =>
  matches.every(({ places }) => places.every(isThere));

/** The first word behind the next comma or stop. */
function endOfPhrase({ words, whole }: SourceSentence, at: number): number {
  let end = at + 1;
  while (end < words.length && !/[,;:.(]/.test(whole.slice(words[end - 1]?.end ?? 0, words[end]?.start ?? 0))) end += 1;
  return end;
}
