import type { NumberMention } from '../text/number-mention.ts';
import { numbersOf, numbersOfText } from '../text/numbers.ts';

/** Characters after which a long text is cut at the next blank line: to read numbers takes thirty times as much memory for a moment. */
const pieceLength = 65_536;

/** The numbers of a text, read piece by piece: nothing that is said of a number reaches over a blank line. */
export function numbersOfDocument(text: string): readonly NumberMention[] {
  if (text.length <= pieceLength) return numbersOfText(text);
  const all: NumberMention[] = [];
  for (let start = 0; start < text.length; ) {
    const gap = text.indexOf('\n\n', start + pieceLength);
    const end = gap < 0 ? text.length : gap;
    for (const mention of numbersOf(text.slice(start, end))) all.push(start === 0 ? mention : moved(mention, start));
    start = end;
  }
  return all;
}

const moved = (mention: NumberMention, by: number): NumberMention => ({
  ...mention,
  start: mention.start + by,
  end: mention.end + by,
  upper: mention.upper === null ? null : moved(mention.upper, by),
});
