/** Texts that several stages read one after the other; while one is checked, the next ones are begun. */
const mostTexts = 16;

/** Characters of the longest text that is remembered: what is made of it takes a hundred times as much. */
const longestText = 20_000;

/** A function of a text that keeps its answers about the texts that it was asked about last, so that no stage reads one again. */
export function forLastTexts<Answer>(workOut: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    if (text.length > longestText) return workOut(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = workOut(text);
    const [oldest] = answers.keys();
    if (answers.size >= mostTexts && oldest !== undefined) answers.delete(oldest);
    answers.set(text, answer);
    return answer;
  };
}
