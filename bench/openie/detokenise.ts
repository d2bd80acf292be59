/** A text as people write it, and for each of its characters the place in the tokenised text that it comes from. */
export type Detokenised = { text: string; origin: number[] };

/** What the tokenised text of the benchmark has for brackets and quotation marks. */
const spelledOut = new Map([
  ['-LRB-', '('],
  ['-RRB-', ')'],
  ['``', '“'],
  ["''", '”'],
]);

const closesUp = /^(?:[,.;:!?%)\]}”]|['’](?:s|S|d|m|re|ve|ll)?|n['’]t)$/u;
const opensUp = /^[([{“$#]$/u;

/** Takes the spaces out that a tokeniser put around punctuation, hyphens and clitics; tokens stay in their order. */
export function detokenise(sentence: string): Detokenised {
  const tokens = [...sentence.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));
  let text = '';
  const origin: number[] = [];
  tokens.forEach((token, index) => {
    const shown = spelledOut.get(token.text) ?? token.text;
    const before = tokens[index - 1]?.text ?? '';
    const joins =
      index === 0 || closesUp.test(shown) || opensUp.test(spelledOut.get(before) ?? before) || isHyphen(tokens, index);
    if (!joins) {
      text += ' ';
      origin.push(token.at);
    }
    for (let letter = 0; letter < shown.length; letter++) origin.push(token.at + (shown === token.text ? letter : 0));
    text += shown;
  });
  return { text, origin };
}

type Placed = { text: string; at: number }[];

/** "stock - index": a hyphen between lower-case words, or the word after one. */
function isHyphen(tokens: Placed, index: number): boolean {
  const between = (at: number): boolean =>
    tokens[at]?.text === '-' &&
    /^[\p{L}\p{N}]+$/u.test(tokens[at - 1]?.text ?? '') &&
    /^[\p{L}\p{N}]+$/u.test(tokens[at + 1]?.text ?? '');
  return between(index) || between(index - 1);
}
