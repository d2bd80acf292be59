import OpenAI from 'openai';
import * as z from 'zod';
import { KuError } from '../../../errors.ts';
import type { AnswerStore } from '../../../types/answer-store.ts';
import type { BatchStore } from '../../../types/batch-store.ts';
import type { Addressee } from '../addressee.ts';
import { FormatRefused, OutputLimitRefused } from '../answer-format.ts';
import { keptText } from '../cached.ts';
import { translate } from '../classify.ts';
import { replyOf } from '../transport.ts';
import { Unanswered } from '../wire.ts';

const lineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
});

export type Collecting = { store: BatchStore; answers: AnswerStore; endpoint: Addressee };

/**
 * How many requests of a batch were answered, how many came to nothing, how many lines nobody can read, and what ends the run by it,
 * like a wrong key.
 */
export type Harvest = { answered: number; failed: number; unreadable: number; ending: KuError | null };

/** Puts the answers of a batch, a line each, into the cache. It may be done again from the start: what is there stays. */
export async function collect(lines: AsyncIterable<string>, collecting: Collecting): Promise<Harvest> {
  const harvest: Harvest = { answered: 0, failed: 0, unreadable: 0, ending: null };
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const read = parsed(line);
    if (read === null) {
      harvest.unreadable += 1;
      continue;
    }
    const { custom_id: key, response = null } = read;
    const waiting = collecting.store.waiting(key);
    if (waiting === null) continue;
    const outcome = outcomeOf(response, waiting.outputLimit, collecting.endpoint);
    if (typeof outcome === 'string') {
      collecting.answers.keep(key, outcome);
      collecting.store.arrived(key);
      harvest.answered += 1;
    } else {
      collecting.store.failed(key, outcome.isFinal);
      harvest.failed += 1;
      harvest.ending ??= outcome.ending;
    }
  }
  return harvest;
}

function parsed(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Fruitless = { isFinal: boolean; ending: KuError | null };

type Response = { status_code: number; body: unknown };

/** What is kept of an answer, as text, or whether the request is worth another batch. */
function outcomeOf(response: Response | null, maxOutputTokens: number | null, endpoint: Addressee): string | Fruitless {
  if (response === null) return { isFinal: false, ending: null };
  try {
    if (response.status_code !== 200) throw errorOf(response);
    return keptText(replyOf(response.body as OpenAI.ChatCompletion, new Headers(), endpoint));
  } catch (error) {
    const meaning = translate(error, { maxOutputTokens }, endpoint);
    if (meaning instanceof KuError) return { isFinal: false, ending: meaning };
    if (meaning instanceof FormatRefused || meaning instanceof OutputLimitRefused) return keptText(meaning);
    return { isFinal: !(meaning instanceof Unanswered), ending: null };
  }
}

function errorOf({ status_code: status, body }: Response): Error {
  return OpenAI.APIError.generate(status, (body ?? {}) as object, undefined, new Headers());
}
