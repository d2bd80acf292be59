import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitSchema } from '../../src/types/unit.ts';
import { canonicalJson, unitId } from '../../src/units/identity.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { anyUnit } from '../support/unit-arbitrary.ts';

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, reversed(member)]);
  return Object.fromEntries(entries.reverse());
}

describe('canonicalJson', () => {
  it('sorts keys by code unit and writes no spaces', () => {
    const value = { b: [3, 1], a: { '\u{1f600}': 1, '\uffff': 2, Z: null }, '10': true, '9': 'x' };
    expect(canonicalJson(value)).toBe('{"10":true,"9":"x","a":{"Z":null,"\u{1f600}":1,"\uffff":2},"b":[3,1]}');
  });

  it('writes numbers and strings as JSON does', () => {
    expect(canonicalJson([1e21, 1e-7, -0, 0.1, '\u2028\ud800"\n'])).toBe('[1e+21,1e-7,0,0.1,"\u2028\\ud800\\"\\n"]');
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => 1, Symbol('s')])('refuses %s', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  it('is read back to the same value, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

describe('unitId', () => {
  it('is the digest of the content (golden)', () => {
    expect(unitId(sampleUnit())).toBe('ku_3c70ff7c19bc4b56188658e7904706da');
  });

  it('does not depend on the order of keys, and survives JSON', () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        expect(unitId(unitSchema.parse(reversed(unit)))).toBe(unit.id);
        expect(unitId(unitSchema.parse(JSON.parse(JSON.stringify(unit))))).toBe(unit.id);
      }),
    );
  });

  const unit = sampleUnit();
  const changes = {
    digest: { document: { ...unit.document, sha256: '3'.repeat(64) } },
    start: { passage: { ...unit.passage, start: 1 } },
    end: { passage: { ...unit.passage, end: 121 } },
    summary: { summary: null },
    'order of entities': { entities: unit.entities.toReversed() },
    'name of an entity': { entities: unit.entities.map((entity) => ({ ...entity, name: `${entity.name}s` })) },
    relation: { relations: unit.relations.map((relation) => ({ ...relation, polarity: 'negated' as const })) },
  };
  it.each(Object.entries(changes))('changes with the content: %s', (_, change) => {
    expect(unitId({ ...unit, ...change })).not.toBe(unit.id);
  });

  const others = {
    credit: { document: { ...unit.document, title: 'Another title', year: null } },
    audit: { audit: { ...unit.audit, repairs: 2 } },
    provenance: { provenance: { ...unit.provenance, model: 'other' } },
  };
  it.each(Object.entries(others))('does not change with what is not content: %s', (_, change) => {
    expect(unitId({ ...unit, ...change })).toBe(unit.id);
  });

  it('changes with any string of the content', () => {
    fc.assert(
      fc.property(anyUnit, fc.string({ minLength: 1 }), (unit, more) => {
        const entities = unit.entities.map((entity) => ({ ...entity, name: entity.name + more }));
        expect(unitId({ ...unit, entities })).not.toBe(unit.id);
      }),
    );
  });
});
