import { describe, expect, it } from 'vitest';
import type { Draft, DraftAttribute } from '../../src/types/draft.ts';
import type { Quantity } from '../../src/types/fact.ts';
import type { Repairable } from '../../src/types/repair.ts';
import type { Unit } from '../../src/types/unit.ts';
import { attributeOf, honest, honestWith, kelpWith, passage, sentences, worded } from './kelp.ts';
import { extracting } from './playing.ts';
import { copiedIn, textFieldsOf } from './source-words.ts';

const extract = extracting();

const exactly = (value: number, unit: string, more: Partial<Quantity> = {}): Quantity => ({
  comparator: '=',
  value,
  upper: null,
  unit,
  uncertainty: null,
  ...more,
});

/** The fact of the honest draft with this value, and with something changed in it. */
function changed(value: string, change: Partial<DraftAttribute>): Draft {
  const entities = honest.entities.map((entity) => ({
    ...entity,
    attributes: entity.attributes.map((one) => (one.value === value ? { ...one, ...change } : one)),
  }));
  return { ...honest, entities };
}

/** What is wrong, the draft, the text that must not be published, and the numbers of the passage that are then kept. */
const drifts: [string, Draft, string | null, number][] = [
  ['one digit', changed('12.4 cm', { value: '12.9 cm', quantity: exactly(12.9, 'cm') }), '12.9', 6],
  ['one digit in the wording alone', changed('12.4 cm', { value: '12.5 cm' }), '12.5', 6],
  ['one digit in the typed value alone', changed('12.4 cm', { quantity: exactly(12.5, 'cm') }), null, 6],
  ['one digit more', changed('7.1 cm', { value: '7.11 cm', quantity: exactly(7.11, 'cm') }), '7.11', 6],
  ['the decimal point', changed('12.4 cm', { value: '124 cm', quantity: exactly(124, 'cm') }), '124', 6],
  ['the unit', changed('12.4 cm', { value: '12.4 mm', quantity: exactly(12.4, 'mm') }), '12.4 mm', 6],
  ['the typed unit alone', changed('12.4 cm', { quantity: exactly(12.4, 'mm') }), null, 6],
  [
    'percent to per mille',
    changed('less than 3%', { value: 'less than 3‰', quantity: exactly(3, '‰', { comparator: '<' }) }),
    '3‰',
    6,
  ],
  ['the minus sign', changed('−18.6‰', { value: '18.6‰', quantity: exactly(18.6, '‰') }), '18.6', 6],
  ['the typed minus sign alone', changed('−18.6‰', { quantity: exactly(18.6, '‰') }), null, 6],
  [
    'the exponent',
    changed('4.2 × 10^5 per litre', { value: '4.2 × 10^6 per litre', quantity: exactly(4_200_000, 'per litre') }),
    '10^6',
    6,
  ],
  [
    'the sign of the exponent',
    changed('4.2 × 10^5 per litre', { value: '4.2 × 10^-5 per litre', quantity: exactly(0.000042, 'per litre') }),
    '10^-5',
    6,
  ],
  ['the typed exponent alone', changed('4.2 × 10^5 per litre', { quantity: exactly(4_200_000, 'per litre') }), null, 6],
  [
    'the end of a range',
    changed('9 to 14 °C', { value: '9 to 15 °C', quantity: exactly(9, '°C', { upper: 15 }) }),
    '15',
    5,
  ],
  [
    'the start of a range',
    changed('9 to 14 °C', { value: '8 to 14 °C', quantity: exactly(8, '°C', { upper: 14 }) }),
    '8 to',
    5,
  ],
  ['the typed end of a range alone', changed('9 to 14 °C', { quantity: exactly(9, '°C', { upper: 15 }) }), null, 5],
  ['the ends of a range, swapped', changed('9 to 14 °C', { quantity: exactly(14, '°C', { upper: 9 }) }), null, 5],
  ['the typed comparator', changed('less than 3%', { quantity: exactly(3, '%', { comparator: '>' }) }), null, 6],
  [
    'a half-width that is made up',
    changed('12.4 cm', { quantity: exactly(12.4, 'cm', { uncertainty: 0.3 }) }),
    null,
    6,
  ],
  ['the number of a condition', changed('12.4 cm', { conditions: ['13 °C'] }), '13', 6],
  ['a number in the name of an attribute', changed('12.4 cm', { name: 'gain in 2 weeks' }), '2 weeks', 6],
  ['a number in the summary', honestWith({ summary: 'Shade brings kelp 13.4 cm a week.' }), '13.4', 7],
  ['a number in an alias', kelpWith([], { aliases: ['12.9 cm kelp'] }), '12.9', 7],
  ['a year that is not there', kelpWith([worded('in 1987', { name: 'trial' })]), '1987', 7],
  ['a word for a number', kelpWith([worded('one sixth', { name: 'leaves lost', evidence: [4] })]), 'sixth', 7],
];

const checksOf = (unit: Unit | undefined) => unit?.audit.dropped.map(({ check }) => check) ?? [];
const textsOf = (unit: Unit | undefined) => (unit === undefined ? [] : textFieldsOf(unit).join('\n'));

describe('a fact whose number drifted', () => {
  it.each(drifts)('is dropped and listed: %s', async (_, draft, wrong, kept) => {
    const { status, units } = await extract(passage, { extract: draft }, ['--passes', '1']);
    expect(status).toBe(0);
    const [unit] = units;
    expect(unit?.audit.dropped).toHaveLength(1);
    expect(['numbers', 'quantity']).toContain(checksOf(unit)[0]);
    if (wrong !== null) expect(textsOf(unit)).not.toContain(wrong);
    expect(unit?.audit.numbers).toEqual({ stated: 7, kept, drifted: 0 });
    expect(unit?.audit).toMatchObject({ repairs: 0, findings: [] });
  });

  it.each(drifts)('is published with its finding under --gate warn: %s', async (_, draft) => {
    const { units } = await extract(passage, { extract: draft }, ['--gate', 'warn', '--repairs', '0', '--passes', '1']);
    const failing = units[0]?.audit.findings.filter(({ severity }) => severity === 'fail') ?? [];
    expect(failing.map(({ check }) => check)).toContainEqual(expect.stringMatching(/^(?:numbers|quantity)$/));
    expect(units[0]?.audit.dropped).toEqual([]);
  });

  it('is dropped again when the second look says it once more', async () => {
    const draft = changed('12.4 cm', { value: '12.9 cm', quantity: exactly(12.9, 'cm') });
    const { units, asked } = await extract(passage, { extract: draft, repair: () => null });
    expect(asked.length).toBeGreaterThan(2);
    expect(textsOf(units[0])).not.toContain('12.9');
    expect(new Set(checksOf(units[0]))).toEqual(new Set(['numbers']));
  });
});

const drifted = changed('12.4 cm', { value: '12.9 cm', quantity: exactly(12.9, 'cm') });
const copied = worded('12.4 cm a week in the shaded northern tanks of the station', {
  name: 'growth',
  quantity: exactly(12.4, 'cm'),
});
const copying = kelpWith([copied]);
const reworded: DraftAttribute = { ...copied, value: '12.4 cm a week, out of the sun' };

describe('a model that repairs on request', () => {
  it('has its repair published and counted', async () => {
    const { units } = await extract(passage, { extract: drifted, repair: () => attributeOf() });
    expect(units[0]?.audit).toMatchObject({
      repairs: 1,
      dropped: [],
      findings: [],
      numbers: { stated: 7, kept: 7, drifted: 0 },
    });
    expect(textsOf(units[0])).toContain('12.4 cm');
    expect(textsOf(units[0])).not.toContain('12.9');
  });

  it('is told the finding, and given the fact alone', async () => {
    const told: string[] = [];
    await extract(passage, {
      extract: drifted,
      repair: (request) => {
        told.push(...request.findings);
        expect(request.fact).toMatchObject({ value: '12.9 cm' });
        return attributeOf();
      },
    });
    expect(told.join('\n')).toContain('“12.9 cm” is not in the text of the cited sentences');
  });

  it('may say copied words in its own', async () => {
    const { units } = await extract(passage, { extract: copying, repair: () => reworded });
    expect(units[0]?.audit).toMatchObject({ repairs: 1, dropped: [], longestCopiedRun: 0 });
    expect(textsOf(units[0])).toContain(reworded.value);
  });

  const refused: [string, Draft, Repairable | null, string][] = [
    [
      'changes a number that no finding is about',
      copying,
      { ...reworded, value: '7.1 cm a week, out of the sun', quantity: exactly(7.1, 'cm') },
      '7.1 cm a week',
    ],
    ['changes the typed number alone', copying, { ...reworded, quantity: exactly(7.1, 'cm') }, 'out of the sun'],
    ['changes the unit', copying, { ...reworded, value: '12.4 mm a week, out of the sun' }, 'out of the sun'],
    ['leaves the number out', copying, { ...reworded, value: 'fast, out of the sun', quantity: null }, 'fast'],
    ['adds a number', copying, { ...reworded, value: '12.4 cm a week, not 7.1 cm' }, 'not 7.1 cm'],
    ['turns the polarity', copying, { ...reworded, polarity: 'negated' }, 'out of the sun'],
    ['makes it weaker', copying, { ...reworded, certainty: 'hedged' }, 'out of the sun'],
    ['cites another sentence', copying, { ...reworded, evidence: [2] }, 'out of the sun'],
    ['copies as much elsewhere', copying, { ...reworded, conditions: [copied.value] }, 'out of the sun'],
    ['drifts once more', drifted, attributeOf({ value: '12.8 cm', quantity: exactly(12.8, 'cm') }), '12.8'],
    [
      'mends the number and adds a copied run',
      drifted,
      attributeOf({ conditions: ['in the shaded northern tanks of the station'] }),
      'northern',
    ],
    ['mends the number and turns the polarity', drifted, attributeOf({ polarity: 'negated' }), '12.4'],
    ['mends the number and makes it weaker', drifted, attributeOf({ certainty: 'hedged' }), '12.4'],
    [
      'mends the number and drifts in a condition',
      drifted,
      attributeOf({ conditions: ['shade', 'below 15 °C'] }),
      '15',
    ],
    ['mends the number and not its type', drifted, attributeOf({ quantity: exactly(12.9, 'cm') }), '12.4'],
    ['is a fact of another kind', drifted, { summary: 'Kelp grew in the shade.' }, 'Kelp grew in'],
    ['is nothing', drifted, null, '12.4'],
  ];
  it.each(refused)('has its repair refused when it %s', async (_, draft, answer, unpublished) => {
    const { units } = await extract(passage, { extract: draft, repair: () => answer }, ['--passes', '1']);
    const [unit] = units;
    expect(unit?.audit.repairs).toBe(0);
    expect(unit?.audit.dropped).toHaveLength(1);
    expect(textsOf(unit)).not.toContain(unpublished);
    if (unit !== undefined) expect(copiedIn(unit, passage).anywhere).toBeLessThan(6);
  });

  it('has its repair refused when it answers for a fact that it was not asked about', async () => {
    const { units } = await extract(passage, { extract: drifted, repair: () => attributeOf({ name: sentences[0] }) });
    expect(units[0]?.audit.repairs).toBe(0);
    expect(units[0]?.audit.dropped.length).toBeGreaterThan(0);
  });
});
