import { jaccard, ngramHashes, wordHashes } from '../text/copying.ts';
import { decimalOf } from '../text/decimal.ts';
import { indexNumbers, type NumberIndex } from '../text/number-match.ts';
import { type NumberMention, readingsOf } from '../text/number-mention.ts';
import type { CopyFigures, NumberFigures } from '../types/checked.ts';
import type { Field, View } from './fields.ts';
import { isImplied } from './implied.ts';
import { remembered } from './remembered.ts';
import { type CopiedRun, copiedRuns } from './runs.ts';
import type { PassageSource } from './source.ts';

/** Words from which on a shared run counts for the copied share. */
const countedRun = 6;

/** What is copied, measured over all text fields of a draft against the document (n-grams: against the passage). */
export function copyFigures(source: PassageSource, view: View): CopyFigures {
  const runs = copiedRuns(source, view).filter((run) => !run.exempt);
  const hashes = view.fields.map((field) => wordHashes(field.words));
  return {
    longestCopiedRun: runs.reduce((longest, run) => Math.max(longest, run.length), 0),
    copiedShare: rounded(copiedShare(view, runs)),
    ngram5: overlap(source, hashes, 5),
    ngram7: overlap(source, hashes, 7),
    ngram11: overlap(source, hashes, 11),
  };
}

/** Share of the words of all texts that stand in one of these runs of six words or more, 0 to 1. */
export function copiedShare(view: Pick<View, 'fields'>, runs: readonly CopiedRun[]): number {
  const marked = new Map<Field, Uint8Array>();
  for (const run of runs) if (run.length >= countedRun) mark(marked, run.parts);
  const total = view.fields.reduce((sum, field) => sum + field.words.length, 0);
  const copied = [...marked.values()].reduce((sum, words) => sum + words.reduce((count, one) => count + one, 0), 0);
  return total === 0 ? 0 : copied / total;
}

function mark(marked: Map<Field, Uint8Array>, parts: CopiedRun['parts']): void {
  for (const { field, start, length } of parts) {
    const words = marked.get(field) ?? new Uint8Array(field.words.length);
    words.fill(1, start, start + length);
    marked.set(field, words);
  }
}

function overlap(source: PassageSource, fields: readonly Int32Array[], size: number): number {
  const own = ngramHashes(fields, size);
  // Most drafts have no text so long, and then nothing has to be known of the source.
  return own.length === 0 ? 0 : rounded(jaccard(source.ngrams(size), own));
}

/** Four decimals are what a reader can use, and all that is published. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * Numbers that the passage states (each value with its unit once; in passing, in names, formulas and references not
 * counted), those of them that the draft has, and numbers of the draft that the passage has not.
 */
export function numberFigures(source: PassageSource, view: View): NumberFigures {
  const drafted = draftedNumbers(view);
  const typed = typedValues(view);
  const stated = distinct(source.numbers.mentions.filter(isStated));
  const isKept = (mention: NumberMention): boolean =>
    drafted.presence(mention) === 'same' || readingsOf(mention).some((value) => typed.has(value));
  const drifted = distinct(drafted.mentions.filter(isStated)).filter(
    (mention) => source.numbers.presence(mention) !== 'same' && !isImplied(mention, source),
  );
  return { stated: stated.length, kept: stated.filter(isKept).length, drifted: drifted.length };
}

/** All numbers of a draft, as the passage's are asked for. */
export const draftedNumbers = remembered(
  (view: View): NumberIndex =>
    indexNumbers(
      () => view.fields.map((field) => field.text).join('\n'),
      view.fields.flatMap((field) => field.numbers()),
    ),
);

/** Numbers that count as a statement of their own. */
export const isStated = (mention: NumberMention): boolean => mention.kind === 'number' && !mention.soft;

function distinct(mentions: NumberMention[]): NumberMention[] {
  const byKey = new Map(mentions.map((mention) => [`${mention.value} ${mention.unit ?? ''}`, mention]));
  return [...byKey.values()];
}

/** The numbers of the typed quantities, as canonical decimals. */
export function typedValues(view: View): Set<string> {
  const values = new Set<string>();
  for (const { quantity } of view.facts) {
    for (const value of [quantity?.value, quantity?.upper, quantity?.uncertainty]) {
      const decimal = value == null ? null : decimalOf(value);
      if (decimal !== null) values.add(decimal);
    }
  }
  return values;
}
