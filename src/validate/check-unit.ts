import type { Unit } from '../types/unit.ts';
import { unitId } from '../units/identity.ts';
import type { Finding, Path } from './problems.ts';
import { asUnit } from './schema-problems.ts';

/** Levels that values may be nested; a unit has seven. */
const deepest = 64;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

function* entityFindings(unit: Unit): Generator<Finding> {
  const seen = new Set<string>();
  for (const [index, { id }] of unit.entities.entries()) {
    if (seen.has(id)) {
      const message = `${id} is the id of an entity before this one`;
      const expected = 'an id that no other entity of the unit has';
      yield { path: ['entities', index, 'id'], code: 'duplicate-entity', message, expected };
    }
    seen.add(id);
  }
}

function* referenceFindings(unit: Unit): Generator<Finding> {
  const ids = [...new Set(unit.entities.map(({ id }) => id))];
  const known = new Set(ids);
  const expected = ids.length === 0 ? 'an entity in the unit' : `one of ${ids.slice(0, 20).join(', ')}`;
  for (const [index, { subject, object }] of unit.relations.entries()) {
    const references: [string, Path][] = [[subject, ['subject']]];
    if ('entity' in object) references.push([object.entity, ['object', 'entity']]);
    for (const [id, path] of references.filter(([id]) => !known.has(id))) {
      const message = `no entity of the unit has the id ${id}`;
      yield { path: ['relations', index, ...path], code: 'unknown-entity', message, expected };
    }
  }
}

/** Merges and refusals of a resolution are about entities of the unit. */
function* resolutionFindings({ entities, resolution }: Unit): Generator<Finding> {
  const known = new Set(entities.map(({ id }) => id));
  for (const list of ['merges', 'refused'] as const) {
    for (const [index, { entity }] of (resolution?.[list] ?? []).entries()) {
      if (known.has(entity)) continue;
      const message = `no entity of the unit has the id ${entity}`;
      const path = ['resolution', list, index, 'entity'];
      yield { path, code: 'unknown-entity', message, expected: 'an entity of the unit' };
    }
  }
}

/** Every fact of a unit, with the path to it. */
function* factsOf(unit: Unit): Generator<{ evidence: number[]; path: Path }> {
  for (const [index, entity] of unit.entities.entries()) {
    for (const [position, { evidence }] of entity.attributes.entries()) {
      yield { evidence, path: ['entities', index, 'attributes', position] };
    }
  }
  for (const [index, { evidence }] of unit.relations.entries()) yield { evidence, path: ['relations', index] };
}

function* evidenceFindings(unit: Unit): Generator<Finding> {
  const last = unit.passage.sentences.length;
  const expected = last === 0 ? 'sentences in the passage' : `1 to ${last}`;
  for (const { evidence, path } of factsOf(unit)) {
    for (const [index, sentence] of evidence.entries()) {
      if (sentence <= last) continue;
      const message = `the passage has no sentence ${sentence}`;
      yield { path: [...path, 'evidence', index], code: 'evidence', message, expected };
    }
  }
}

function offset(path: Path, message: string, expected: string): Finding {
  return { path: ['passage', ...path], code: 'offsets', message, expected };
}

function* offsetFindings({ passage }: Unit): Generator<Finding> {
  const { index, of, start, end, sentences } = passage;
  if (index >= of) yield offset(['index'], `passage ${index} of ${of}`, `0 to ${of - 1}`);
  if (end < start) yield offset(['end'], `the passage ends at ${end}`, `its start, ${start}, or more`);
  let last = start;
  for (const [position, sentence] of sentences.entries()) {
    const path = ['sentences', position];
    if (sentence.start < last) {
      const expected = position === 0 ? `the passage's start, ${last}, or more` : `the end before it, ${last}, or more`;
      yield offset([...path, 'start'], `the sentence starts at ${sentence.start}`, expected);
    }
    if (sentence.end < sentence.start) {
      yield offset([...path, 'end'], `the sentence ends at ${sentence.end}`, `its start, ${sentence.start}, or more`);
    } else if (sentence.end > end) {
      yield offset([...path, 'end'], `the sentence ends at ${sentence.end}`, `the passage's end, ${end}, or less`);
    }
    last = Math.max(last, sentence.end);
  }
}

function* identityFindings(unit: Unit): Generator<Finding> {
  const id = unitId(unit);
  if (id === unit.id) return;
  yield { path: ['id'], code: 'wrong-id', message: `the id ${unit.id} is not that of the content`, expected: id };
}

const unitChecks = [
  entityFindings,
  referenceFindings,
  resolutionFindings,
  evidenceFindings,
  offsetFindings,
  identityFindings,
];

/** All that is wrong with one value as a unit. What a unit means is looked at only when it satisfies the schema. */
export function checkUnit(value: unknown): Finding[] {
  if (isDeeper(value, deepest)) {
    const message = 'the values are nested too deep';
    return [{ path: [], code: 'too-deep', message, expected: `at most ${deepest} levels` }];
  }
  const result = asUnit(value);
  if ('findings' in result) return result.findings;
  return unitChecks.flatMap((check) => [...check(result.unit)]);
}
