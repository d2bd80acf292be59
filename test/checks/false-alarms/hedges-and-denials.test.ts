import { expect, test } from 'vitest';
import type { DraftAttribute } from '../../../src/types/draft.ts';
import { ofAttribute } from '../../support/reasons.ts';

/** Constructions that read like a fault and are none, each beside one that differs in a word or two and is. */

const counts =
  'The upper bins showed that many seeds could be viable north of the ridge (located at y=3) and that these numbers could be comparable to those of the shore with counts as large as 900 recorded in both bays.';
const herbs =
  'The herb seems to be more able to take up lead than oat (Ito, Weber, & Li, 2010) and a large part of the whole lead in leaves exists as loose salts (Brunn et al., 2001).';
const limit =
  'These doses are lower than the DL5 values for those thought to be causing rust and blight of the leaf (2 - 9 g/ha).';
const only = 'The loose lead of herbs could only be quantitated in three ponds.';
const advice = 'The lime board of Pelka does not recommend more lime on rich plots.';

const ofCertainty: [string, string, Partial<DraftAttribute>, number][] = [
  [counts, 'seeds', { name: 'largest count', value: '900', conditions: ['both bays'] }, 0],
  [counts, 'ridge', { name: 'position', value: 'y=3' }, 0],
  [counts, 'seeds', { name: 'viable', value: 'north of the ridge' }, 1],
  [counts, 'seeds', { name: 'numbers', value: 'comparable to those of the shore' }, 1],
  ['Seeds could be viable up north (at most 5 years).', 'seeds', { name: 'viable for', value: 'at most 5 years' }, 1],
  [
    'Seeds could spread with counts as large as 900 to be recorded in both bays.',
    'seeds',
    { name: 'counts', value: '900 in both bays' },
    1,
  ],
  [
    'Seeds could spread with counts as large as 900 in both bays.',
    'seeds',
    { name: 'counts', value: '900 in both bays' },
    1,
  ],
  [
    'Seeds could be viable up north (located at y=3) in large numbers.',
    'seeds',
    { name: 'viable', value: 'in large numbers' },
    1,
  ],
  [
    'Seeds could be coupled with counts as large as 900 recorded in bays.',
    'seeds',
    { name: 'coupled with', value: 'counts as large as 900' },
    1,
  ],
  ['Those may grow in dry years (2 - 9 g/ha).', 'years', { name: 'growth', value: '2 - 9 g/ha' }, 1],
  ['The herb may harm oat and the large plant remains.', 'herb', { name: 'harm', value: 'large plant remains' }, 1],
  [herbs, 'herb', { name: 'large part of lead', value: 'loose salts' }, 0],
  [herbs, 'herb', { name: 'uptake of lead', value: 'more able than oat' }, 1],
  [
    'The herb may harm oat (Ito, 2010) and a large part of the soil.',
    'herb',
    { name: 'harm', value: 'large part of the soil' },
    1,
  ],
  ['The herb may harm oat and the large leaf it contains.', 'herb', { name: 'harm', value: 'large leaf of oat' }, 1],
  [limit, 'DL5', { name: 'range', value: '2 - 9 g/ha' }, 0],
  [limit, 'DL5', { name: 'effect', value: 'rust and blight' }, 1],
  ['The DL5 value may be lower (2 - 9 g/ha).', 'DL5', { name: 'lower range', value: '2 - 9 g/ha' }, 1],
  [only, 'herbs', { name: 'ponds with quantifiable lead', value: 'only three' }, 0],
  [
    'The loose lead could only be transferred in three ponds.',
    'ponds',
    { name: 'lead transferred', value: 'only three' },
    1,
  ],
  [
    'The chosen cuttings had the potential to root in wet sand within 9 days.',
    'chosen cuttings',
    { name: 'root time', value: 'within 9 days' },
    0,
  ],
  [
    'The chosen cuttings have the potential to root in wet sand within 9 days.',
    'chosen cuttings',
    { name: 'root time', value: 'within 9 days' },
    1,
  ],
  [
    'Cuttings may have had the potential to root in sand within 9 days.',
    'cuttings',
    { name: 'root time', value: 'within 9 days' },
    1,
  ],
  [
    advice,
    'lime board',
    { name: 'more lime', value: 'recommended', polarity: 'negated', conditions: ['rich plots'] },
    0,
  ],
  [advice, 'board', { name: 'lime', value: 'on rich plots', polarity: 'negated' }, 1],
  [
    'We do not recommend more lime on rich plots.',
    'trial',
    { name: 'more lime', value: 'recommended', polarity: 'negated' },
    1,
  ],
  ['It is recommended to spread more lime on rich plots.', 'trial', { name: 'more lime', value: 'recommended' }, 1],
  ['This careful study recommends more lime on rich plots.', 'trial', { name: 'more lime', value: 'recommended' }, 1],
];

test.each(ofCertainty)('a hedge of something else: %s %s %j', (text, subject, change, count) => {
  expect(ofAttribute('certainty', text, subject, change)).toHaveLength(count);
});

const rules = 'At present there are no rules about lead or tin salts in herbs or tea except for that in lake water.';
const salts = 'The test is quick and no foreign signal to the five pure salts used was seen in any of the ponds.';
const lime = 'In two trials, lime dressing was never used (Brunn, 2001) or was withdrawn after May (Pelka, 2003).';
const none = 'None of these trials, however, directly compared the yield of rye with that of oats.';
const splice = 'None of these were sown, however, rye was compared with oats for yield.';
const mission =
  'The survey did not include plot counts of rye in the dry summer, however the depth of roots was inferred from radar echoes.';
const told = 'One sown plot was told of in the lime trial whilst a second control plot was not.';

const ofPolarity: [string, string, Partial<DraftAttribute>, number][] = [
  [rules, 'rules about lead', { name: 'exception', value: 'lake water' }, 0],
  [rules, 'rules about lead', { name: 'cover', value: 'herbs or tea' }, 1],
  ['No rules except for that in lake water were set in 2011.', 'rules', { name: 'set', value: 'in 2011' }, 1],
  ['No rules except for that in lake water were set in 2011.', 'rules', { name: 'exception', value: 'lake water' }, 0],
  [salts, 'test', { name: 'pure salts', value: 'five' }, 0],
  [salts, 'test', { name: 'pure salts', value: '5' }, 0],
  [salts, 'test', { name: 'foreign signal', value: 'seen in five ponds' }, 1],
  ['No rust was seen on the five plots.', 'rust', { name: 'seen on', value: 'five plots' }, 1],
  ['The test found no five pure salts in ponds.', 'test', { name: 'pure salts', value: 'five' }, 1],
  [lime, 'trial of Brunn', { name: 'lime dressing', value: 'used', polarity: 'negated' }, 0],
  [lime, 'trial of Brunn', { name: 'lime dressing', value: 'withdrawn', polarity: 'negated' }, 1],
  [lime, 'trial of Brunn', { name: 'lime dressing', value: 'spread', polarity: 'negated' }, 1],
  [
    'Lime dressing was used and ash was never burnt.',
    'plots',
    { name: 'lime dressing', value: 'used', polarity: 'negated' },
    1,
  ],
  [
    'Lime dressing was used and ash was not used.',
    'plots',
    { name: 'lime dressing', value: 'used', polarity: 'negated' },
    1,
  ],
  [
    'Lime dressing was bought, but never used.',
    'plots',
    { name: 'lime dressing', value: 'used', polarity: 'negated' },
    0,
  ],
  [none, 'trials', { name: 'direct yield comparison', value: 'of rye and oats', polarity: 'negated' }, 0],
  [none, 'trials', { name: 'direct yield comparison', value: 'of rye and oats' }, 1],
  [splice, 'rye', { name: 'yield comparison', value: 'of oats', polarity: 'negated' }, 1],
  [splice, 'rye', { name: 'yield comparison', value: 'of oats' }, 0],
  [mission, 'radar echoes', { name: 'use', value: 'inferring root depth', conditions: ['dry summer'] }, 0],
  [mission, 'survey', { name: 'plot counts of rye', value: 'included', conditions: ['dry summer'] }, 1],
  ['Rye ran to seed, but not in the dry summer.', 'rye', { name: 'seed', value: 'ran', conditions: ['dry summer'] }, 1],
  [
    'Not in the dry summer, however late, did rye run to seed.',
    'rye',
    { name: 'seed', value: 'ran', conditions: ['dry summer'] },
    1,
  ],
  [told, 'second control plot', { name: 'lime trial', value: 'announced', polarity: 'negated' }, 0],
  [told, 'sown plot', { name: 'lime trial', value: 'announced', polarity: 'negated' }, 1],
  [
    'Growers of oats were told about the lime trial and growers of rye were not.',
    'growers',
    { name: 'lime trial', value: 'announced', conditions: ['rye'], polarity: 'negated' },
    0,
  ],
  [
    'Growers of oats were told about the lime trial and growers of rye were not.',
    'growers',
    { name: 'lime trial', value: 'announced', conditions: ['oats'], polarity: 'negated' },
    1,
  ],
  [
    'Growers of oats were told about the lime trial, and those of rye were not asked.',
    'growers',
    { name: 'lime trial', value: 'announced', conditions: ['rye'], polarity: 'negated' },
    1,
  ],
];

test.each(ofPolarity)('a denial of something else: %s %s %j', (text, subject, change, count) => {
  expect(ofAttribute('polarity', text, subject, change)).toHaveLength(count);
});
