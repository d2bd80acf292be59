import type { EntityType } from '../../src/types/fact.ts';
import type { Resolver } from '../../src/types/resolution.ts';
import type { Unit, UnitEntity, UnitRelation } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { sampleUnit } from './sample-unit.ts';

export const never = new AbortController().signal;

/** "name: type" or "name = alias = alias: type". */
export function entityNamed(written: string, id = 'e1'): UnitEntity {
  const [names = '', type = 'other'] = written.split(/: (?=[a-z_]+$)/);
  const [name = '', ...aliases] = names.split(' = ');
  return { id, name, type: type as EntityType, aliases, attributes: [] };
}

const first = sampleUnit().passage;

/** Units of one document, one a passage, each with the entities that are written. */
export function unitsNaming(passages: string[][], document = '1'): Unit[] {
  return passages.map((written, index) =>
    unitWith(
      written.map((one, at) => entityNamed(one, `e${at + 1}`)),
      [],
      index,
      document,
    ),
  );
}

export function unitWith(entities: UnitEntity[], relations: UnitRelation[], index = 0, document = '1'): Unit {
  const start = index * 121;
  const passage = {
    ...first,
    index,
    of: 99,
    start,
    end: start + 120,
    sentences: first.sentences.map((one) => ({ ...one, start: one.start + start, end: one.end + start })),
  };
  const sample = sampleUnit();
  const own = { ...sample.document, id: `document-${document}`, sha256: document.padEnd(64, '0') };
  const unit = { ...sample, document: own, passage, summary: null, entities, relations };
  return { ...unit, id: unitId(unit) };
}

/** Plays a model that takes all that it is shown for one thing, which is wrong wherever it can be. */
export const credulous: Resolver = {
  model: 'credulous',
  prompt: { id: 'resolve.v1', sha256: '3'.repeat(64) },
  ask: async (things) => ({
    same: [{ ids: things.map(({ id }) => id), reason: 'all is one' }],
    usage: { inputTokens: 10, cachedInputTokens: 0, outputTokens: 5 },
    attempts: 1,
  }),
};

/** The published names of a document, each with all that it is called, sorted. */
export function thingsOf(units: readonly Unit[]): string[] {
  const names = new Map<string, Set<string>>();
  for (const { entities } of units) {
    for (const { id, name, aliases } of entities) {
      names.set(id, new Set([...(names.get(id) ?? []), name, ...aliases]));
    }
  }
  return [...names.values()].map((all) => [...all].join(' = ')).sort();
}
