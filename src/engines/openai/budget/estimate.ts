import type { Usage } from '../../../types/engine.ts';
import type { CallKind } from '../../../types/spending.ts';
import type { ChatRequest } from '../chat.ts';

/** Tokens of a text. */
export type CountTokens = (text: string) => number;

/** What a request will take, foretold; `counted` is its input as the tokenizer has it. */
export type Estimate = { counted: number; inputTokens: number; outputTokens: number };

/**
 * Tokens of an answer with the facts of a passage, for one token of its text: the median of the ten recorded answers in
 * `test/recorded/`, as compact JSON; the dearest had 6.6.
 */
export const answerTokensPerTextToken = 5.2;

/** Tokens around each message and before the answer, as OpenAI's models count them. */
const perMessage = 4;
const perRequest = 3;

/** The tokenizer of OpenAI's newer models; those of others count alike, and the estimator learns by how much they differ. */
export async function loadTokenizer(): Promise<CountTokens> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const options = { disallowedSpecial: new Set<string>() };
  return (text) => countTokens(text, options);
}

/** Counts tokens and remembers texts that stand in every request: the prompt and the schema. */
export function createRequestCounter(
  count: CountTokens,
): (request: Pick<ChatRequest, 'messages' | 'format'>) => number {
  const known = new Map<unknown, number>();
  const remembered = (key: unknown, text: () => string) => {
    const found = known.get(key) ?? count(text());
    known.set(key, found);
    return found;
  };
  return ({ messages, format }) => {
    const schema = format === undefined ? 0 : remembered(format, () => JSON.stringify(format));
    return messages.reduce(
      (sum, { role, content }) =>
        sum + perMessage + (role === 'system' ? remembered(content, () => content) : count(content)),
      perRequest + schema,
    );
  };
}

export type Estimator = {
  /** Counts a request; what it will take is asked of the result, as often as answers change that. */
  foretell(request: ChatRequest): () => Estimate;
  /** What a request of this kind took in the end. */
  learn(kind: CallKind, estimate: Estimate, taken: Usage): void;
};

/**
 * Foretells tokens. Before the first answer: input as counted, output by the length of what is asked about. After it: input
 * times the largest ratio of taken to counted, and at least the longest output of the same kind, so that errors are on
 * the dear side.
 */
export function createEstimator(countTokens: CountTokens): Estimator {
  const count = createRequestCounter(countTokens);
  const longest = new Map<CallKind, number>();
  let ratio: number | null = null;
  return {
    foretell(request) {
      const { kind, maxOutputTokens } = request;
      const asked = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
      const counted = count(request);
      const byLength = Math.ceil(countTokens(asked) * answerTokensPerTextToken);
      return () => ({
        counted,
        inputTokens: Math.ceil(counted * (ratio ?? 1)),
        outputTokens: Math.min(longest.get(kind) ?? byLength, maxOutputTokens ?? Number.POSITIVE_INFINITY),
      });
    },
    learn(kind, { counted }, taken) {
      ratio = Math.max(ratio ?? 0, taken.inputTokens / counted);
      longest.set(kind, Math.max(longest.get(kind) ?? 0, taken.outputTokens));
    },
  };
}
