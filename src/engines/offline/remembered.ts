/** What is cut out of a text up to this length is a copy; anything longer would keep the whole text in memory. */
const longestKept = 12;

/**
 * What is worked out of a word, kept for the next time: texts repeat their words. `most` words are kept, and all let go together when
 * there are more.
 */
export function remembered<Answer>(workOut: (word: string) => Answer, most = 20_000): (word: string) => Answer {
  const answers = new Map<string, Answer>();
  return (word) => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const answer = workOut(word);
    if (word.length > longestKept) return answer;
    if (answers.size >= most) answers.clear();
    answers.set(word, answer);
    return answer;
  };
}
