import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveUnits } from '../../src/resolve/index.ts';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { checkUnit } from '../../src/validate/check-unit.ts';
import { credulous, never } from '../support/resolving.ts';
import { documentUnits } from '../support/unit-arbitrary.ts';

const options = { numRuns: 150 };
const text = (units: readonly Unit[]): string => units.map((unit) => JSON.stringify(unit)).join('\n');

describe('resolving any document', () => {
  it.each([
    ['rules', null],
    ['a model that takes all for one', credulous],
  ] as const)('again by %s changes nothing', async (_, resolver) => {
    await fc.assert(
      fc.asyncProperty(documentUnits, async (units) => {
        const once = await resolveUnits(units, resolver, never);
        const again = await resolveUnits(once.units, resolver, never);
        expect(text(again.units)).toBe(text(once.units));
        const offline = await resolveUnits(once.units, null, never);
        expect(text(offline.units)).toBe(text(once.units));
      }),
      options,
    );
  });

  it('gives the same for every order of its units', async () => {
    const shuffled = documentUnits.chain((units) =>
      fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([units, others]) => {
        const [one, other] = [
          await resolveUnits(units, credulous, never),
          await resolveUnits(others, credulous, never),
        ];
        expect(text(other.units)).toBe(text(one.units));
      }),
      options,
    );
  });

  it('gives valid units with all facts, and one name for an id', async () => {
    await fc.assert(
      fc.asyncProperty(documentUnits, async (units) => {
        const { units: resolved } = await resolveUnits(units, credulous, never);
        expect(resolved.flatMap(checkUnit)).toEqual([]);
        expect(resolved.map(unitId)).toEqual(resolved.map(({ id }) => id));
        const names = new Map<string, Set<string>>();
        for (const { id, name, type } of resolved.flatMap(({ entities }) => entities)) {
          names.set(id, (names.get(id) ?? new Set()).add(`${type} ${name}`));
        }
        expect([...names.values()].filter(({ size }) => size > 1)).toEqual([]);
        expect(evidenceOf(resolved)).toEqual(evidenceOf(units));
      }),
      options,
    );
  });
});

/** Of each passage all sentences that some fact cites: no merge loses one. */
const evidenceOf = (units: readonly Unit[]): unknown[] =>
  units
    .map(({ passage, entities, relations }) => {
      const facts = [...entities.flatMap(({ attributes }) => attributes), ...relations];
      return [passage.start, ...new Set(facts.flatMap(({ evidence }) => evidence).sort((a, b) => a - b))];
    })
    .sort(([one], [other]) => (one ?? 0) - (other ?? 0));
