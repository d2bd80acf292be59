import { DocumentError } from '../../errors.ts';
import type { Message } from '../../prompt/messages.ts';
import type { Usage } from '../../types/engine.ts';
import type { Evidence } from '../../types/failure.ts';
import type { ChatReply } from './chat.ts';
import { readJson } from './read-json.ts';

/** A model is told what was wrong with its answer this many times. */
const askedAgainAtMost = 2;
/** Problems named to the model at a time; a broken shape repeats itself in every item. */
const problemsNamed = 12;

export type Conversation<Value> = {
  messages: Message[];
  send: (messages: Message[]) => Promise<ChatReply>;
  validate: (json: unknown) => { value: Value } | { problems: string[] };
  askAgain: (problems: string[]) => string;
};

export type Answered<Value> = { value: Value; usage: Usage; attempts: number };

/**
 * Asks until the answer is valid, at most three times. Cut off and declined answers are recognised as what they are and
 * end at once. Every failure carries what the model said.
 */
export async function converse<Value>(conversation: Conversation<Value>): Promise<Answered<Value>> {
  const evidence: Evidence = { answers: [], finishReason: null, problems: [], inputTokens: 0, outputTokens: 0 };
  let messages = conversation.messages;
  for (let attempts = 1; ; attempts += 1) {
    const reply = await sendKeepingEvidence(conversation, messages, evidence, attempts);
    record(evidence, reply);
    endIfUnusable(reply, evidence, attempts);
    const result = judge(reply.text, conversation.validate);
    if ('value' in result) {
      return {
        value: result.value,
        usage: { inputTokens: evidence.inputTokens, outputTokens: evidence.outputTokens },
        attempts,
      };
    }
    evidence.problems = result.problems;
    if (attempts > askedAgainAtMost) throw givingUp(result.problems, evidence, attempts);
    messages = nextMessages(conversation, reply.text, result.problems);
  }
}

async function sendKeepingEvidence<Value>(
  conversation: Conversation<Value>,
  messages: Message[],
  evidence: Evidence,
  attempts: number,
): Promise<ChatReply> {
  try {
    return await conversation.send(messages);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(error.code, error.message, error.hint, { attempts, evidence, cause: error.cause });
  }
}

function record(evidence: Evidence, reply: ChatReply): void {
  evidence.answers.push(reply.text);
  evidence.finishReason = reply.finishReason;
  evidence.inputTokens += reply.usage.inputTokens;
  evidence.outputTokens += reply.usage.outputTokens;
}

/** Throws for an answer that was declined or cut off. */
export function endIfUnusable(reply: ChatReply, evidence: Evidence, attempts: number): void {
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
      'the answer was cut off at the output limit',
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
