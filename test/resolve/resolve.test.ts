import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../src/errors.ts';
import { resolveUnits } from '../../src/resolve/index.ts';
import type { Resolver } from '../../src/types/resolution.ts';
import type { Unit, UnitAttribute, UnitRelation } from '../../src/types/unit.ts';
import { checkUnit } from '../../src/validate/check-unit.ts';
import { credulous, entityNamed, never, thingsOf, unitsNaming, unitWith } from '../support/resolving.ts';

const fact = { conditions: [], polarity: 'affirmed' as const, certainty: 'stated' as const };
const attribute = (name: string, value: string, evidence: number[]): UnitAttribute => ({
  ...{ name, value, quantity: null, ...fact, evidence },
});
const relation = (subject: string, predicate: string, entity: string, evidence = [1]): UnitRelation => ({
  ...{ subject, predicate, object: { entity }, ...fact, evidence },
});

/** Two entities of one unit that the rules make one, each with the same fact. */
function twice(): Unit {
  const network = { ...entityNamed('neural network: model'), attributes: [attribute('depth', 'great', [2])] };
  const networks = {
    ...entityNamed('neural networks: model', 'e2'),
    attributes: [attribute('cost', 'high', [1]), attribute('depth', 'great', [1])],
  };
  const image = entityNamed('image: other', 'e3');
  return unitWith([network, networks, image], [relation('e1', 'reads', 'e3'), relation('e2', 'reads', 'e3', [2])]);
}

const resolved = async (units: Unit[], resolver: Resolver | null = null) =>
  (await resolveUnits(units, resolver, never)).units;

describe('resolving a document', () => {
  it('gives one id and one name to a thing in all its units, and keeps the names of each as aliases', async () => {
    const [one, two, three] = await resolved(
      unitsNaming([
        ['kelp: organism', 'convolutional neural network: model'],
        ['CNN: model', 'sea: location'],
        ['convolutional neural networks: model'],
      ]),
    );
    const model = { id: 'e1', name: 'convolutional neural network', type: 'model', attributes: [] };
    expect(one?.entities).toContainEqual({ ...model, aliases: [] });
    expect(two?.entities).toContainEqual({ ...model, aliases: ['CNN'] });
    expect(three?.entities).toEqual([{ ...model, aliases: ['convolutional neural networks'] }]);
    expect(new Set([one, two, three].map((unit) => unit?.resolution?.sha256)).size).toBe(1);
  });

  it('lists every merge with its rule and reason, in each unit that it is about', async () => {
    const units = await resolved(
      unitsNaming([['BERT: model'], ['BERT: model'], ['BERT model: model', 'kelp: organism']]),
    );
    const merges = [
      { entity: 'e1', names: ['BERT', 'BERT model'], rule: 'head', reason: expect.stringContaining('noun') },
      { entity: 'e1', names: ['BERT'], rule: 'same-name', reason: expect.stringContaining('same name') },
    ];
    for (const unit of units) expect(unit.resolution).toMatchObject({ scope: 'document', merges, refused: [] });
  });

  it('makes equal facts of a unit one, with their sentences united, and leaves facts of other units there', async () => {
    const [unit] = await resolved([twice()]);
    expect(unit?.entities.map(({ name, aliases, attributes }) => ({ name, aliases, attributes }))).toEqual([
      { name: 'image', aliases: [], attributes: [] },
      {
        name: 'neural network',
        aliases: ['neural networks'],
        attributes: [attribute('cost', 'high', [1]), attribute('depth', 'great', [1, 2])],
      },
    ]);
    expect(unit?.relations).toEqual([relation('e2', 'reads', 'e1', [1, 2])]);
    const both = await resolved([twice(), { ...twice(), passage: { ...twice().passage, start: 5 } }]);
    expect(both.map(({ entities }) => entities[1]?.attributes.length)).toEqual([2, 2]);
  });

  it('moves findings to where things stand now', async () => {
    const unit = twice();
    const finding = (pointer: string) => ({
      check: 'c',
      severity: 'warn' as const,
      pointer,
      reason: 'r',
      evidence: [1],
    });
    const pointers = [
      '/entities/0/attributes/0/value',
      '/entities/1/attributes/1/value',
      '/entities/1/name',
      '/relations/1',
      '/summary',
    ];
    unit.audit = { ...unit.audit, findings: pointers.map(finding) };
    const [after] = await resolved([unit]);
    expect(after?.audit.findings.map(({ pointer }) => pointer)).toEqual([
      '/entities/1/attributes/1/value',
      '/entities/1/aliases/0',
      '/relations/0',
      '/summary',
    ]);
  });

  it('keeps two things apart between which a unit states a relation', async () => {
    const entities = [entityNamed('wave filters: method'), entityNamed('wave filter: method', 'e2')];
    const [apart] = await resolved([unitWith(entities, [relation('e1', 'outperforms', 'e2')])]);
    expect(apart?.entities).toHaveLength(2);
    const [told] = await resolved([unitWith(entities, [relation('e1', 'outperforms', 'e2')])], credulous);
    expect(told?.entities).toHaveLength(2);
  });

  it('turns the relation of a thing to another name of it into a value', async () => {
    const entities = [entityNamed('convolutional neural network: model'), entityNamed('CNN: model', 'e2')];
    const [unit] = await resolved([unitWith(entities, [relation('e1', 'is_abbreviated_as', 'e2')])]);
    expect(unit?.entities).toHaveLength(1);
    expect(unit?.relations).toMatchObject([{ subject: 'e1', object: { value: 'CNN', quantity: null } }]);
  });

  it('does not take an alias that two things have, or a general word, for evidence', async () => {
    const shared = unitsNaming([
      ['red kelp = seaweed: organism'],
      ['sugar kelp = seaweed: organism'],
      ['seaweed: organism'],
    ]);
    expect(new Set(thingsOf(await resolved(shared))).size).toBe(3);
    const general = unitsNaming([['LightRank = model: model'], ['model: model']]);
    expect(new Set(thingsOf(await resolved(general))).size).toBe(2);
  });

  it('leaves a word that stands for another thing in each sentence to its passages', async () => {
    const units = unitsNaming([
      ['level: quantity'],
      ['level: quantity', 'levels: quantity'],
      ['sea level: quantity'],
      ['sea levels: quantity'],
    ]);
    const ids = (await resolved(units)).flatMap(({ entities }) => entities.map(({ id, name }) => `${id} ${name}`));
    expect(new Set(ids).size).toBe(4);
  });

  it('keeps apart studies, hypotheses and speeds that nothing tells apart, but not those with a name', async () => {
    const pairs = [
      ['study: method', 'studies: method'],
      ['hypothesis: theory', 'Hypothesis: theory'],
      ['speed: quantity', 'speed: quantity'],
    ];
    for (const pair of pairs) {
      const ids = (await resolved(unitsNaming(pair.map((one) => [one])))).map(({ entities }) => entities[0]?.id);
      expect(new Set(ids).size, pair[0]).toBe(2);
    }
    const named = unitsNaming([['reduced neuropil hypothesis: theory'], ['Reduced neuropil hypothesis: theory']]);
    expect(new Set(thingsOf(await resolved(named))).size).toBe(1);
  });

  it('does not take first letters for an acronym where no type says that it may be one', async () => {
    expect(thingsOf(await resolved(unitsNaming([['ELS: other'], ['equal logarithmic steps: other']])))).toHaveLength(2);
    const defined = unitsNaming([['ELS: other'], ['equal logarithmic steps = ELS: other']]);
    expect(thingsOf(await resolved(defined))).toHaveLength(1);
  });

  it('does not choose between two long forms of an acronym', async () => {
    const units = unitsNaming([
      ['principal component analysis: method'],
      ['patient controlled analgesia: method'],
      ['PCA: method'],
    ]);
    expect(thingsOf(await resolved(units))).toHaveLength(3);
  });

  it('leaves a unit alone that stands alone and has nothing to merge', async () => {
    const [unit] = unitsNaming([['kelp: organism', 'sea: location']]);
    expect((await resolved([unit as Unit]))[0]).toBe(unit);
  });
});

describe('what a model says', () => {
  const saying = (ids: string[]): Resolver => ({
    ...credulous,
    ask: async () => ({
      same: [{ ids, reason: 'line\none' }],
      usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
      attempts: 1,
    }),
  });
  const heart = unitsNaming([['heart attack: disease', 'stroke: disease'], ['myocardial infarction: disease']]);

  it('merges what no guard keeps apart, with its reason on one line', async () => {
    const units = await resolved(heart, saying(['e1', 'e2']));
    expect(thingsOf(units)).toEqual(['heart attack = myocardial infarction', 'stroke']);
    expect(units[1]?.resolution).toMatchObject({
      model: 'credulous',
      prompt: credulous.prompt,
      merges: [{ names: ['heart attack', 'myocardial infarction'], rule: 'model', reason: 'the model: line one' }],
    });
  });

  it('is refused and listed where a guard objects', async () => {
    const units = await resolved(
      unitsNaming([['GPT-3: model'], ['GPT-4: model'], ['kelp: organism']]),
      saying(['e1', 'e2']),
    );
    expect(thingsOf(units)).toHaveLength(3);
    const refused = [{ names: ['GPT-3', 'GPT-4'], guard: 'number', reason: expect.stringContaining('stay apart') }];
    expect(units[0]?.resolution?.refused).toMatchObject(refused);
    expect(units[1]?.resolution?.refused).toMatchObject(refused);
    expect(units[2]?.resolution?.refused).toEqual([]);
  });

  it('is not asked for again once it has answered, nor for a single unit', async () => {
    let asked = 0;
    const counting: Resolver = {
      ...credulous,
      ask: (...question) => {
        asked += 1;
        return credulous.ask(...question);
      },
    };
    const once = await resolved(heart, counting);
    const again = await resolved(once, counting);
    await resolved(unitsNaming([['heart attack: disease', 'myocardial infarction: disease']]), counting);
    expect(asked).toBe(1);
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    expect(JSON.stringify(await resolved(once))).toBe(JSON.stringify(once));
  });

  it('is told names, types, aliases and facts, and nothing else', async () => {
    let told: unknown = null;
    const listening: Resolver = {
      ...credulous,
      ask: async (things) => {
        told = things;
        return { same: [], usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 }, attempts: 1 };
      },
    };
    const unit = unitWith(
      [{ ...entityNamed('kelp = seaweed: organism'), attributes: [attribute('growth', 'fast\nand wide', [1])] }],
      [],
    );
    await resolved([unit, ...unitsNaming([[], ['sea: location']]).slice(1)], listening);
    expect(told).toEqual([
      { id: 'e1', name: 'kelp', type: 'organism', aliases: ['seaweed'], said: 'growth: fast and wide' },
      { id: 'e2', name: 'sea', type: 'location', aliases: [], said: '' },
    ]);
  });

  it('leaves what the rules found, and a note, where it gives no usable answer', async () => {
    const broken: Resolver = {
      ...credulous,
      ask: async () => {
        throw new DocumentError('no-answer', 'it said nothing', 'try again', { attempts: 3 });
      },
    };
    const { units, notes, attempts } = await resolveUnits(
      unitsNaming([['kelps: organism'], ['kelp: organism', 'sea: location']]),
      broken,
      never,
    );
    expect({ notes, attempts }).toEqual({
      notes: ['names were resolved by rules alone: it said nothing'],
      attempts: 3,
    });
    expect(thingsOf(units)).toEqual(['kelp = kelps', 'sea']);
    expect(units[0]?.resolution?.model).toBeNull();
    for (const unit of units) expect(checkUnit(unit)).toEqual([]);
  });
});
