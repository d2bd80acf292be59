import { DocumentError } from '../errors.ts';
import { splitSentences } from '../text/sentences.ts';
import type { Document } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import type { QuestionModel, Stem } from '../types/question-step.ts';
import type { Candidate, DropReason, Source } from './candidate.ts';
import { type Checker, checkerOf } from './checks.ts';
import { type Plan, planOf } from './plan.ts';
import { screen } from './screen.ts';
import { isCrowded, type Spread, spreadOver } from './spread.ts';
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
  const spread = spreadOver(source.sentences.length, options.perDocument);
  const sieve: Sieve = { check, seen: new Set(), spread };
  const stems = await stemsOf(asking, options, planOf(source.sentences.length, options.perDocument));
  const dropped: DropReason[] = stems.slice(options.perDocument).map(() => 'surplus');
  const begun = sifted(stems.slice(0, options.perDocument), sieve, dropped);
  const crowded = dropped.filter(isCrowded).length;
  if (crowded > 0 && !options.quick) {
    const others = await othersOf(asking, options, spread.rest(crowded));
    begun.push(...sifted(others, sieve, dropped));
  }
  const written: Written[] = [];
  for (const result of await allOf(begun.map((one) => finished(one, asking, options)))) {
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

async function stemsOf({ model, source, signal }: Asking, { quick }: WriteOptions, task: Plan): Promise<Begun[]> {
  const { questions } = await model.ask(quick ? 'quick' : 'stems', { sentences: source.sentences, task }, signal);
  return questions;
}

/** In place of questions that were too many of their like, once; without an answer there are fewer. */
async function othersOf(asking: Asking, options: WriteOptions, plan: Plan): Promise<Begun[]> {
  try {
    return (await stemsOf(asking, options, plan)).slice(0, plan.questions);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return [];
  }
}

type Sieve = {
  check: Checker;
  /** Stems of the document so far. */
  seen: Set<string>;
  spread: Spread;
};

/** Those that nothing can be said against yet, in their order; why the others are dropped is added to `dropped`. */
function sifted(stems: readonly Begun[], { check, seen, spread }: Sieve, dropped: DropReason[]): Begun[] {
  return stems.filter((begun) => {
    const stem = begun.stem.trim().toLowerCase();
    const isNew = !seen.has(stem);
    seen.add(stem);
    const early = isNew ? ('wrong' in begun ? check.whole(trimmed(begun)) : check.stem(begun)) : 'twice';
    const reason = early ?? spread.take(begun);
    if (reason !== null) dropped.push(reason);
    return reason === null;
  });
}

/** One question to its end. What a model can't answer costs the question, not the document. */
async function finished(begun: Begun, asking: Asking, { screened }: WriteOptions): Promise<Written | DropReason> {
  try {
    const candidate = 'wrong' in begun ? begun : await withWrongOptions(begun, asking);
    if (typeof candidate === 'string') return candidate;
    const tidy = trimmed(candidate);
    const reason = asking.check.whole(tidy);
    if (reason !== null) return reason;
    return await withStratum(tidy, screened ? asking : null);
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
