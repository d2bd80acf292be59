import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { temporaryFolders } from '../support/folder.ts';
import { thingsOf, unitsNaming } from '../support/resolving.ts';
import { documentUnits } from '../support/unit-arbitrary.ts';

const folder = temporaryFolders();

const written = (units: readonly Unit[]): string => units.map((unit) => `${JSON.stringify(unit)}\n`).join('');

/** Files of the units, in a folder, merged in this order. */
async function merged(files: readonly (readonly Unit[])[], ...flags: string[]) {
  const cwd = folder();
  const names = files.map((units, at) => {
    writeFileSync(join(cwd, `${at}.jsonl`), written(units));
    return `${at}.jsonl`;
  });
  return ku(['merge', ...names, ...flags], { cwd });
}

const one = unitsNaming(
  [
    ['CNN = convolutional neural network: model', 'present study: other', 'ImageNet: dataset'],
    ['control group: other'],
  ],
  'a',
);
const two = unitsNaming(
  [['convolutional neural networks: model', 'present study: other', 'Imagenet: dataset'], ['control group: other']],
  'b',
);
const three = unitsNaming(
  [['CNN: model', 'J. Smith: person', 'PCA: method', 'variability: other'], ['PCA: gene_or_protein']],
  'c',
);
const four = unitsNaming(
  [['CNN: organisation', 'J. Smith: person', 'principal component analysis: method', 'variability: other']],
  'd',
);

/** The units as those of a resolved document: what has one name and type has one id. */
const resolvedOf = (units: Unit[]): Unit[] => {
  const known = new Map<string, string>();
  return units.map((unit) => {
    const ids = new Map(
      unit.entities.map(({ id, name, type }) => {
        const key = `${type} ${name}`;
        if (!known.has(key)) known.set(key, `e${known.size + 1}`);
        return [id, known.get(key) ?? id];
      }),
    );
    if (new Set(ids.values()).size < ids.size) return unit;
    const renamed = (id: string): string => ids.get(id) ?? id;
    const entities = unit.entities.map((one) => ({ ...one, id: renamed(one.id) }));
    const relations = unit.relations.map((one) => ({
      ...one,
      subject: renamed(one.subject),
      object: 'entity' in one.object ? { entity: renamed(one.object.entity) } : one.object,
    }));
    const { sha256 } = unit.document;
    const resolution = { scope: 'document' as const, sha256, model: 'm', prompt: null, merges: [], refused: [] };
    const whole = { ...unit, entities, relations, resolution };
    return { ...whole, id: unitId(whole) };
  });
};

describe('ku merge', () => {
  it('gives one id to what bears one name or a defined acronym, and none to what each document has of its own', async () => {
    const { status, stdout, stderr } = await merged([one, two, three, four]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('4 documents · 7 units') });
    const things = thingsOf(jsonLines<Unit>(stdout));
    expect(things.filter((thing) => /CNN|onvolutional/.test(thing))).toEqual([
      'CNN',
      'CNN = convolutional neural network = convolutional neural networks',
    ]);
    expect(things.filter((thing) => thing.startsWith('Image'))).toEqual(['ImageNet = Imagenet']);
    for (const own of ['present study', 'control group', 'J. Smith', 'variability']) {
      expect(things.filter((thing) => thing === own)).toHaveLength(2);
    }
    // No document says that PCA is short for it.
    expect(things).toEqual(expect.arrayContaining(['PCA', 'PCA', 'principal component analysis']));
    expect(await ku(['validate', '-'], { stdin: stdout })).toMatchObject({ status: 0 });
  });

  it('keeps apart what bare words mean in each document, and joins what a word names there', async () => {
    const [left, right] = [
      ['cycles: phenomenon', 'main contributor: other', 'practice: phenomenon', 'carbon cycle: phenomenon'],
      ['cycle: phenomenon', 'main contributor: other', 'practice: phenomenon', 'carbon cycle: phenomenon'],
    ];
    const { stdout, stderr } = await merged([unitsNaming([left], 'e'), unitsNaming([right], 'f')]);
    expect(stderr).toContain('2 documents');
    const units = jsonLines<Unit>(stdout);
    const ids = units.map(({ entities }) => new Map(entities.map(({ id, name }) => [name, id])));
    expect(ids[0]?.get('carbon cycle')).toBe(ids[1]?.get('carbon cycle'));
    expect(new Set(ids.flatMap((own) => [...own.values()])).size).toBe(7);
  });

  it('does not merge an acronym that documents spell out differently', async () => {
    const other = unitsNaming([['CNN = cellular nonlinear network: model']], 'e');
    const things = thingsOf(jsonLines<Unit>((await merged([one, three, other])).stdout));
    expect(things.filter((thing) => thing.includes('CNN'))).toHaveLength(3);
  });

  it('lists the merges across documents', async () => {
    const [unit] = jsonLines<Unit>((await merged([one, two])).stdout);
    expect(unit?.resolution).toMatchObject({ scope: 'corpus', model: null });
    expect(unit?.resolution?.merges.map(({ rule, names }) => [rule, ...names])).toEqual([
      ['alias', 'convolutional neural network', 'convolutional neural networks'],
      ['case', 'ImageNet', 'Imagenet'],
    ]);
  });

  it('takes a unit once, and names units that say different things about one passage', async () => {
    const [first, second] = one as [Unit, Unit];
    const [changed] = unitsNaming([['ferns: organism']], 'a') as [Unit];
    const { status, stdout, stderr } = await merged([[first, second], [first], [changed]]);
    expect(status).toBe(1);
    expect(stderr).toContain('1 unit came again and stand once');
    expect(stderr).toMatch(
      /document-a: units ku_\w+ and ku_\w+ say different things about one passage \(0 to 120\); all are kept/,
    );
    const units = jsonLines<Unit>(stdout);
    expect(units).toHaveLength(3);
    for (const { id } of units.filter(({ passage }) => passage.start === 0)) expect(stderr).toContain(id);
  });

  it('keeps the sources and the resolution of each document', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'a.jsonl'), written(one));
    await ku(['resolve', 'a.jsonl', '--engine', 'offline', '--out', 'b.jsonl'], { cwd });
    const { stdout } = await ku(['merge', 'b.jsonl'], { cwd });
    expect(jsonLines<Unit>(stdout).map(({ document, passage }) => [document, passage])).toEqual(
      one.map(({ document, passage }) => [document, passage]),
    );
  });

  it('gives the same bytes for every order of its inputs and units, and of what it wrote itself', async () => {
    const corpora = fc.array(fc.tuple(documentUnits, fc.boolean()), { minLength: 1, maxLength: 3 });
    const inTwoOrders = corpora.chain((documents) => {
      const units = documents.flatMap(([own, isResolved]) => (isResolved ? resolvedOf(own) : own));
      const shuffled = fc.shuffledSubarray(units, { minLength: units.length });
      return fc.tuple(fc.constant(units), shuffled, fc.nat({ max: units.length }));
    });
    await fc.assert(
      fc.asyncProperty(inTwoOrders, async ([units, shuffled, cut]) => {
        const whole = await ku(['merge', '-'], { stdin: written(units) });
        const parts = await merged(
          [shuffled.slice(cut), shuffled.slice(0, cut)].filter((part) => part.length > 0),
          '--quiet',
        );
        expect(parts.stdout).toBe(whole.stdout);
        expect((await ku(['merge', '-'], { stdin: whole.stdout })).stdout).toBe(whole.stdout);
        expect((await ku(['validate', '-'], { stdin: whole.stdout })).status).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
