/** A question that is written in one piece, taken apart. */
export type Lettered = { stem: string; options: string[] };

const letters = ['A', 'B', 'C', 'D'] as const;

/** What stands before a letter: the head of a line, else any blank. What closes it is the same for all. */
const openings = { line: String.raw`(?<=^|\n)[ \t]*(?:[-•][ \t]+)?`, blank: String.raw`(?<=^|\s)` };
const closings = ['\\)', '\\]', '\\.', ':'];

/** "A)", "(A)", "A.", "A:", "[A]", also in bold, in capitals or small letters. */
const marker = (letter: string, opening: string, closing: string): RegExp =>
  new RegExp(`${opening}[*_]*[([]?[${letter}${letter.toLowerCase()}][*_]*${closing}[*_]*(?=\\s|$)[ \\t]*`, 'gu');

/** What some writers put behind the last option. */
const answerLine = /\n\s*[*_]*(?:(?:correct|right) )?(?:answer|solution|explanation)\b[\s\S]*$/i;
/** "Question 3:", "Q3.", "3)". */
const number = /^[*_#\s]*(?:question\s*\d{0,3}|q?\d{1,3})\s*[.:)][*_]*\s+/i;

/**
 * The stem and the options of a question whose options stand behind their letters, each on a line or all in one. Null where the
 * letters A to D don't come in this order; a fifth option on a line of its own is kept, so that it can be counted.
 */
export function lettered(question: string): Lettered | null {
  const text = question.replace(answerLine, '').trim();
  for (const opening of Object.values(openings)) {
    for (const closing of closings) {
      const found = markersIn(text, opening, closing);
      if (found !== null) return cutAt(text, found);
    }
  }
  return null;
}

type Marker = { start: number; end: number };

function cutAt(text: string, markers: readonly Marker[]): Lettered {
  const tidy = (piece: string): string => piece.replaceAll(/\s+/g, ' ').trim();
  const options = markers.map(({ end }, at) => tidy(text.slice(end, markers[at + 1]?.start)));
  return { stem: tidy(text.slice(0, markers[0]?.start).replace(number, '')), options };
}

/** From the last letter back: a stem may well speak of vitamin A. */
function markersIn(text: string, opening: string, closing: string): Marker[] | null {
  const allOf = (letter: string): Marker[] =>
    Array.from(text.matchAll(marker(letter, opening, closing)), ({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
  const found: Marker[] = [];
  for (const letter of letters.toReversed()) {
    const bound = found[0]?.start ?? text.length;
    const before = allOf(letter).findLast(({ end }) => end <= bound);
    if (before === undefined) return null;
    found.unshift(before);
  }
  const last = found.at(-1)?.end ?? 0;
  const fifth = opening === openings.line ? allOf('E').find(({ start }) => start >= last) : undefined;
  return fifth === undefined ? found : [...found, fifth];
}
