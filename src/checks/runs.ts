import { isExempt } from './exemption.ts';
import type { Field, View } from './fields.ts';
import { remembered } from './remembered.ts';
import type { DocumentSource, PassageSource } from './source.ts';

/** A run of words that a draft shares with the document. */
export type CopiedRun = {
  length: number;
  exempt: boolean;
  /** The fields that it runs through; several where it goes on in the next field of a fact. */
  fields: Field[];
  /** The fact or, for a field on its own, the field. */
  pointer: string;
  /** What has to go for it, and where that is. */
  owner: Pick<Field, 'what' | 'target'>;
  /** Words that are copied, by field: first word and number of words. */
  parts: { field: Field; start: number; length: number }[];
  /** How the source has it, for the model and for a user who asks. */
  wording(): string;
};

/** Words of the shortest run that is looked for: shorter ones have at most two content words, and are exempt. */
const shortest = 3;

/** All maximal runs of three words and more: within each field, and across the neighbouring fields of each fact. */
export const copiedRuns = (source: PassageSource, view: View): CopiedRun[] => runsOf(view, source.document);

const runsOf = remembered((view: View, document: DocumentSource): CopiedRun[] => {
  const runs: CopiedRun[] = [];
  for (const field of view.fields) {
    if (field.words.length >= shortest) runs.push(...runsIn(document, field.words, [field], field));
  }
  for (const fact of view.facts) {
    const words = wordsOf(fact.reading);
    if (words.length < shortest) continue;
    const owner = { pointer: fact.pointer, what: fact.what, target: fact.pointer };
    for (const run of runsIn(document, words, fact.reading, owner)) if (run.fields.length > 1) runs.push(run);
  }
  return runs;
});

type Owner = Pick<Field, 'pointer' | 'what' | 'target'>;

function wordsOf(fields: readonly Field[]): string[] {
  const words: string[] = [];
  for (const field of fields) for (const word of field.words) words.push(word);
  return words;
}

/** @param words those of the fields, in their order */
function runsIn(
  document: DocumentSource,
  words: readonly string[],
  fields: readonly Field[],
  owner: Owner,
): CopiedRun[] {
  return document.index.sharedRuns(words, shortest).map((run) => {
    const parts = partsOf(fields, run.start, run.length);
    return {
      length: run.length,
      exempt: isExempt(document.setAside, document.words, run.sourceStart, run.length),
      fields: parts.map((part) => part.field),
      pointer: owner.pointer,
      owner: { what: owner.what, target: owner.target },
      parts,
      wording: () => wordingOf(document, run.sourceStart, run.length),
    };
  });
}

function wordingOf(document: DocumentSource, start: number, length: number): string {
  const first = document.words.at(start);
  const last = document.words.at(start + length - 1);
  return first === undefined || last === undefined ? '' : document.text.slice(first.start, last.end);
}

function partsOf(fields: readonly Field[], start: number, length: number): CopiedRun['parts'] {
  const parts: CopiedRun['parts'] = [];
  let offset = 0;
  for (const field of fields) {
    const from = Math.max(start, offset);
    const to = Math.min(start + length, offset + field.words.length);
    if (from < to) parts.push({ field, start: from - offset, length: to - from });
    offset += field.words.length;
  }
  return parts;
}
