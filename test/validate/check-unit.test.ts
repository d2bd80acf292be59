import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { checkUnit } from '../../src/validate/check-unit.ts';
import { type Finding, pointerTo, shown } from '../../src/validate/problems.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { anyUnit } from '../support/unit-arbitrary.ts';

/** Findings as `pointer code: message (expected)`, for the sample with a part replaced and the id set right. */
function findingsWith(part: Record<string, unknown>): string[] {
  const value = { ...sampleUnit(), ...part };
  const text = ({ path, code, message, expected }: Finding) => `${pointerTo(path)} ${code}: ${message} (${expected})`;
  return checkUnit({ ...value, id: unitId(value as Unit) }).map(text);
}

const [relation] = sampleUnit().relations;
const [entity] = sampleUnit().entities;
const passage = sampleUnit().passage;
const withObject = (object: unknown) => findingsWith({ relations: [{ ...relation, object }] });
const oneOfBoth = '{entity} or {value, quantity}';

describe('a person understands', () => {
  it.each([
    ['e2', [`/relations/0/object wrong-type: found "e2" (${oneOfBoth})`]],
    [null, [`/relations/0/object wrong-type: found null (${oneOfBoth})`]],
    [{}, [`/relations/0/object wrong-type: found {} (${oneOfBoth})`]],
    [
      { entity: 'e2', value: null, quantity: null },
      [`/relations/0/object wrong-type: found {entity, value, quantity} (${oneOfBoth})`],
    ],
    [
      { value: 'x' },
      [
        '/relations/0/object/quantity missing-key: the key "quantity" is missing ({comparator, value, upper, unit, uncertainty} or null)',
      ],
    ],
    [{ entity: 'basalt' }, ['/relations/0/object/entity wrong-value: found "basalt" (an entity id: e1, e2, …)']],
    [{ value: '', quantity: null }, ['/relations/0/object/value wrong-value: found "" (a text that is not empty)']],
    [{ entity: 'e2', valeu: 'x' }, ['/relations/0/object/valeu unknown-key: the key "valeu" is not known ("value")']],
  ])('what is wrong with the object %j', (object, expected) => expect(withObject(object)).toEqual(expected));

  it.each([
    [{ schema: 'ku/2' }, ['/schema wrong-value: found "ku/2" ("ku/1")']],
    [{ Schema: 'ku/1' }, ['/Schema unknown-key: the key "Schema" is not known ("schema")']],
    [
      { zzz: 1 },
      [
        '/zzz unknown-key: the key "zzz" is not known (one of schema, id, document, passage, summary, entities, relations, resolution, audit, provenance)',
      ],
    ],
    [{ summary: 3 }, ['/summary wrong-type: found 3 (a text that is not empty or null)']],
    [{ entities: {} }, ['/entities wrong-type: found {} (a list)']],
    [{ audit: [] }, ['/audit wrong-type: found a list (an object)']],
    [{ passage: { ...passage, of: 1.5 } }, ['/passage/of wrong-type: found 1.5 (a whole number from 1)']],
    [{ passage: { ...passage, start: -1 } }, ['/passage/start wrong-value: found -1 (a whole number from 0)']],
    [
      { relations: [{ ...relation, predicate: 'Is A' }] },
      ['/relations/0/predicate wrong-value: found "Is A" (snake_case)'],
    ],
    [
      { relations: [{ ...relation, evidence: [] }] },
      ['/relations/0/evidence wrong-value: found a list (a list that is not empty)'],
    ],
    [{ audit: { ...sampleUnit().audit, ngram5: 2 } }, ['/audit/ngram5 wrong-value: found 2 (a number from 0 to 1)']],
  ])('what is wrong with %j', (part, expected) =>
    expect(findingsWith(part as Record<string, unknown>)).toEqual(expected),
  );

  it.each([null, 3, 'text', [], [[]]])('that %j is no unit', (value) => {
    expect(checkUnit(value)).toMatchObject([{ path: [], code: 'wrong-type', expected: 'an object' }]);
  });
});

describe('beyond the schema', () => {
  it('passages and sentences have bounds that fit', () => {
    const at = (start: number, end: number) => ({ start, end, minhash: 'A'.repeat(86) });
    const bounds = (sentences: unknown[], rest = {}) => findingsWith({ passage: { ...passage, sentences, ...rest } });
    expect(bounds([at(0, 5), at(5, 120)])).toEqual([]);
    expect(bounds([at(0, 60), at(61, 121)])).toEqual([
      "/passage/sentences/1/end offsets: the sentence ends at 121 (the passage's end, 120, or less)",
    ]);
    expect(bounds([at(3, 10), at(12, 20)], { start: 4 })).toEqual([
      "/passage/sentences/0/start offsets: the sentence starts at 3 (the passage's start, 4, or more)",
    ]);
    expect(bounds([at(9, 8), at(10, 11)])).toEqual([
      '/passage/sentences/0/end offsets: the sentence ends at 8 (its start, 9, or more)',
    ]);
    expect(bounds([at(0, 0), at(0, 0)], { end: 0 })).toEqual([]);
    expect(bounds([at(5, 5), at(5, 5)], { start: 5, end: 4 })[0]).toBe(
      '/passage/end offsets: the passage ends at 4 (its start, 5, or more)',
    );
    expect(bounds([at(0, 5), at(5, 6)], { index: 1 })).toEqual(['/passage/index offsets: passage 1 of 1 (0 to 0)']);
  });

  it('facts of entities cite sentences that exist', () => {
    const attributes = entity?.attributes.map((attribute) => ({ ...attribute, evidence: [2, 99] }));
    expect(findingsWith({ entities: [{ ...entity, attributes }, sampleUnit().entities[1]] })).toEqual([
      '/entities/0/attributes/0/evidence/1 evidence: the passage has no sentence 99 (1 to 2)',
    ]);
  });

  it('relations name entities that exist, as subject too', () => {
    expect(findingsWith({ entities: [] })).toEqual([
      '/relations/0/subject unknown-entity: no entity of the unit has the id e1 (an entity in the unit)',
      '/relations/0/object/entity unknown-entity: no entity of the unit has the id e2 (an entity in the unit)',
    ]);
  });

  it('any valid unit passes, and any change of its content is seen', () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        expect(checkUnit(unit)).toEqual([]);
        expect(checkUnit({ ...unit, summary: `${unit.summary}!` })).toMatchObject([{ code: 'wrong-id' }]);
      }),
    );
  });

  it('depth is looked at before anything else', () => {
    let value: unknown = 1;
    for (let level = 0; level < 64; level += 1) value = [value];
    expect(checkUnit(value)).toMatchObject([{ code: 'wrong-type' }]);
    expect(checkUnit([value])).toMatchObject([{ code: 'too-deep' }]);
  });
});

describe('shown', () => {
  it('is short, and safe on a terminal', () => {
    expect(shown('a\u001b[31m\u202e\n')).toBe('"a\ufffd[31m\ufffd\ufffd"');
    expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(60)}…"`);
  });
});
