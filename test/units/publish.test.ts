import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDraft } from '../../src/checks/index.ts';
import type { Draft } from '../../src/types/draft.ts';
import { unitSchema } from '../../src/types/unit.ts';
import { inCanonicalOrder } from '../../src/units/canonical-order.ts';
import { publishUnit } from '../../src/units/publish.ts';
import { targetOf } from '../support/targets.ts';

const maker = { version: '1.0.0', engine: 'made-up', model: null, prompt: null, price: null };
const text = 'The 𝒳-ray source 𝒴 flared twice. Kelp is blue, 𝒵 said.';
const plain = { conditions: [], polarity: 'affirmed', certainty: 'stated' } as const;

const draft: Draft = {
  summary: null,
  entities: [
    {
      id: 'a',
      name: 'source',
      type: 'other',
      aliases: ['y', 'x'],
      attributes: [{ name: 'flares', value: 'twice', quantity: null, ...plain, conditions: [], evidence: [1] }],
    },
    {
      id: 'b',
      name: 'kelp',
      type: 'organism',
      aliases: [],
      attributes: [{ name: 'colour', value: 'blue', quantity: null, ...plain, conditions: [], evidence: [2, 1, 2] }],
    },
    { id: 'c', name: 'Zed', type: 'person', aliases: [], attributes: [] },
  ],
  relations: [
    {
      subject: 'c',
      predicate: 'mentions',
      object: { entity: 'b', value: null, quantity: null },
      ...plain,
      conditions: [],
      evidence: [2],
    },
    {
      subject: 'a',
      predicate: 'is',
      object: { entity: null, value: 'a flaring thing', quantity: null },
      ...plain,
      conditions: [],
      evidence: [1],
    },
  ],
};

const published = (given: Draft) => {
  const target = targetOf(text);
  return publishUnit(target, checkDraft(target, inCanonicalOrder(given)), maker, {
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
  });
};

describe('a published unit', () => {
  it('counts offsets in code points, which cut the same sentences in every language', () => {
    const { passage } = published(draft);
    const characters = [...text];
    expect(passage.end).toBe(characters.length);
    expect(passage.sentences.map(({ start, end }) => characters.slice(start, end).join(''))).toEqual([
      'The 𝒳-ray source 𝒴 flared twice.',
      'Kelp is blue, 𝒵 said.',
    ]);
  });

  it('satisfies its schema and holds no sentence of its source', () => {
    const unit = published(draft);
    expect(unitSchema.safeParse(unit).error).toBeUndefined();
    expect(JSON.stringify(unit)).not.toContain('flared twice');
  });

  it('numbers entities by name and cites each sentence once', () => {
    const { entities, relations } = published(draft);
    expect(entities.map(({ id, name }) => [id, name])).toEqual([
      ['e1', 'kelp'],
      ['e2', 'source'],
      ['e3', 'Zed'],
    ]);
    expect(entities[0]?.attributes[0]?.evidence).toEqual([1, 2]);
    expect(relations.map(({ subject, object }) => [subject, object])).toEqual([
      ['e2', { value: 'a flaring thing', quantity: null }],
      ['e3', { entity: 'e1' }],
    ]);
  });

  it('is the same unit in whatever order the engine said its facts', () => {
    const id = published(draft).id;
    const shuffled = fc.record({
      entities: fc.shuffledSubarray(draft.entities, { minLength: draft.entities.length }),
      relations: fc.shuffledSubarray(draft.relations, { minLength: draft.relations.length }),
    });
    fc.assert(fc.property(shuffled, (parts) => published({ ...draft, ...parts }).id === id));
    expect(published({ ...draft, relations: draft.relations.slice(1) }).id).not.toBe(id);
  });

  it('marks what is said of something that the passage does not name', () => {
    const invented = structuredClone(draft);
    const [source] = invented.entities;
    if (source !== undefined) Object.assign(source, { name: 'quasar of Andromeda', aliases: [] });
    const { entities, relations } = published(invented);
    expect(entities.find(({ name }) => name === 'quasar of Andromeda')?.attributes[0]?.inferred).toBe(true);
    expect(entities.find(({ name }) => name === 'kelp')?.attributes[0]).not.toHaveProperty('inferred');
    expect(relations.map(({ inferred }) => inferred ?? false)).toContain(true);
  });
});
