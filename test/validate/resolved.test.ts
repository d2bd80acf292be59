import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { resolveUnits } from '../../src/resolve/index.ts';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { checkUnit } from '../../src/validate/check-unit.ts';
import { validateUnits } from '../../src/validate/index.ts';
import { never, unitsNaming } from '../support/resolving.ts';

const named = unitsNaming([
  ['kelp: organism', 'sea: location'],
  ['kelps: organism', 'seas: location'],
]);

async function resolvedUnits(): Promise<[Unit, Unit]> {
  return (await resolveUnits(named, null, never)).units as [Unit, Unit];
}

async function problemsOf(units: Unit[]): Promise<string[]> {
  const stdin = Readable.from([Buffer.from(units.map((unit) => `${JSON.stringify(unit)}\n`).join(''))]);
  const found: string[] = [];
  for await (const { line, pointer, code, message } of validateUnits(['-'], { stdin, cwd: '/' }).problems) {
    found.push(`${line} ${pointer} ${code}: ${message}`);
  }
  return found;
}

describe('resolved units', () => {
  it('are valid, whole and one by one', async () => {
    const [one, two] = await resolvedUnits();
    expect(await problemsOf([one, two])).toEqual([]);
    expect(await problemsOf([two])).toEqual([]);
  });

  it('must give one name and type to an id that they share', async () => {
    const [one, two] = await resolvedUnits();
    const [kelp, ...rest] = two.entities;
    if (kelp === undefined) throw new Error('the unit has no entity');
    const renamed = { ...two, entities: [{ ...kelp, name: 'fern' }, ...rest] };
    expect(await problemsOf([one, { ...renamed, id: unitId(renamed) }])).toEqual([
      '2 /entities/0/id unlike-entity: e1 is the organism "fern" here and the organism "kelp" in the unit at -:1, which shares its ids',
    ]);
  });

  it('may give other names where their ids are their own', async () => {
    expect(await problemsOf(named)).toEqual([]);
  });

  it('must merge entities that they have', async () => {
    const [one] = await resolvedUnits();
    const merges = [{ entity: 'e9', names: ['kelp'], rule: 'same-name' as const, reason: 'r' }];
    const refused = [{ entity: 'e8', names: ['kelp', 'fern'], guard: 'type' as const, reason: 'r' }];
    const resolution = { ...(one.resolution as NonNullable<Unit['resolution']>), merges, refused };
    expect(checkUnit({ ...one, resolution }).map(({ code, path }) => `${code} ${path.join('/')}`)).toEqual([
      'unknown-entity resolution/merges/0/entity',
      'unknown-entity resolution/refused/0/entity',
    ]);
  });

  it('must say by which rule, of those there are', async () => {
    const [one] = await resolvedUnits();
    const merges = [{ entity: 'e1', names: ['kelp'], rule: 'guess', reason: 'r' }];
    expect(checkUnit({ ...one, resolution: { ...one.resolution, merges } })).toMatchObject([{ code: 'wrong-value' }]);
  });
});
