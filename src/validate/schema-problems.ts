import * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { type Unit, unitSchema } from '../types/unit.ts';
import { type Finding, type Path, shown } from './problems.ts';

type Issue = z.core.$ZodIssue;

/** The parts of JSON Schema that the schema of the unit is made of. */
type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  maximum?: number;
};

let cached: Schema | null = null;

function rootSchema(): Schema {
  cached ??= z.toJSONSchema(unitSchema) as Schema;
  return cached;
}

/** The schema of a part; where several are possible, the one that the path leads on in. */
function schemaAt(path: Path, from: Schema = rootSchema()): Schema | null {
  const [key, ...rest] = path;
  if (key === undefined) return from;
  for (const option of from.anyOf ?? [from]) {
    const next = typeof key === 'number' ? option.items : option.properties?.[key];
    if (next !== undefined) return schemaAt(rest, next);
  }
  return null;
}

/** More keys than this are not listed one by one. */
const listedKeys = 6;

function objectText(schema: Schema): string {
  const keys = Object.keys(schema.properties ?? {});
  return keys.length > listedKeys ? 'an object' : `{${keys.join(', ')}}`;
}

function numberText({ type, minimum, maximum }: Schema): string {
  const name = type === 'integer' ? 'a whole number' : 'a number';
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : '';
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : '';
  return name + from + to;
}

const typeTexts: Record<string, (schema: Schema) => string> = {
  object: objectText,
  array: ({ minItems }) => (minItems === undefined ? 'a list' : 'a list that is not empty'),
  string: ({ minLength }) => (minLength === undefined ? 'a text' : 'a text that is not empty'),
  integer: numberText,
  number: numberText,
  null: () => 'null',
};

/** What a schema asks for, in words. */
function expectation(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(expectation).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  return typeTexts[schema.type ?? '']?.(schema) ?? 'another value';
}

function expectedAt(path: Path): string {
  const schema = schemaAt(path);
  return schema === null ? 'another value' : expectation(schema);
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Record<string | number, unknown>)[key];
  }, root);
}

function unknownKey(path: Path, key: string): Finding {
  const known = schemaKeys(path);
  const near = nearest(key, known);
  const expected = near === null ? `one of ${known.join(', ')}` : JSON.stringify(near);
  return { path: [...path, key], code: 'unknown-key', message: `the key ${shown(key)} is not known`, expected };
}

function schemaKeys(path: Path): string[] {
  const schema = schemaAt(path);
  return (schema?.anyOf ?? [schema]).flatMap((option) => Object.keys(option?.properties ?? {}));
}

function noOption(path: Path, root: unknown): Finding {
  return { path, code: 'wrong-type', message: `found ${shown(valueAt(root, path))}`, expected: expectedAt(path) };
}

/** Keys that the schema does not know here; those of another option of a union mean that two options were mixed. */
function keyFindings(keys: string[], path: Path, root: unknown): Finding[] {
  const known = schemaKeys(path);
  const unknown = keys.filter((key) => !known.includes(key)).map((key) => unknownKey(path, key));
  return unknown.length < keys.length ? [noOption(path, root), ...unknown] : unknown;
}

/** The issues of the one option whose keys the value has, when there is exactly one; else the union is what failed. */
function unionFindings(errors: Issue[][], path: Path, root: unknown): Finding[] {
  const value = valueAt(root, path);
  const options = schemaAt(path)?.anyOf ?? [];
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const fitting = options.flatMap((option, index) =>
    keys.some((key) => Object.hasOwn(option.properties ?? {}, key)) ? [errors[index] ?? []] : [],
  );
  if (fitting.length === 1) {
    return (fitting[0] ?? []).flatMap((issue) => findingsOf({ ...issue, path: [...path, ...issue.path] }, root));
  }
  return [noOption(path, root)];
}

function findingsOf(issue: Issue, root: unknown): Finding[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') return keyFindings(issue.keys, path, root);
  if (issue.code === 'invalid_union') return unionFindings(issue.errors, path, root);
  const value = valueAt(root, path);
  if (value === undefined) {
    const message = `the key ${shown(String(path.at(-1) ?? ''))} is missing`;
    return [{ path, code: 'missing-key', message, expected: expectedAt(path) }];
  }
  const code = issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value';
  const asked = issue.code === 'invalid_format' ? issue.message.replace(/^expected /, '') : expectedAt(path);
  return [{ path, code, message: `found ${shown(value)}`, expected: asked }];
}

/** A value as a unit, or what the schema has against it, in words that need no knowledge of the schema. */
export function asUnit(value: unknown): { unit: Unit } | { findings: Finding[] } {
  const result = unitSchema.safeParse(value);
  if (result.success) return { unit: result.data };
  return { findings: result.error.issues.flatMap((issue) => findingsOf(issue, value)) };
}
