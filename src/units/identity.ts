import { hash } from 'node:crypto';
import type { Unit } from '../types/unit.ts';

/** Hexadecimal digits of the digest that an id keeps: 128 bits. */
const idDigits = 32;

function canonicalObject(value: object): string {
  const object: Record<string, unknown> = { ...value };
  let members = '';
  // Without a function to compare by, `sort` compares code units.
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(object[key])}`;
  }
  return `{${members}}`;
}

/**
 * One value, one text (the idea of RFC 8785): keys sorted by UTF-16 code unit, no spaces, arrays in their order, numbers and
 * strings as `JSON.stringify` writes them (so -0 is 0, and a lone surrogate is escaped). Keys whose value is undefined are
 * left out, as in JSON. Throws a TypeError for what JSON cannot hold: NaN, an infinity, a bigint, a function, a symbol.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON has no ${typeof value}`);
  return text;
}

/**
 * The id of a unit: `ku_` and the first 32 hexadecimal digits of the SHA-256, over the UTF-8 of the canonical JSON, of
 * `[document.sha256, passage.start, passage.end, summary, entities, relations]`. What else a unit holds (credit, audit,
 * provenance) says nothing about the content and does not change the id.
 */
export function unitId(unit: Omit<Unit, 'id'> | Unit): string {
  const { document, passage, summary, entities, relations } = unit;
  const content = canonicalJson([document.sha256, passage.start, passage.end, summary, entities, relations]);
  return `ku_${hash('sha256', content).slice(0, idDigits)}`;
}
