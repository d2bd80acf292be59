import { DocumentError } from '../../errors.ts';
import type { Message } from '../../prompt/messages.ts';
import type { Usage } from '../../types/engine.ts';
import type { Evidence } from '../../types/failure.ts';
import { addUsage, noUsage } from '../../types/spending.ts';
import { OutputLimitRefused } from './answer-format.ts';
import type { ChatReply } from './chat.ts';
import { readJson } from './read-json.ts';

/** A model is told what was wrong with its answer this many times. */
const askedAgainAtMost = 2;
/** An output limit is raised to so many times what an answer had when it was cut off, and at least so far. */
const raisedBy = 4;
const leastRaisedLimit = 8192;
/** Problems named to the model at a time; a broken shape repeats itself in every item. */
const problemsNamed = 12;

export type Conversation<Value> = {
  messages: Message[];
  /** Null leaves the output limit to the endpoint. */
  send: (messages: Message[], maxOutputTokens: number | null) => Promise<ChatReply>;
  validate: (json: unknown) => { value: Value } | { problems: string[] };
  askAgain: (problems: string[]) => string;
};

/** `attempts` counts every request that was sent, also those that came to nothing. */
export type Answered<Value> = { value: Value; usage: Usage; attempts: number };

type Course = {
  messages: Message[];
  maxOutputTokens: number | null;
  attempts: number;
  evidence: Evidence;
  /** What the endpoint said to a larger output limit that it does not take. */
  limitRefused: string | null;
};

/**
 * Asks until the answer is valid, three times at most, and once more, with a larger output limit, where an answer was cut off. Declined
 * answers end at once. Every failure carries what the model said.
 */
export async function converse<Value>(conversation: Conversation<Value>): Promise<Answered<Value>> {
  const evidence: Evidence = { answers: [], finishReason: null, problems: [], ...noUsage() };
  const course: Course = {
    messages: conversation.messages,
    maxOutputTokens: null,
    attempts: 0,
    evidence,
    limitRefused: null,
  };
  for (let asked = 0; ; asked += 1) {
    const reply = await wholeReply(conversation, course);
    endIfUnusable(reply, evidence, course.attempts, course.limitRefused);
    const result = judge(reply.text, conversation.validate);
    if ('value' in result) {
      const { inputTokens, cachedInputTokens, outputTokens } = evidence;
      const usage = { inputTokens, cachedInputTokens, outputTokens };
      return { value: result.value, usage, attempts: course.attempts };
    }
    evidence.problems = result.problems;
    if (asked === askedAgainAtMost) throw givingUp(result.problems, evidence, course.attempts);
    course.messages = nextMessages(conversation, reply.text, result.problems);
  }
}

/** A cut off answer is thrown away and asked for with a larger limit, once in a conversation, which then keeps it. */
async function wholeReply<Value>(conversation: Conversation<Value>, course: Course): Promise<ChatReply> {
  const reply = await sendKeepingEvidence(conversation, course);
  if (reply.finishReason !== 'length' || course.maxOutputTokens !== null) return reply;
  course.maxOutputTokens = Math.max(leastRaisedLimit, raisedBy * reply.usage.outputTokens);
  try {
    return await sendKeepingEvidence(conversation, course);
  } catch (error) {
    if (!(error instanceof OutputLimitRefused)) throw error;
    course.attempts += error.attempts;
    course.limitRefused = error.message;
    return reply;
  }
}

async function sendKeepingEvidence<Value>(conversation: Conversation<Value>, course: Course): Promise<ChatReply> {
  const { messages, maxOutputTokens, evidence } = course;
  try {
    const reply = await conversation.send(messages, maxOutputTokens);
    course.attempts += reply.attempts;
    evidence.answers.push(reply.text);
    evidence.finishReason = reply.finishReason;
    addUsage(evidence, reply.usage);
    return reply;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { code, message, hint, cause } = error;
    throw new DocumentError(code, message, hint, { attempts: course.attempts + error.attempts, evidence, cause });
  }
}

/** Throws for an answer that was declined or cut off. */
export function endIfUnusable(
  reply: ChatReply,
  evidence: Evidence,
  attempts: number,
  limitRefused: string | null = null,
): void {
  if (reply.refusal !== null && reply.refusal !== '') {
    evidence.problems = [`refusal: ${reply.refusal}`];
    throw new DocumentError('refused', 'the model declined to answer', 'try another model', { attempts, evidence });
  }
  if (reply.finishReason === 'content_filter') {
    evidence.problems = ['the finish reason is content_filter'];
    throw new DocumentError('refused', "the endpoint's content filter stopped the answer", 'try another endpoint', {
      attempts,
      evidence,
    });
  }
  if (reply.finishReason === 'length') {
    throw new DocumentError(
      'truncated',
      limitRefused === null
        ? 'the answer was cut off at the output limit, also with a larger one'
        : `the answer was cut off at the output limit, and a larger one is refused: ${limitRefused}`,
      'raise the output limit of the endpoint or its context (num_ctx in Ollama), or split the document',
      { attempts, evidence },
    );
  }
}

function judge<Value>(
  text: string,
  validate: Conversation<Value>['validate'],
): { value: Value } | { problems: string[] } {
  if (text.trim() === '') return { problems: ['the answer is empty'] };
  const reading = readJson(text);
  if ('problem' in reading) return { problems: [`it could not be parsed: ${reading.problem}`] };
  return validate(reading.value);
}

/** After an empty answer the same request is sent again: there is nothing to talk about. */
function nextMessages<Value>(conversation: Conversation<Value>, answer: string, problems: string[]): Message[] {
  if (answer.trim() === '') return conversation.messages;
  const named = problems.slice(0, problemsNamed);
  if (problems.length > named.length) named.push(`and ${problems.length - named.length} more of the same kind`);
  return [
    ...conversation.messages,
    { role: 'assistant', content: answer },
    { role: 'user', content: conversation.askAgain(named) },
  ];
}

function givingUp(problems: string[], evidence: Evidence, attempts: number): DocumentError {
  if (evidence.answers.every((answer) => answer.trim() === '')) {
    return new DocumentError(
      'no-answer',
      `the model gave no answer, ${attempts} times`,
      'try another model or endpoint',
      { attempts, evidence },
    );
  }
  const first = problems[0] ?? 'no reason was kept';
  return new DocumentError(
    'invalid-answer',
    `no valid answer after ${attempts} attempts: ${first}`,
    'try a stronger model, or --structured schema',
    { attempts, evidence },
  );
}
