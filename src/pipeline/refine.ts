import { dropFailing, findFindings, missingList, structureDraft } from '../checks/index.ts';
import { DocumentError } from '../errors.ts';
import type { Dropped } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Answer, Engine, Target, Usage } from '../types/engine.ts';
import type { Finding } from '../types/finding.ts';
import type { Repair } from '../types/repair.ts';
import { mergeDrafts } from './merge.ts';
import { repairedAt, replaceAt, requestsFor } from './repairable.ts';

/** How far a draft is refined. */
export type Refinement = {
  /** Rounds of repair that a draft gets at most. */
  repairs: number;
  /** Looks at a passage: 1 is no second look at what is missing. */
  passes: number;
  /** `warn` publishes what fails, with its findings; `fail` drops and lists it. */
  gate: 'fail' | 'warn';
  /** What would be marked as inferred is dropped. */
  strict: boolean;
};

/** A draft that was held against its text, with what that took. */
export type Refined = {
  draft: Draft;
  dropped: Dropped[];
  repairs: number;
  usage: Usage;
  attempts: number;
  /** Calls that came to nothing, and why. */
  notes: string[];
};

type Work = Refined & { target: Target; engine: Engine; refinement: Refinement; signal: AbortSignal };

/**
 * Checks a draft against its passage, sends back what fails, looks for what is missing, and drops what still fails. A call that
 * fails ends the refinement, not the document: the draft goes on as far as it got.
 */
export async function refine(
  target: Target,
  answer: Answer,
  engine: Engine,
  refinement: Refinement,
  signal: AbortSignal,
): Promise<Refined> {
  const { draft, dropped } = structureDraft(answer.draft, target.passage.sentences.length);
  const work: Work = {
    target,
    engine,
    refinement,
    signal,
    draft,
    dropped,
    repairs: 0,
    usage: { ...answer.usage },
    attempts: answer.attempts,
    notes: [],
  };
  await repairRounds(work);
  dropWhatFails(work);
  for (let pass = 1; pass < refinement.passes; pass += 1) {
    if (!(await lookAgain(work))) break;
    await repairRounds(work);
    dropWhatFails(work);
  }
  const { repairs, usage, attempts, notes } = work;
  return { draft: work.draft, dropped: work.dropped, repairs, usage, attempts, notes };
}

const failing = ({ target, refinement }: Work, draft: Draft): Finding[] =>
  findFindings(target, draft, { strict: refinement.strict }).filter(({ severity }) => severity === 'fail');

function dropWhatFails(work: Work): void {
  if (work.refinement.gate === 'warn') return;
  // What is dropped can take with it what an other fact rested on, so it goes on until nothing fails.
  for (let findings = failing(work, work.draft); findings.length > 0; findings = failing(work, work.draft)) {
    const remaining = dropFailing(work.draft, findings);
    work.draft = remaining.draft;
    work.dropped.push(...remaining.dropped);
  }
}

async function repairRounds(work: Work): Promise<void> {
  const { engine, target, signal } = work;
  if (engine.repair === undefined) return;
  for (let round = 0; round < work.refinement.repairs; round += 1) {
    const findings = failing(work, work.draft);
    const requests = requestsFor(work.draft, findings);
    if (requests.length === 0) return;
    const failed = requests.map(({ request }) => request);
    const answer = await unlessDocumentError(engine.repair(target, failed, signal), work, 'repair');
    if (answer === null) return;
    for (const { request, pointer } of requests) {
      const repair = answer.repairs.find(({ index }) => index === request.index);
      if (repair !== undefined) accept(work, pointer, repair);
    }
    work.draft = structureDraft(work.draft, sentenceCount(work)).draft;
  }
}

/** A repair is taken only if it changes nothing but what was found, removes the findings of its fact and adds none anywhere. */
function accept(work: Work, pointer: string, repair: Repair): void {
  const before = failing(work, work.draft);
  const own = before.filter((finding) => repairedAt(finding) === pointer);
  const candidate = repair.fact === null ? null : replaceAt(work.draft, pointer, repair.fact, own);
  if (candidate === null || structureDraft(candidate, sentenceCount(work)).dropped.length > 0) return;
  const known = new Set(before.map(keyOf));
  const after = failing(work, candidate);
  if (after.some((finding) => repairedAt(finding) === pointer || !known.has(keyOf(finding)))) return;
  work.draft = candidate;
  work.repairs += 1;
}

const sentenceCount = ({ target }: Work): number => target.passage.sentences.length;

const keyOf = ({ check, pointer }: Finding): string => `${check} ${pointer}`;

/** One more pass over what no fact says; false where there is nothing to ask for, or nothing came of it. */
async function lookAgain(work: Work): Promise<boolean> {
  const { engine, target, draft, signal } = work;
  const missing = missingList(target, draft);
  if (engine.complete === undefined || missing.length === 0) return false;
  const answer = await unlessDocumentError(engine.complete(target, draft, missing, signal), work, 'a second look');
  if (answer === null) return false;
  const sound = structureDraft(answer.draft, target.passage.sentences.length);
  work.dropped.push(...sound.dropped);
  const merged = structureDraft(mergeDrafts(draft, sound.draft), target.passage.sentences.length).draft;
  const isNew = JSON.stringify(merged) !== JSON.stringify(draft);
  work.draft = merged;
  return isNew;
}

/** The usage of a call that came to nothing counts too; only what ends the run, or the signal, ends the document. */
async function unlessDocumentError<Value extends { usage: Usage; attempts: number }>(
  asked: Promise<Value>,
  work: Work,
  purpose: string,
): Promise<Value | null> {
  try {
    const answer = await asked;
    spend(work, answer.usage, answer.attempts);
    return answer;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { inputTokens = 0, outputTokens = 0 } = error.evidence ?? {};
    spend(work, { inputTokens, outputTokens }, error.attempts);
    work.notes.push(`a call for ${purpose} came to nothing: ${error.code}: ${error.message}`);
    return null;
  }
}

function spend(work: Work, usage: Usage, attempts: number): void {
  work.usage.inputTokens += usage.inputTokens;
  work.usage.outputTokens += usage.outputTokens;
  work.attempts += attempts;
}
