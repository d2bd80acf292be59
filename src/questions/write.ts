import { DocumentError } from '../errors.ts';
import { splitSentences } from '../text/sentences.ts';
import type { Document } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import type { QuestionModel, Stem } from '../types/question-step.ts';
import type { Candidate, DropReason, Source } from './candidate.ts';
import { checkerOf } from './checks.ts';
import { planOf } from './plan.ts';
import { screen } from './screen.ts';
import { type Asking, allOf, withWrongOptions } from './wrong-options.ts';

export type WriteOptions = {
  model: QuestionModel;
  perDocument: number;
  /** One call for stems, keys and wrong options together. */
  quick: boolean;
  /** Whether the model sits each question with the text and without. */
  screened: boolean;
  signal: AbortSignal;
};

/** A question that passed everything, its options not yet in an order. */
export type Written = { candidate: Candidate; stratum: Question['stratum'] };

/** What came of one document. */
export type DocumentQuestions = {
  source: Source;
  written: Written[];
  dropped: DropReason[];
  /** The file that they were taken from; absent of those that were written. */
  from?: { name: string; sha256: string };
};

/**
 * Writes questions about one document and throws those away that a check, a judge or the screening finds fault with.
 * @throws DocumentError where the model gives no stems that can be used
 */
export async function writeQuestions(document: Document, options: WriteOptions): Promise<DocumentQuestions> {
  const source = sourceOf(document);
  const check = checkerOf(source);
  const asking = { model: options.model, source, check, signal: options.signal };
  const stems = await stemsOf(asking, options);
  const asked = stems.slice(0, options.perDocument);
  const dropped: DropReason[] = stems.slice(options.perDocument).map(() => 'surplus');
  const written: Written[] = [];
  const seen = new Set<string>();
  const judged = await allOf(asked.map((stem) => judge(stem, { asking, options, seen })));
  for (const result of judged) {
    if (typeof result === 'string') dropped.push(result);
    else written.push(result);
  }
  return { source, written, dropped };
}

export function sourceOf({ id, sha256, text, domain }: Document): Source {
  const sentences = splitSentences(text).map((sentence) => sentence.text);
  return { id, sha256, sentences, ...(domain === undefined ? {} : { domain }) };
}

type Begun = Stem | Candidate;

async function stemsOf({ model, source, signal }: Asking, { perDocument, quick }: WriteOptions): Promise<Begun[]> {
  const input = { sentences: source.sentences, task: planOf(source.sentences.length, perDocument) };
  const { questions } = await model.ask(quick ? 'quick' : 'stems', input, signal);
  return questions;
}

type Judging = {
  asking: Asking;
  options: WriteOptions;
  /** Stems of the document so far. */
  seen: Set<string>;
};

/** One question to its end. What a model can't answer costs the question, not the document. */
async function judge(begun: Begun, { asking, options, seen }: Judging): Promise<Written | DropReason> {
  const stem = begun.stem.trim().toLowerCase();
  if (seen.has(stem)) return 'twice';
  seen.add(stem);
  const { check } = asking;
  const early = check.stem(begun);
  if (early !== null) return early;
  try {
    const candidate = 'wrong' in begun ? begun : await withWrongOptions(begun, asking);
    if (typeof candidate === 'string') return candidate;
    const tidy = trimmed(candidate);
    const reason = check.whole(tidy);
    if (reason !== null) return reason;
    return await withStratum(tidy, options.screened ? asking : null);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return 'no-answer';
  }
}

/** What the screening makes of a question; without an asking it is left out. */
export async function withStratum(candidate: Candidate, asking: Asking | null): Promise<Written | DropReason> {
  const found = asking === null ? 'unscreened' : await screen(candidate, asking);
  return isStratum(found) ? { candidate, stratum: found } : found;
}

const isStratum = (found: Question['stratum'] | DropReason): found is Question['stratum'] =>
  found === 'open' || found === 'guessable' || found === 'unscreened';

const trimmed = ({ kind, evidence, stem, key, wrong }: Candidate): Candidate => ({
  kind,
  evidence: [...new Set(evidence)].sort((one, other) => one - other),
  stem: stem.trim(),
  key: key.trim(),
  wrong: wrong.map((option) => option.trim()),
});
