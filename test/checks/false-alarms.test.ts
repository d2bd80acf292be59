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
];

test.each(ofDirection)('a direction of something else: %s %s %j', (text, subject, change, count) => {
  expect(ofAttribute('direction', text, subject, change)).toHaveLength(count);
});
