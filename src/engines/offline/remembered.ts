/** What is cut out of a text up to this length is a copy; anything longer would keep the whole text in memory. */
const longestCopied = 12;
/** What is longer is no word that comes again. */
const longestKept = 40;

/** A string of its own, whatever it was cut out of. */
const ownCopy = (word: string): string =>
  word.length <= longestCopied ? word : Buffer.from(word, 'utf16le').toString('utf16le');

/** Places of the table of words: a word that comes to the place of another takes it. */
const places = 16_384;

/** Where a word has its place: by the same rule as in Java, whose low bits are spread well. */
function placeOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 14)) & (places - 1);
}

/**
 * What is worked out of a word, found again by the letters of a text, before the word is cut out of it: half the time of a map, as no
 * string is made and hashed.
 */
export function inPlace<Answer extends { text: string }>(
  workOut: (word: string) => Answer,
): (text: string, start: number, end: number) => Answer {
  const answers = new Array<Answer | undefined>(places).fill(undefined);
  return (text, start, end) => {
    if (end - start > longestKept) return workOut(text.slice(start, end));
    const place = placeOf(text, start, end);
    const known = answers[place];
    if (known !== undefined && known.text.length === end - start && text.startsWith(known.text, start)) return known;
    const answer = workOut(ownCopy(text.slice(start, end)));
    answers[place] = answer;
    return answer;
  };
}

/**
 * What is worked out of a word, kept for the next time: texts repeat their words. `most` words are kept, and all let go together when
 * there are more.
 */
export function remembered<Answer>(workOut: (word: string) => Answer, most = 20_000): (word: string) => Answer {
  const answers = new Map<string, Answer>();
  return (word) => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    if (word.length > longestKept) return workOut(word);
    const own = ownCopy(word);
    const answer = workOut(own);
    if (answers.size >= most) answers.clear();
    answers.set(own, answer);
    return answer;
  };
}
