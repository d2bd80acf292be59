import { DocumentError } from '../errors.ts';
import type { Draft } from '../types/draft.ts';
import type { Answer, Engine, Target, Usage } from '../types/engine.ts';
import type { Sentence } from '../types/passage.ts';
import { addUsage, noUsage } from '../types/spending.ts';
import { mergeDrafts } from './merge.ts';

/**
 * What an engine claims about a passage. Where its answer is cut off also at a larger output limit, the passage is split at the
 * sentence nearest to its middle, each half is asked for, and split again if need be; the facts of the halves are merged, and cite
 * the sentences of the whole. What an engine wrote of a cut off answer is never used.
 */
export async function extractWhole(engine: Engine, target: Target, signal: AbortSignal): Promise<Answer> {
  try {
    return await engine.extract(target, signal);
  } catch (error) {
    const halves = halvesOf(target);
    if (!(error instanceof DocumentError) || error.code !== 'truncated' || halves === null) throw error;
    return inHalves(engine, halves, error, signal);
  }
}

async function inHalves(engine: Engine, halves: Target[], cutOff: DocumentError, signal: AbortSignal): Promise<Answer> {
  let whole: Answer = { draft: nothing, usage: sumOf(cutOff.evidence, null), attempts: cutOff.attempts };
  let sentencesBefore = 0;
  for (const half of halves) {
    const { draft, usage, attempts, ...made } = await extractWhole(engine, half, signal).catch((error: unknown) => {
      throw withSpent(error, whole);
    });
    const count = half.passage.sentences.length;
    whole = {
      ...made,
      draft: joined(whole.draft, citing(draft, sentencesBefore, count)),
      usage: sumOf(whole.usage, usage),
      attempts: whole.attempts + attempts,
    };
    sentencesBefore += count;
  }
  return whole;
}

function sumOf(...usages: (Usage | null)[]): Usage {
  const total = noUsage();
  for (const usage of usages) if (usage !== null) addUsage(total, usage);
  return total;
}

const nothing: Draft = { summary: null, entities: [], relations: [] };

function joined(first: Draft, second: Draft): Draft {
  const summaries = [first.summary, second.summary].filter((summary) => summary !== null);
  return { ...mergeDrafts(first, second), summary: summaries.length === 0 ? null : summaries.join(' ') };
}

/** The draft with its evidence in the numbers of the whole. What cites no sentence of its half must not come to cite one of the other. */
function citing(draft: Draft, sentencesBefore: number, count: number): Draft {
  const shifted = <Fact extends { evidence: number[] }>(fact: Fact): Fact => ({
    ...fact,
    evidence: fact.evidence.map((number) => (number >= 1 && number <= count ? sentencesBefore + number : noSentence)),
  });
  return {
    ...draft,
    entities: draft.entities.map((entity) => ({ ...entity, attributes: entity.attributes.map(shifted) })),
    relations: draft.relations.map(shifted),
  };
}

/** Sentences are numbered from 1. */
const noSentence = 0;

function halvesOf({ passage, ...rest }: Target): Target[] | null {
  const { sentences } = passage;
  const middle = passage.text.length / 2;
  const distance = (at: number) => Math.abs((sentences[at]?.start ?? Number.POSITIVE_INFINITY) - middle);
  let split = 1;
  for (let at = 2; at < sentences.length; at += 1) if (distance(at) < distance(split)) split = at;
  const second = sentences[split];
  if (second === undefined) return null;
  const half = (from: number, to: number, part: Sentence[]): Target => ({
    ...rest,
    passage: {
      ...passage,
      start: passage.start + from,
      end: passage.start + to,
      text: passage.text.slice(from, to),
      sentences: part.map((sentence) => ({ ...sentence, start: sentence.start - from, end: sentence.end - from })),
    },
  });
  return [
    half(0, second.start, sentences.slice(0, split)),
    half(second.start, passage.text.length, sentences.slice(split)),
  ];
}

/** What a document failed with, with all that was spent before. */
function withSpent(error: unknown, { usage, attempts }: Answer): unknown {
  if (!(error instanceof DocumentError)) return error;
  const { code, message, hint, cause } = error;
  const evidence = error.evidence ?? { answers: [], finishReason: null, problems: [], ...noUsage() };
  return new DocumentError(code, message, hint, {
    attempts: attempts + error.attempts,
    cause,
    evidence: { ...evidence, ...sumOf(evidence, usage) },
  });
}
