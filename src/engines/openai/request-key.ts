import { createHash, type Hash } from 'node:crypto';
import type { ChatRequest } from './chat.ts';

/** Changes when the same request must be asked anew, because what is kept of its answer has another form. */
const keyForm = 'ku answer 1';

/**
 * Makes the key of a request: the SHA-256, in hexadecimal, of all that decides its answer, which is the endpoint, the model, the
 * form of the answer, the output limit and the messages. What is the same in every request, 90% of it, is hashed once.
 */
export function createKeyMaker(baseUrl: string, model: string): (request: ChatRequest) => string {
  const endpoint = identityOf(baseUrl, model);
  const started = new Map<unknown, Map<string, Hash>>();

  function startOf(format: unknown, system: string): Hash {
    const ofFormat = started.get(format) ?? new Map<string, Hash>();
    started.set(format, ofFormat);
    const known = ofFormat.get(system);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(lines(endpoint, format ?? null, system));
    ofFormat.set(system, hash);
    return hash;
  }

  return ({ messages, format, maxOutputTokens, repeat }) => {
    const [first, ...rest] = messages;
    const isConstant = first?.role === 'system';
    const start = startOf(format, isConstant ? first.content : '');
    const said = (isConstant ? rest : messages).map(({ role, content }) => lines(role, content)).join('');
    return start
      .copy()
      .update(lines(maxOutputTokens, repeat) + said)
      .digest('hex');
  };
}

/** The endpoint and the model, as keys have them. */
export const identityOf = (baseUrl: string, model: string): string =>
  JSON.stringify([keyForm, withoutUser(baseUrl).replace(/\/+$/, ''), model]);

/** Who asks decides nothing. */
const withoutUser = (address: string): string => address.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');

/** One line of JSON for each value: no two lists of values make the same text. */
const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
