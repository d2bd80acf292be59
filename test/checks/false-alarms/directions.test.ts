import { describe, expect, test } from 'vitest';
import type { DraftAttribute } from '../../../src/types/draft.ts';
import { ofAttribute, ofRelation } from '../../support/reasons.ts';

/** Constructions that read like a fault and are none, each beside one that differs in a word or two and is. */

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
