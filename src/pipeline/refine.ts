import {
  dropFailing,
  findFindings,
  measureDraft,
  missingList,
  type Remaining,
  structureDraft,
} from '../checks/index.ts';
import { DocumentError } from '../errors.ts';
import type { Checked, Dropped } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Answer, Engine, Target, Usage } from '../types/engine.ts';
import type { Finding } from '../types/finding.ts';
import type { Repair } from '../types/repair.ts';
import { addCalls, noUsage, type Spending } from '../types/spending.ts';
import { inCanonicalOrder } from '../units/canonical-order.ts';
import { mergeDrafts } from './merge.ts';
import { findingsAfter } from './pointers.ts';
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

export const usualRefinement: Refinement = { repairs: 3, passes: 2, gate: 'fail', strict: false };

/** A draft that was held against its text, in canonical order, with what that took. */
export type Refined = {
  checked: Checked;
  /** What each kind of call took, that for the draft among them. */
  spending: Spending;
  /** What a user wants to know of it: calls that came to nothing, and why, and passages without a fact. */
  notes: string[];
  /** Whether no call came to nothing: what an endpoint failed to answer it may answer in another run. */
  isSettled: boolean;
};

type Work = {
  target: Target;
  engine: Engine;
  refinement: Refinement;
  signal: AbortSignal;
  draft: Draft;
  /** What the checks say of `draft`, always of this one. */
  findings: Finding[];
  dropped: Dropped[];
  repairs: number;
  spending: Spending;
  notes: string[];
  isSettled: boolean;
};

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
  const spending: Spending = {};
  addCalls(spending, 'extract', answer.usage, answer.attempts);
  const { draft, dropped } = structureDraft(answer.draft, target.passage.sentences.length);
  const work: Work = {
    target,
    engine,
    refinement,
    signal,
    draft,
    findings: [],
    dropped,
    repairs: 0,
    spending,
    notes: [],
    isSettled: true,
  };
  settle(work, draft);
  await repairRounds(work);
  dropWhatFails(work);
  for (let pass = 1; pass < refinement.passes; pass += 1) {
    if (!(await lookAgain(work))) break;
    await repairRounds(work);
    dropWhatFails(work);
  }
  const { findings, repairs, notes, isSettled } = work;
  if (!hasFacts(work.draft)) notes.push('no fact of it is left: nothing was found, or all that was found was dropped');
  const checked = { draft: work.draft, findings, dropped, repairs, ...measureDraft(target, work.draft) };
  return { checked, spending, notes, isSettled };
}

const hasFacts = ({ entities, relations }: Draft): boolean =>
  relations.length > 0 || entities.some(({ attributes }) => attributes.length > 0);

/** Makes a sound draft the one that is worked on. Canonical order, so that findings point into what is published. */
function settle(work: Work, draft: Draft): void {
  work.draft = inCanonicalOrder(draft);
  work.findings = findingsOf(work, work.draft);
}

/**
 * Among fewer words the share of copied ones is larger, and in a document an entity that the passage does not name goes with its
 * facts; nothing else that the checks say of a fact rests on the others.
 */
function settleDropped(work: Work, { draft, dropped }: Remaining): void {
  const findings = findingsAfter(work.findings, dropped);
  const isAlone = work.target.passage.setting === undefined;
  if (!isAlone || findings.some(({ check }) => check === 'copied-wording')) settle(work, draft);
  else Object.assign(work, { draft: inCanonicalOrder(draft), findings });
}

const findingsOf = ({ target, refinement }: Work, draft: Draft): Finding[] =>
  findFindings(target, draft, { strict: refinement.strict });

const failing = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'fail');

/** What a repair is asked for: what fails, and once, runs of words that would pass with a warning. */
const unwanted = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity, check }) => severity === 'fail' || check === 'copied-wording');

const structured = ({ target }: Work, draft: Draft) => structureDraft(draft, target.passage.sentences.length);

function dropWhatFails(work: Work): void {
  if (work.refinement.gate === 'warn') return;
  // What is dropped can take with it what another fact rested on, so it goes on until nothing fails.
  for (let findings = failing(work.findings); findings.length > 0; findings = failing(work.findings)) {
    const remaining = dropFailing(work.draft, findings);
    work.dropped.push(...remaining.dropped);
    settleDropped(work, remaining);
  }
}

async function repairRounds(work: Work): Promise<void> {
  const { engine, target, signal } = work;
  if (engine.repair === undefined) return;
  for (let round = 0; round < work.refinement.repairs; round += 1) {
    const requests = requestsFor(work.draft, round === 0 ? unwanted(work.findings) : failing(work.findings));
    if (requests.length === 0) return;
    const failed = requests.map(({ request }) => request);
    const answer = await unlessDocumentError(engine.repair(target, failed, signal), work, 'repair');
    if (answer === null) return;
    for (const { request, pointer } of requests) {
      const repair = answer.repairs.find(({ index }) => index === request.index);
      if (repair !== undefined) accept(work, pointer, repair);
    }
    settle(work, structured(work, work.draft).draft);
  }
}

/** A repair is taken only if it changes nothing but what was found, removes the findings of its fact and adds none anywhere. */
function accept(work: Work, pointer: string, repair: Repair): void {
  const before = unwanted(work.findings);
  const own = before.filter((finding) => repairedAt(finding) === pointer);
  const candidate =
    repair.fact === null ? null : replaceAt(work.draft, pointer, repair.fact, own, citedText(work, own));
  if (candidate === null || structured(work, candidate).dropped.length > 0) return;
  const known = new Set(before.map(keyOf));
  const after = findingsOf(work, candidate);
  if (unwanted(after).some((finding) => repairedAt(finding) === pointer || !known.has(keyOf(finding)))) return;
  work.draft = candidate;
  work.findings = after;
  work.repairs += 1;
}

/** The sentences that what failed cites; a summary cites none, and stands for all. */
function citedText({ target }: Work, findings: readonly Finding[]): string {
  const cited = new Set(findings.flatMap(({ evidence }) => evidence));
  const { sentences, text } = target.passage;
  return cited.size === 0
    ? text
    : sentences
        .filter((_, at) => cited.has(at + 1))
        .map((one) => one.text)
        .join('\n');
}

const keyOf = ({ check, pointer }: Finding): string => `${check} ${pointer}`;

/** One more pass over what no fact says; false where there is nothing to ask for, or nothing came of it. */
async function lookAgain(work: Work): Promise<boolean> {
  const { engine, target, draft, signal } = work;
  if (engine.complete === undefined) return false;
  const missing = missingList(target, draft);
  if (missing.length === 0) return false;
  const answer = await unlessDocumentError(engine.complete(target, draft, missing, signal), work, 'missing');
  if (answer === null) return false;
  const added = structured(work, answer.draft);
  work.dropped.push(...added.dropped);
  settle(work, structured(work, mergeDrafts(draft, added.draft)).draft);
  return JSON.stringify(work.draft) !== JSON.stringify(draft);
}

const purposes = { repair: 'repair', missing: 'a second look' };

/** The usage of a call that came to nothing counts too; only what ends the run, or the signal, ends the document. */
async function unlessDocumentError<Value extends { usage: Usage; attempts: number }>(
  asked: Promise<Value>,
  work: Work,
  kind: keyof typeof purposes,
): Promise<Value | null> {
  try {
    const answer = await asked;
    addCalls(work.spending, kind, answer.usage, answer.attempts);
    return answer;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    addCalls(work.spending, kind, error.evidence ?? noUsage(), error.attempts);
    work.isSettled = false;
    work.notes.push(`a call for ${purposes[kind]} came to nothing: ${error.code}: ${error.message}`);
    return null;
  }
}
