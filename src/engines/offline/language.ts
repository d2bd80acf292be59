/** Words that make up a fifth of English running text, and of no other language's. */
const functionWords = new Set(
  'the of and in to is are that with for was were by we this from on as be an which at have has it our these not or can'.split(
    ' ',
  ),
);

/** Share of function words from which on a text is English for certain; shorter texts than this many letters are not judged by trigrams. */
const limits = { share: 0.18, letters: 100 } as const;

const otherScript =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Devanagari}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Greek}]/gu;

function countOf(words: string[]): number {
  let count = 0;
  for (const word of words) if (functionWords.has(word)) count++;
  return count;
}

function shareOfFunctionWords(text: string): number {
  const words =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.length === 0 ? 0 : countOf(words) / words.length;
}

/**
 * The language of a text that is not English, as ISO 639-3; null for English and for what is too short to tell. Trigrams (franc-min) are
 * asked where the function words leave a doubt: they take three times as long as all reading, and are loaded for the first such text.
 */
export async function foreignLanguageOf(text: string): Promise<string | null> {
  if (shareOfFunctionWords(text) >= limits.share) return null;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isForeignScript = (text.match(otherScript)?.length ?? 0) > letters / 2;
  if (letters === 0 || (letters < limits.letters && !isForeignScript)) return null;
  const { franc } = await import('franc-min');
  const language = franc(text.slice(0, 2000));
  return language === 'eng' || (language === 'und' && !isForeignScript) ? null : language;
}
