import type { Fault, QuestionModel, Stem } from '../types/question-step.ts';
import type { Candidate, DropReason, Source } from './candidate.ts';
import type { Checker } from './checks.ts';
import { errorTypes, proposedEach } from './errors-of-options.ts';
import { foldedOption } from './wording.ts';

/** Times that wrong options are rewritten before a question is given up, and the score that is good enough. */
const refiningRounds = 2;
const enough = 4;

/** A step of the model about one document. */
export type Asking = { model: QuestionModel; source: Source; check: Checker; signal: AbortSignal };

/** Wrong options for a stem: proposed by type of error, chosen, judged, and rewritten where the judge says so. */
export async function withWrongOptions(stem: Stem, asking: Asking): Promise<Candidate | DropReason> {
  const proposed = await propose(stem, asking);
  if (proposed.length < 3) return 'options';
  const wrong = await select(stem, proposed, asking);
  return wrong.length === 3 ? refine({ ...stem, wrong }, asking) : 'options';
}

/** Waits for all, also where one of them fails: nothing is in flight when an error goes on its way. */
export async function allOf<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Options that no check could let pass are not put before the selector. */
async function propose(stem: Stem, { model, source, check, signal }: Asking): Promise<string[]> {
  const answers = await allOf(
    Object.values(errorTypes).map((error) => {
      const { kind: _, ...asked } = stem;
      const task = { ...asked, error, options: proposedEach, characters: [...stem.key].length };
      return model.ask('proposer', { sentences: source.sentences, task }, signal);
    }),
  );
  const options = answers.flatMap((answer) => answer.options).map((option) => option.trim());
  // Of those that are one, the first as it was written.
  const different = new Map(options.toReversed().map((option) => [foldedOption(option), option]));
  return [...new Set(options)].filter(
    (option) => different.get(foldedOption(option)) === option && check.option(stem, option) === null,
  );
}

async function select(stem: Stem, proposed: string[], { model, source, signal }: Asking): Promise<string[]> {
  const task = { stem: stem.stem, key: stem.key, evidence: stem.evidence, candidates: numbered(proposed) };
  const { chosen } = await model.ask('selector', { sentences: source.sentences, task }, signal);
  return [...new Set(chosen)].flatMap((number) => proposed[number - 1] ?? []);
}

async function refine(first: Candidate, asking: Asking): Promise<Candidate | DropReason> {
  let candidate = first;
  for (let round = 0; ; round += 1) {
    const { score, faults } = await ask('evaluator', candidate, {}, asking);
    if (score >= enough) return candidate;
    if (round === refiningRounds || faults.length === 0) return 'defensible';
    const { rewritten } = await ask('refiner', candidate, { faults }, asking);
    candidate = { ...candidate, wrong: rewrittenOf(candidate.wrong, rewritten, faults) };
  }
}

function ask<Step extends 'evaluator' | 'refiner'>(
  step: Step,
  { stem, key, evidence, wrong }: Candidate,
  more: object,
  { model, source, signal }: Asking,
) {
  const task = { stem, key, evidence, wrong: numbered(wrong), ...more };
  return model.ask(step, { sentences: source.sentences, task }, signal);
}

/** Options that no fault is about stay as they are, whatever the refiner says. */
function rewrittenOf(
  wrong: readonly string[],
  rewritten: readonly { option: number; text: string }[],
  faults: readonly Fault[],
): string[] {
  const named = new Set(faults.map(({ option }) => option));
  return wrong.map((text, at) => {
    const found = rewritten.find(({ option }) => option === at + 1 && named.has(option));
    return found?.text.trim() || text;
  });
}

const numbered = (options: readonly string[]) => options.map((text, at) => ({ option: at + 1, text }));
