/** What is cut out of a text up to this length is a copy; anything longer would keep the whole text in memory. */
const longestCopied = 12;
/** What is longer is no word that comes again. */
const longestKept = 40;

/** A string of its own, whatever it was cut out of. */
const ownCopy = (word: string): string =>
  word.length <= longestCopied ? word : Buffer.from(word, 'utf16le').toString('utf16le');

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
