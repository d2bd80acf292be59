import type { NumberMention } from '../text/number-mention.ts';
import { remembered } from './remembered.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** Whether a passage implies a number that it does not have: one for an article, or how many names it lists. */
export const isImplied = (mention: NumberMention, source: PassageSource): boolean =>
  isImpliedOne(mention, source) || isCountOfNames(mention, source);

/** "1 epoch" for "an epoch": one without a unit of measurement is implied by an article. */
const isImpliedOne = (mention: NumberMention, { text }: PassageSource): boolean =>
  mention.value === '1e0' &&
  (mention.unit === null || mention.unit === 'times') &&
  /\b(?:an?|each|per|every)\b/i.test(text);

/** "Two towns" for "at Pelka and Brunn": a number in words, without a unit, of the names of one list. */
const isCountOfNames = (mention: NumberMention, source: PassageSource): boolean =>
  mention.spelled && mention.unit === null && mention.value !== null && listedNames(source).has(Number(mention.value));

/** The lengths of the lists of names ("A, B and C") of a passage; read at the first question. */
const listedNames = remembered(({ sentences }: PassageSource) => new Set(sentences.flatMap(listsIn)));

/** A list is complete with the name behind "and" or "or"; what a comma adds to that name ("…, Alaska") is no part of it. */
function listsIn({ words, setAside, whole }: SourceSentence): number[] {
  const names = words.filter((_, at) => setAside[at] === 1);
  const lengths: number[] = [];
  let length = 0;
  for (const [at, name] of names.entries()) {
    const end = names[at - 1]?.end ?? name.start;
    const link = linkOf(whole.slice(end, Math.min(name.start, end + 12)));
    if (link === 'last' && length > 0) lengths.push(length + 1);
    if (link === 'last') length = 0;
    else if (link !== 'same' || length === 0) length = link === 'next' ? length + 1 : 1;
  }
  return lengths;
}

/** What stands between two words of names: nothing that parts them, a comma, an "and", or something else. */
function linkOf(gap: string): 'same' | 'next' | 'last' | null {
  if (/^[\s\p{Pd}'’.]*$/u.test(gap)) return 'same';
  if (/^,?\s+(?:and|or|&)\s+$/.test(gap)) return 'last';
  return /^,\s+$/.test(gap) ? 'next' : null;
}
