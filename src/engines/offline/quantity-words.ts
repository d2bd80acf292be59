import type { Quantity } from '../../types/fact.ts';

/** Words for numbers, and what they are worth. */
export const numberWords = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
    'eighteen nineteen twenty',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value]),
);

/** Comparators as they are written before a number; longer ones first. */
const comparatorPhrases: [string[], Quantity['comparator']][] = [
  [['no', 'more', 'than'], '<='],
  [['no', 'less', 'than'], '>='],
  [['up', 'to', 'at', 'least'], '>='],
  [['up', 'to'], '<='],
  [['at', 'most'], '<='],
  [['at', 'least'], '>='],
  [['more', 'than'], '>'],
  [['greater', 'than'], '>'],
  [['higher', 'than'], '>'],
  [['less', 'than'], '<'],
  [['fewer', 'than'], '<'],
  [['lower', 'than'], '<'],
  ...['about', 'approximately', 'around', 'roughly', 'nearly', 'almost', '~', '∼', '≈', '≃'].map(
    (word): [string[], Quantity['comparator']] => [[word], '~'],
  ),
  [['over'], '>'],
  [['='], '='],
  [['<'], '<'],
  [['>'], '>'],
  [['≤'], '<='],
  [['≥'], '>='],
];

/** By their first words, so that a token is looked up once. */
export const comparatorsByFirst = new Map<string, typeof comparatorPhrases>();
for (const entry of comparatorPhrases) {
  const first = entry[0][0] ?? '';
  comparatorsByFirst.set(first, [...(comparatorsByFirst.get(first) ?? []), entry]);
}

/** Of a word in letters, whether a quantity may begin with it: most may not. */
export const mayOpenQuantity = (text: string): boolean =>
  !/^\p{L}/u.test(text) ||
  numberWords.has(text.toLowerCase()) ||
  comparatorsByFirst.has(text.toLowerCase()) ||
  /^[A-Z]{1,3}$/.test(text) ||
  /\$$/.test(text);
