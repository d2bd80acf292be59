import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedSchemas } from '../scripts/generated.ts';
import { draftSchema } from '../src/types/draft.ts';
import { evaluationSchema } from '../src/types/evaluation.ts';
import { questionLineSchema } from '../src/types/question.ts';
import { unitSchema } from '../src/types/unit.ts';
import { facts, questionOf } from './support/exam.ts';
import { sampleEvaluation } from './support/sample-evaluation.ts';
import { sampleUnit } from './support/sample-unit.ts';
import { draftAbout } from './support/targets.ts';
import { anyUnit } from './support/unit-arbitrary.ts';

const folder = new URL('../schemas/', import.meta.url);
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const schemaOf = (file: string) => ajv.compile(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
const unitBySchema = schemaOf('unit.v1.json');
const draftBySchema = schemaOf('draft.v1.json');

type Path = (string | number)[];

/** Every place in a value, and what it looks like when one thing there is broken. */
function* mutants(value: unknown, path: Path = []): Generator<{ path: Path; broken: unknown }> {
  if (path.length > 0) yield { path, broken: { a: { nested: true } } };
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value))
    yield* mutants((value as Record<string, unknown>)[key], [...path, Array.isArray(value) ? Number(key) : key]);
}

function withBroken(value: unknown, path: Path, broken: unknown): unknown {
  const copy = structuredClone(value);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = broken;
  return copy;
}

function withoutKey(value: unknown, path: Path): unknown {
  const copy = structuredClone(value);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  delete at[path.at(-1) ?? ''];
  return copy;
}

/** Other values at a place, and keys that are missing or unknown there; those that can't be right are marked. */
function changed(valid: unknown, path: Path, broken: unknown): { value: unknown; isWrong: boolean }[] {
  const others = [-1, 7, 1.5, null, '', []].map((other) => ({ value: withBroken(valid, path, other), isWrong: false }));
  const wrong = [{ value: withBroken(valid, path, broken), isWrong: true }];
  if (typeof path.at(-1) !== 'string') return [...others, ...wrong];
  const unknown = withBroken(valid, [...path.slice(0, -1), 'unknown_key'], 1);
  return [...others, ...wrong, { value: withoutKey(valid, path), isWrong: false }, { value: unknown, isWrong: true }];
}

/** All marks have one form, and one of each outcome says as much as hundreds. */
const withFewMarks = (report: Awaited<ReturnType<typeof sampleEvaluation>>): unknown => ({
  ...report,
  marks: [...new Map(report.marks.map((mark) => [mark.outcome, mark])).values()],
});

describe('the published schemas', () => {
  it('are what the code says, file by file', () => {
    const generated = generatedSchemas();
    expect(readdirSync(folder).sort()).toEqual([...generated.keys()].sort());
    for (const [file, content] of generated)
      expect(readFileSync(new URL(file, folder), 'utf8'), `${file}: npm run generate`).toBe(content);
  });

  it('accept every unit that zod accepts', () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        expect(unitSchema.safeParse(unit).success).toBe(true);
        expect(unitBySchema(unit), JSON.stringify(unitBySchema.errors)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('agree with zod on every field that is missing, of another kind or unknown', () => {
    const samples = [
      { valid: sampleUnit() as unknown, zod: unitSchema, schema: unitBySchema },
      { valid: draftAbout('kelp') as unknown, zod: draftSchema, schema: draftBySchema },
    ];
    for (const { valid, zod, schema } of samples) {
      expect(schema(valid)).toBe(true);
      for (const { path, broken } of mutants(valid)) {
        const last = path.at(-1);
        const changed = [withBroken(valid, path, broken)];
        if (typeof last === 'string')
          changed.push(withoutKey(valid, path), withBroken(valid, [...path.slice(0, -1), 'unknown_key'], 1));
        for (const value of changed) {
          const accepted = zod.safeParse(value).success;
          expect(schema(value), `${path.join('/')}: zod says ${accepted}`).toBe(accepted);
          expect(accepted).toBe(false);
        }
      }
    }
  });

  it('agree with zod on what is wrong or missing in questions and evaluations', async () => {
    const question = questionOf(facts[0] as (typeof facts)[number], 0);
    const named = { ...question, document: { ...question.document, domain: 'botany' } };
    const end = { schema: 'ku/questions/1', sha256: 'a'.repeat(64), questions: 1, dropped: {}, seed: 1 };
    const samples = [
      { valid: named as unknown, zod: questionLineSchema, schema: schemaOf('question.v1.json') },
      { valid: end, zod: questionLineSchema, schema: schemaOf('question.v1.json') },
      { valid: withFewMarks(await sampleEvaluation()), zod: evaluationSchema, schema: schemaOf('evaluation.v1.json') },
    ];
    for (const { valid, zod, schema } of samples) {
      expect(zod.parse(valid)).toEqual(valid);
      expect(schema(valid), JSON.stringify(schema.errors)).toBe(true);
      for (const { path, broken } of mutants(valid)) {
        for (const { value, isWrong } of changed(valid, path, broken)) {
          const accepted = zod.safeParse(value).success;
          expect(schema(value), `${path.join('/')}: ${JSON.stringify(value)}`).toBe(accepted);
          if (isWrong) expect(accepted, path.join('/')).toBe(false);
        }
      }
    }
  });

  it('agree with zod on values at the edges', () => {
    const edges: [Path, unknown, boolean][] = [
      [['id'], 'ku_XYZ', false],
      [['summary'], '', false],
      [['summary'], null, true],
      [['document', 'sha256'], 'A'.repeat(64), false],
      [['relations', 0, 'predicate'], 'Has Spaces', false],
      [['relations', 0, 'predicate'], 'größer_als', true],
      [['relations', 0, 'object'], { value: 'x', quantity: null }, true],
      [['relations', 0, 'object'], { entity: 'e1', value: 'x' }, false],
      [['relations', 0, 'evidence'], [], false],
      [['relations', 0, 'evidence'], [0], false],
      [['entities', 0, 'attributes', 0, 'quantity', 'comparator'], '≤', false],
      [['audit', 'copiedShare'], 1.5, false],
      [['document', 'year'], 1999.5, false],
    ];
    for (const [path, value, expected] of edges) {
      const unit = withBroken(sampleUnit(), path, value);
      expect(unitSchema.safeParse(unit).success, path.join('/')).toBe(expected);
      expect(unitBySchema(unit), path.join('/')).toBe(expected);
    }
  });
});
