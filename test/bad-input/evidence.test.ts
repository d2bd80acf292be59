import { describe, expect, it } from 'vitest';
import type { DraftAttribute } from '../../src/types/draft.ts';
import type { Quantity } from '../../src/types/fact.ts';
import type { Unit } from '../../src/types/unit.ts';
import { attributeOf, entityOf, honest, honestWith, kelpWith, passage, worded } from './kelp.ts';
import { extracting } from './playing.ts';

const extract = extracting();
const once = ['--passes', '1'];

const nitrogen: Quantity = { comparator: '<', value: 3, upper: null, unit: '%', uncertainty: null };
const loss = attributeOf({ name: 'loss', value: 'less than 3%', quantity: nitrogen, conditions: [] });
const net = worded('cover for juvenile plants on farms at the coast', { name: 'purpose' });

/** What is cited in place of the right sentence, by a fact that stands beside the honest ones. */
const wrong: [string, DraftAttribute, string, RegExp][] = [
  ['sentences behind the last', worded('dark leaves', { evidence: [6] }), 'structure', /no cited sentence/],
  ['a sentence of a longer passage', worded('dark leaves', { evidence: [112, 113] }), 'structure', /no cited sentence/],
  ['sentence 0', worded('dark leaves', { evidence: [0] }), 'structure', /no cited sentence/],
  ['a negative number', worded('dark leaves', { evidence: [-1] }), 'structure', /no cited sentence/],
  ['nothing', worded('dark leaves', { evidence: [] }), 'structure', /cites no sentence/],
  ['a sentence without its number', { ...loss, evidence: [1] }, 'numbers', /another sentence than the cited/],
  ['several without its number', { ...loss, evidence: [1, 3, 5] }, 'numbers', /another sentence than the cited/],
];

const noteOf = (unit: Unit | undefined, name: string) =>
  unit?.entities.flatMap(({ attributes }) => attributes).filter((one) => one.name === name) ?? [];

describe('a fact that cites a sentence of another passage', () => {
  it.each(wrong)('is dropped and listed when it cites %s', async (_, fact, check, reason) => {
    const { status, units } = await extract(passage, { extract: kelpWith([fact]) }, once);
    expect(status).toBe(0);
    expect(units[0]?.audit.dropped).toMatchObject([
      { what: 'attribute', check, reason: expect.stringMatching(reason), evidence: fact.evidence },
    ]);
    expect(noteOf(units[0], fact.name)).toEqual([]);
  });

  it('is dropped when its words stand in another sentence than the cited one', async () => {
    const nets = entityOf('e9', 'young plants', { attributes: [{ ...net, certainty: 'hedged', evidence: [3] }] });
    const { units } = await extract(passage, { extract: honestWith({ entities: [nets] }) }, once);
    expect(units[0]?.audit.dropped).toMatchObject([{ what: 'attribute', check: 'evidence' }]);
  });

  it('is dropped as a relation as well', async () => {
    const relations = honest.relations.map((relation) => ({ ...relation, evidence: [8] }));
    const { units } = await extract(passage, { extract: { ...honest, relations } }, once);
    expect(units[0]?.relations).toEqual([]);
    expect(units[0]?.audit.dropped).toMatchObject([{ what: 'relation', check: 'structure', evidence: [8] }]);
  });

  it('keeps of its sentences those that are in the passage', async () => {
    const fact = worded('dark leaves', { evidence: [9, 2] });
    const { units } = await extract(passage, { extract: kelpWith([fact]) }, once);
    expect(noteOf(units[0], 'note')).toMatchObject([{ evidence: [2] }]);
  });

  it('is published with the right sentence when the model cites it on request', async () => {
    const draft = kelpWith([{ ...loss, evidence: [1] }]);
    const { units } = await extract(passage, { extract: draft, repair: () => ({ ...loss, evidence: [2] }) });
    expect(units[0]?.audit).toMatchObject({ repairs: 1, dropped: [], findings: [] });
    expect(noteOf(units[0], 'loss')).toMatchObject([{ value: 'less than 3%', evidence: [2] }]);
  });

  it('is no valid answer with half a sentence number', async () => {
    const draft = kelpWith([worded('dark leaves', { evidence: [1.5] })]);
    const { status, units, stderr } = await extract(passage, { extract: draft }, once);
    expect({ status, units }).toEqual({ status: 1, units: [] });
    expect(stderr).toContain('invalid-answer');
  });
});

const invented = entityOf('e9', 'Zubrotol forte', {
  type: 'material',
  attributes: [worded('effective', { name: 'cure' })],
});
/** Half of the name stands in the text: it may be what the text means, and it is not what it says. */
const halfway = entityOf('e9', 'kelp syndrome', { type: 'disease', attributes: [worded('tall', { name: 'sign' })] });
const toward = (predicate: string) => ({
  subject: 'e1',
  predicate,
  object: { entity: 'e9', value: null, quantity: null },
  conditions: [],
  polarity: 'affirmed' as const,
  certainty: 'stated' as const,
  evidence: [1],
});

describe('an entity that is made up', () => {
  it('is dropped and listed with all that is said of it, when nothing of its name is in the text', async () => {
    const draft = honestWith({ entities: [invented], relations: [toward('needs')] });
    const { stdout, units } = await extract(passage, { extract: draft }, once);
    expect(units[0]?.audit.dropped).toMatchObject([
      { what: 'entity', check: 'grounding', reason: 'nothing of the name stands in the passage' },
      { what: 'attribute', check: 'grounding' },
      { what: 'relation' },
    ]);
    expect(stdout).not.toContain('Zubrotol');
  });

  it('marks all that is said of it as inferred, when a part of its name is', async () => {
    const { units } = await extract(
      passage,
      { extract: honestWith({ entities: [halfway], relations: [toward('shows')] }) },
      once,
    );
    const [unit] = units;
    const at = unit?.entities.findIndex(({ name }) => name === 'kelp syndrome') ?? -1;
    expect(unit?.entities[at]?.attributes).toMatchObject([{ name: 'sign', inferred: true }]);
    expect(unit?.relations.filter(({ inferred }) => inferred)).toMatchObject([{ predicate: 'shows' }]);
    expect(unit?.entities.flatMap(({ attributes }) => attributes).filter(({ inferred }) => inferred)).toHaveLength(1);
    expect(unit?.audit.findings).toContainEqual(
      expect.objectContaining({ check: 'grounding', severity: 'warn', pointer: `/entities/${at}/name` }),
    );
    expect(unit?.audit.dropped).toEqual([]);
  });

  it('is dropped under --strict, also with a part of its name in the text', async () => {
    const draft = honestWith({ entities: [halfway], relations: [toward('shows')] });
    const { stdout, units } = await extract(passage, { extract: draft }, [...once, '--strict']);
    expect(stdout).not.toContain('syndrome');
    expect(units[0]?.audit.dropped.map(({ what }) => what).sort()).toEqual(['attribute', 'entity', 'relation']);
    expect(units[0]?.audit.findings).toEqual([]);
    expect(units[0]?.audit.numbers.kept).toBe(7);
  });

  it('is no alias either', async () => {
    const draft = kelpWith([], { aliases: ['Zubrotol', 'kelp', 'kelp syndrome'] });
    const { units } = await extract(passage, { extract: draft }, once);
    expect(units[0]?.audit.dropped).toMatchObject([{ what: 'alias', check: 'grounding' }]);
    expect(units[0]?.audit.findings).toMatchObject([{ check: 'grounding', severity: 'warn' }]);
    const strict = await extract(passage, { extract: draft }, [...once, '--strict']);
    expect(strict.units[0]?.entities.flatMap(({ aliases }) => aliases)).toEqual(['kelp']);
  });

  it('is published with a finding that fails under --gate warn, its facts marked', async () => {
    const draft = honestWith({ entities: [invented] });
    const { units } = await extract(passage, { extract: draft }, [...once, '--gate', 'warn', '--repairs', '0']);
    const entity = units[0]?.entities.find(({ name }) => name === 'Zubrotol forte');
    expect(entity?.attributes).toMatchObject([{ inferred: true }]);
    expect(units[0]?.audit.findings).toContainEqual(expect.objectContaining({ check: 'grounding', severity: 'fail' }));
  });

  it('is named anew on request, when the text has a name for it', async () => {
    const draft = honestWith({ entities: [invented] });
    const { units } = await extract(passage, { extract: draft, repair: () => ({ name: 'spores', aliases: [] }) }, once);
    expect(units[0]?.audit).toMatchObject({ repairs: 1, dropped: [] });
    expect(units[0]?.entities.map(({ name }) => name)).toContain('spores');
  });
});
