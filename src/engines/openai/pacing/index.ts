import { DocumentError, KuError, Waiting } from '../../../errors.ts';
import { FormatRefused, OutputLimitRefused } from '../answer-format.ts';
import type { ChatReply, ChatRequest, Transport } from '../chat.ts';
import { Unanswered, type Wire } from '../wire.ts';
import { sleep } from './clock.ts';
import { createRun } from './run.ts';
import { type Pacing, usualPacing } from './settings.ts';

const firstBackoffMs = 500;
const longestBackoffMs = 30_000;

/**
 * Sends requests at the pace that the endpoint allows, and again where they come to nothing. Limits are those of the whole run: what
 * one request is told to wait, all wait. `attempts` of a reply and of a DocumentError counts the requests that were sent.
 */
export function paced(wire: Wire, settings: Partial<Pacing>): Transport {
  const pacing: Pacing = { ...usualPacing, ...settings };
  const run = createRun(pacing);

  /** The reply, or the milliseconds after which the request goes again. */
  async function sendOnce(course: Course): Promise<ChatReply | number> {
    const { request, signal } = course;
    const cost = run.tokensOf(request);
    const ticket = await run.gate.enter(cost, course.attempts > 0, signal);
    course.attempts += 1;
    try {
      const { headers, ...reply } = await wire(request, signal);
      run.answered(request, cost, reply.usage, headers);
      return { ...reply, attempts: course.attempts, fromCache: false, key: null, forget: () => undefined };
    } catch (error) {
      if (error instanceof Unanswered) return backoffAfter(error, ticket, course);
      if (!signal.aborted) run.answered(request, cost, null, null);
      throw withAttempts(error, course.attempts);
    } finally {
      run.gate.leave();
    }
  }

  function backoffAfter(error: Unanswered, ticket: number, course: Course): number {
    const isPaused = run.failed(error, ticket, course.attempts);
    if (error.reason === 'rate-limit') countTurnedAway(course, run.answers());
    else course.failures += 1;
    const retries = course.failures + course.turnedAway;
    if (retries > pacing.maxRetries) {
      throw run.isUnheard() ? unheard(error, ticket) : withAttempts(error.failure, course.attempts);
    }
    const waitMs = isPaused ? 0 : backoff(retries, pacing);
    pacing.onEvent({ kind: 'retry', reason: error.reason, waitMs });
    return waitMs;
  }

  async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { clock, drain } = pacing;
    try {
      await sleep(clock, milliseconds, drain === null ? signal : AbortSignal.any([signal, drain]));
    } catch (error) {
      throw signal.aborted ? error : new Waiting();
    }
  }

  return async (request, signal) => {
    const answersBefore = run.answers();
    const course: Course = { request, signal, attempts: 0, failures: 0, turnedAway: 0, answersBefore };
    for (;;) {
      const outcome = await sendOnce(course);
      if (typeof outcome !== 'number') return outcome;
      if (outcome > 0) await pauseFor(outcome, signal);
    }
  };
}

/** One request on its way, over all the times that it is sent. */
type Course = {
  request: ChatRequest;
  signal: AbortSignal;
  attempts: number;
  failures: number;
  /** Times in a row that it was turned away while nothing of the run was answered. */
  turnedAway: number;
  /** Answers that the run had when the request was last turned away. */
  answersBefore: number;
};

/** Where others get through, nothing is wrong with a request that was turned away but its turn. */
function countTurnedAway(course: Course, answers: number): void {
  course.turnedAway = answers === course.answersBefore ? course.turnedAway + 1 : 0;
  course.answersBefore = answers;
}

function unheard({ failure }: Unanswered, requests: number): KuError {
  const hint = `see that --base-url is right and that the server answers; ${failure.hint}`;
  return new KuError('endpoint', `none of ${requests} requests was answered: ${failure.message}`, hint, {
    cause: failure,
  });
}

/** Full jitter: anywhere between nothing and a span that doubles, so that what failed together doesn't come back together. */
function backoff(retries: number, { random, maxWaitMs }: Pacing): number {
  const span = Math.min(longestBackoffMs, maxWaitMs, firstBackoffMs * 2 ** Math.max(0, retries - 1));
  return Math.ceil(random() * span);
}

function withAttempts(error: unknown, attempts: number): unknown {
  if (error instanceof FormatRefused || error instanceof OutputLimitRefused) error.attempts = attempts;
  if (!(error instanceof DocumentError)) return error;
  const { code, message, hint, evidence, cause } = error;
  const said = attempts === 1 ? message : `${message} (${attempts} requests)`;
  return new DocumentError(code, said, hint, { attempts, evidence, cause });
}
