import { stem } from '../text/words.ts';

/** Words that say a direction, in classes whose members are each other's opposites. */
const classes: { up: RegExp; down: RegExp }[] = [
  {
    up: /^(?:increas\w*|ris(?:e|es|en|ing)|rose|rais\w*|grow|grows|grew|grown|growing|growth|higher|greater|larger|bigger|expan\w*|elevat\w*|enhanc\w*|upregulat\w*|highest|largest|greatest|outyield\w*|exceed\w*|amplif\w*|boost\w*)$/,
    down: /^(?:decreas\w*|reduc\w*|declin\w*|fall|falls|fell|fallen|falling|drop|drops|dropped|lower|lowers|lowered|lowering|smaller|fewer|shrink\w*|shrank|shrunk|diminish\w*|suppress\w*|inhibit\w*|downregulat\w*|lowest|smallest|fewest|deplet\w*|attenuat\w*)$/,
  },
  {
    up: /^(?:better|best|improv\w*|outperform\w*|superior\w*|surpass\w*|beat|beats|beneficial|benefits?)$/,
    down: /^(?:worse|worst|worsen\w*|degrad\w*|deteriorat\w*|underperform\w*|inferior\w*|harm\w*|impair\w*)$/,
  },
  {
    up: /^(?:faster|fastest|quicker|accelerat\w*|hasten\w*)$/,
    down: /^(?:slower|slowest|slow|slows|slowed|decelerat\w*|delay\w*)$/,
  },
  { up: /^(?:longer|longest|taller|prolong\w*|extended)$/, down: /^(?:shorter|shortest|shorten\w*)$/ },
  { up: /^(?:stronger|strongest|strengthen\w*)$/, down: /^(?:weaker|weakest|weaken\w*)$/ },
  { up: /^(?:positive|positively)$/, down: /^(?:negative|negatively|inverse|inversely)$/ },
  { up: /^(?:above|upward\w*)$/, down: /^(?:below|downward\w*|beneath)$/ },
  {
    up: /^(?:activat\w*|promot\w*|stimulat\w*|induc\w*|facilitat\w*)$/,
    down: /^(?:inactivat\w*|prevent\w*|block\w*|repress\w*|inhibit\w*|suppress\w*)$/,
  },
  { up: /^(?:gain|gains|gained|heat\w*|warm\w*)$/, down: /^(?:lose|loses|lost|cool\w*)$/ },
  { up: /^(?:early|earlier|before)$/, down: /^(?:late|later|after)$/ },
];

export type Direction = { class: number; sign: 1 | -1 };

/** "More" and "less" say the degree of what is behind them: they are opposites where that is the same word. */
const degree = classes.length;
const degrees = new Map<string, Direction>([
  ['more', { class: degree, sign: 1 }],
  ['most', { class: degree, sign: 1 }],
  ['less', { class: degree, sign: -1 }],
  ['least', { class: degree, sign: -1 }],
]);

const known = new Map<string, Direction[]>();

/** The directions that a word (as wordsOf gives it) says; most say none. */
export function directionsOf(word: string): Direction[] {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found: Direction[] = [];
  for (const [at, { up, down }] of classes.entries()) {
    if (up.test(word)) found.push({ class: at, sign: 1 });
    else if (down.test(word)) found.push({ class: at, sign: -1 });
  }
  found.push(...[degrees.get(word) ?? []].flat());
  if (known.size < 50_000) known.set(word, found);
  return found;
}

/** A direction that words say, with a key that it shares with its opposite. */
export type SaidDirection = { key: string; sign: 1 | -1; at: number };

/** The key of "above" and "below". */
export const boundKey = `class ${classes.findIndex(({ up }) => up.test('above'))}`;

/** The directions that words in a row (as wordsOf gives them) say. */
export const directionsIn = (words: readonly string[]): SaidDirection[] =>
  words.flatMap((word, at) =>
    directionsOf(word).map(({ class: known, sign }) => ({
      key: known === degree ? `degree of ${stem(words[at + 1] ?? '')}` : `class ${known}`,
      sign,
      at,
    })),
  );
