import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src/checks/index.ts';
import type { DraftAttribute, DraftRelation } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf, targetOf } from '../support/drafts.ts';

/** Constructions that read like a fault and are none, each beside one that differs in a word or two and is. */

const found = (check: string, text: string, draft: ReturnType<typeof draftOf>): string[] =>
  findFindings(targetOf(text), draft)
    .filter((finding) => finding.check === check && finding.severity === 'fail')
    .map(({ reason }) => reason);

const ofAttribute = (check: string, text: string, subject: string, change: Partial<DraftAttribute>): string[] =>
  found(check, text, draftOf({ entities: [entityOf('e1', subject, { attributes: [attributeOf(change)] })] }));

const ofRelation = (
  check: string,
  text: string,
  [subject, predicate, object]: readonly [string, string, string],
  change: Partial<DraftRelation> = {},
): string[] => {
  const entities = [entityOf('e1', subject), entityOf('e2', object)];
  const relations = [relationOf('e1', predicate, { entity: 'e2' }, change)];
  return found(check, text, draftOf({ entities, relations }));
};

const drift = 'The drift of seeds is mainly driven by the wind gradient.';
const rule = 'Losses stay below the Pelka limit of 5 kg set by the Seed Board.';

describe('the sides of a passive', () => {
  test.each([
    [drift, ['wind gradient', 'mainly_drives', 'drift of seeds'], 0],
    [drift, ['drift of seeds', 'mainly_drives', 'wind gradient'], 1],
    [drift, ['drift of seeds', 'is_mainly_driven_by', 'wind gradient'], 0],
    [drift, ['wind gradient', 'is_mainly_driven_by', 'drift of seeds'], 1],
    [rule, ['Seed Board', 'sets', 'Pelka limit'], 0],
    [rule, ['Pelka limit', 'sets', 'Seed Board'], 1],
    [rule, ['Pelka limit', 'set_by', 'Seed Board'], 0],
    ['The Seed Board set the Pelka limit.', ['Pelka limit', 'sets', 'Seed Board'], 1],
    ['Rye is closely related to wheat.', ['wheat', 'closely_related_to', 'rye'], 0],
    ['Rye closely follows wheat.', ['wheat', 'closely_follows', 'rye'], 1],
    ['Farms apply the Pelka limit.', ['Pelka limit', 'apply', 'farms'], 1],
  ] as const)('%s %j', (text, relation, count) => {
    expect(ofRelation('direction', text, relation)).toHaveLength(count);
  });
});

const sand =
  'The samples closest to the ridge, dug at depths below some 40 cm, held sand with coarser grains and higher masses than those at the shore.';
const steps =
  'The soil was dried in steps as follows: 5 min to 60 °C, 8 min to 90 °C, 9 min at 90 °C and cooled down to 30 °C.';
const min = (value: number) => ({ comparator: '=', value, upper: null, unit: 'min', uncertainty: null }) as const;
const reaped = 'The plots were harvested and rinsed with water after 3-4 months of growth.';
const lakes =
  'When the level of lakes dropped in dry years, the river mouth was near the bay and carried more sand to bay and lakes.';

const ofDirection: [string, string, Partial<DraftAttribute>, number][] = [
  [sand, 'samples closest to the ridge', { name: 'masses', value: 'above shore samples' }, 0],
  [sand, 'samples closest to the ridge', { name: 'masses', value: 'lower than at the shore' }, 1],
  [sand, 'samples closest to the ridge', { name: 'depths', value: 'above 40 cm' }, 1],
  [
    'Grain masses at the ridge lay below those at the shore.',
    'ridge',
    { name: 'grain masses', value: 'above shore' },
    1,
  ],
  [steps, 'soil', { name: 'heating', value: '5 min', quantity: min(5), conditions: ['to 60 °C'] }, 0],
  [steps, 'soil', { name: 'heating', value: '9 min', quantity: min(9), conditions: ['at 90 °C'] }, 0],
  [steps, 'soil', { name: 'last step', value: 'warmed to 30 °C' }, 1],
  ['The soil was cooled for 5 min in water.', 'soil', { name: 'heating', value: '5 min', quantity: min(5) }, 1],
  ['The soil was dried and cooled for 5 min.', 'soil', { name: 'heating', value: '5 min', quantity: min(5) }, 1],
  ['The soil was warmed for 5 min in water.', 'soil', { name: 'heating', value: '5 min', quantity: min(5) }, 0],
  [reaped, 'plots', { name: 'growth before harvest', value: '3-4 months' }, 0],
  [reaped, 'plots', { name: 'harvest before growth', value: '3-4 months' }, 1],
  [reaped, 'plots', { name: 'growth before mowing', value: '3-4 months' }, 0],
  [reaped, 'plots', { name: 'mowing before growth', value: '3-4 months' }, 1],
  ['After 4 months of growth, the plots were harvested.', 'plots', { name: 'growth before harvest', value: 'seen' }, 0],
  [
    'After the harvest, growth of the plots was measured.',
    'plots',
    { name: 'growth before harvest', value: 'measured' },
    1,
  ],
  [lakes, 'river mouth', { name: 'sand carried to bay', value: 'increased', conditions: ['fall of lakes'] }, 0],
  [lakes, 'lakes', { name: 'level', value: 'increased', conditions: ['dry years'] }, 1],
  ['Yield increased with larger dose.', 'rye', { name: 'yield', value: 'decreased', conditions: ['higher dose'] }, 1],
  ['Yield increased with dose.', 'rye', { name: 'yield', value: 'decreased', conditions: ['rising dose'] }, 1],
  ['As doses rose, yield increased.', 'rye', { name: 'yield', value: 'decreased', conditions: ['rising doses'] }, 1],
  [lakes, 'lakes', { name: 'level', value: 'increased', conditions: ['increase of lakes'] }, 1],
  [
    'When lakes dropped, the sand in the bay decreased.',
    'bay',
    { name: 'sand', value: 'increased', conditions: ['fall of lakes'] },
    1,
  ],
];

test.each(ofDirection)('a direction of something else: %s %s %j', (text, subject, change, count) => {
  expect(ofAttribute('direction', text, subject, change)).toHaveLength(count);
});

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

const typed = (value: number, upper: number | null, unit: string) =>
  ({ comparator: '=', value, upper, unit, uncertainty: null }) as const;

const range =
  'The probe sees grains of 10eV-30keV, some 200 µm to 3 mm wide, within 3 ± 45°, and spins at 10,000Q, mixed 1:200, 3 of 200.';

const ofQuantity: [string, DraftAttribute['quantity'], number][] = [
  ['10eV-30keV', typed(10, 30_000, 'eV'), 0],
  ['10eV-30keV', typed(0.01, 30, 'keV'), 0],
  ['10eV-30keV', typed(10, 3000, 'eV'), 1],
  ['10eV-30keV', typed(10, 30, 'eV'), 1],
  ['10eV-30keV', typed(10, 30, 'keV'), 1],
  ['10eV-30keV', typed(10, 30_000, 'MeV'), 2],
  ['some 200 µm to 3 mm', typed(200, 3000, 'µm'), 0],
  ['some 200 µm to 3 mm', typed(200, 300, 'µm'), 1],
  ['±45°', typed(-45, 45, '°'), 0],
  ['±45°', typed(-54, 54, '°'), 1],
  ['±45°', typed(-45, 54, '°'), 1],
  ['3 ± 45°', typed(-45, 45, '°'), 1],
  ['10,000Q', typed(10_000, null, 'Q'), 0],
  ['10,000Q', typed(1000, null, 'Q'), 1],
  ['mixed 1:200', { ...typed(0.005, null, ''), unit: null }, 0],
  ['mixed 1:200', { ...typed(0.05, null, ''), unit: null }, 1],
  ['mixed 1:200', { ...typed(200, null, ''), unit: null }, 0],
  ['3 of 200', { ...typed(0.015, null, ''), unit: null }, 1],
];

test.each(ofQuantity)('a number in another notation: %s %j', (value, quantity, count) => {
  expect(ofAttribute('quantity', range, 'probe', { value, quantity })).toHaveLength(count);
  expect(ofAttribute('numbers', range, 'probe', { value })).toEqual([]);
});

test('a number that a letter is written to may be written apart', () => {
  expect(ofAttribute('numbers', range, 'probe', { value: '10,000 Q' })).toEqual([]);
  expect(ofAttribute('numbers', range, 'probe', { value: '1,000 Q' })).toHaveLength(1);
});

const probes = `The Tracker of Leaf Movement and Ageing Roots (TELMAR-4) package was bought.
  For whole lead tests, KNO Standard Leaf Material® 1207a Rye Flour (Lake Board) was used.
  In the salt tests, the ICP-MS was fitted with KL-ICP-MS Joining Kit, Integrated SaltLab software (Brunn Pelka Scientific, Upper Lakes, USA) and it ran.
  Leaves were washed in a Milli-R-system (Rinser Company, Brunn, LK, USA) and dried acid (60%) of lakes was added.
  The loss is close to the lowest level 0.4 µg/kg bw/day set by the board.
  The loss is near the lowest level of leaf drying found by boards.
  KNO and LMN Tests And The Rye Of Wet Lakes Grew Taller Than All Oats.
  THE RYE (OATS, SOWN BY HAND, AND BARLEY OF THE LAKES) GREW.
  The mean dose was about 300 soil salt units (ssu) in May, and about 300 small salt heaps (old) in June.
  Yields are compared by the area beneath the leaf spreading index curve (ABC), and by the area of leaves that spread beneath it (OLD).
  The probe shows formation of penta-Li5+/tannin clusters in leaves, and formation of loose Li5+ tannin clusters.`;

const ofCopies: [string, number][] = [
  ['Tracker of Leaf Movement and Ageing Roots', 0],
  ['KNO Standard Leaf Material® 1207a', 0],
  ['fitted with KL-ICP-MS Joining Kit', 0],
  ['Brunn Pelka Scientific, Upper Lakes, USA', 0],
  ['Milli-R-system (Rinser Company, Brunn, LK, USA)', 0],
  ['level 0.4 µg/kg bw/day', 0],
  ['lowest level 0.4 µg/kg bw/day set by the board', 1],
  ['lowest level of leaf drying found by boards', 1],
  ['of lakes was added. The loss is close to', 1],
  ['Rye Of Wet Lakes Grew Taller Than All Oats', 1],
  ['oats, sown by hand, and barley of the lakes', 1],
  ['about 300 soil salt units (ssu)', 0],
  ['about 300 small salt heaps (old)', 1],
  ['area beneath the leaf spreading index curve', 0],
  ['area of leaves that spread beneath it', 1],
  ['formation of penta-Li5+/tannin clusters', 0],
  ['and formation of loose Li5+ tannin clusters', 1],
];

test.each(ofCopies)('a copy: %s', (value, count) => {
  const other = Array.from({ length: 12 }, (_, at) => `word${at}`).join(' ');
  const fact = { name: 'noted', value, evidence: [1, 2, 3, 4, 5, 6, 7, 8] };
  expect(ofAttribute('copied-wording', probes, other, fact)).toHaveLength(count);
});
