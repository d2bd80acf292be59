import type { Reading } from '../types/document.ts';
import { creditFrom, domainFrom, ownId } from './credit.ts';
import { documentReading } from './document.ts';
import { failureAt, type Origin } from './failures.ts';
import { type Fields, type Lookup, lookupIn, namedField } from './fields.ts';

export type RecordOptions = { textField: string | null; maxBytes: number };

/**
 * The document that a record makes, or the failure that it is. `origin.id` holds where the record has no id of its own.
 * A record is an object, or a string that is the text itself.
 */
export function recordReading(record: unknown, what: string, origin: Origin, options: RecordOptions): Reading {
  if (typeof record === 'string')
    return recordReading({ [options.textField ?? 'text']: record }, what, origin, options);
  if (!isFields(record)) {
    return failureAt(
      origin,
      'bad-record',
      `the ${what} is not an object`,
      'give one object with a text field for each document',
    );
  }
  const lookup = lookupIn(record);
  const named: Origin = { id: ownId(lookup) ?? origin.id, place: origin.place };
  const text = recordText(record, options.textField, lookup);
  if (text === null) return withoutText(named, what, Object.keys(record), options.textField);
  const reading = documentReading(named, what, text, creditFrom(lookup), options.maxBytes);
  if (reading.kind !== 'document') return reading;
  return { kind: 'document', document: { ...reading.document, ...domainFrom(lookup) } };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a record: the first field that has one, a blank one where there is nothing else; null without any. */
export function recordText(record: Fields, textField: string | null, lookup: Lookup = lookupIn(record)): string | null {
  const values = textField === null ? lookup('text') : [namedField(record, textField)];
  const texts = values.map(textOf).filter((text) => text !== null);
  return texts.find((text) => text.trim() !== '') ?? texts[0] ?? null;
}

/** A string, or an array of paragraphs that are strings or objects with a `text`. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const paragraphs = value.map((item: unknown) => (isFields(item) ? item.text : item));
  return paragraphs.every((item) => typeof item === 'string') ? paragraphs.join('\n\n') : null;
}

/** The records of a file of several; null where the whole is one record. */
export function recordsOf(content: unknown, textField: string | null): unknown[] | null {
  if (Array.isArray(content)) return content;
  if (!isFields(content) || recordText(content, textField) !== null) return null;
  const arrays = Object.values(content).filter(Array.isArray);
  const [only] = arrays;
  return arrays.length === 1 && only !== undefined && only.some((item) => isFields(item)) ? only : null;
}

const shownNames = 12;
const shownLength = 40;

export function withoutText(origin: Origin, what: string, names: string[], textField: string | null): Reading {
  const shown = names
    .slice(0, shownNames)
    .map((name) => (name.length > shownLength ? `${name.slice(0, shownLength)}…` : name));
  const found =
    shown.length === 0 ? 'it has no fields' : `it has ${shown.join(', ')}${names.length > shownNames ? ', …' : ''}`;
  const message =
    textField === null
      ? `the ${what} has no field that holds its text`
      : `the ${what} has no text in a field "${textField}"`;
  return failureAt(origin, 'no-text', `${message}; ${found}`, 'name the field that holds the text with --text-field');
}
