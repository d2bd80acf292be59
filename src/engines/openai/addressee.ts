import { DocumentError } from '../../errors.ts';
import { secretsIn } from '../../text/address.ts';
import type { HttpProxy } from '../../types/proxy.ts';

/** Who was asked, as far as messages and judgements need it. */
export type Addressee = {
  baseUrl: string | null;
  apiKey: string | null;
  apiKeyName: string;
  model: string;
  timeoutMs: number;
  proxy?: HttpProxy | null;
  /** Whether it has given a readable answer in this run. */
  reached: boolean;
};

export const failure = (code: DocumentError['code'], message: string, hint: string, cause: unknown): DocumentError =>
  new DocumentError(code, message, hint, { cause });

/** What an error says, cut, with the key taken out before: a part of it would be known no more. */
export function messageOf(error: unknown, endpoint: Addressee): string {
  const message = hideKey(error instanceof Error ? error.message : String(error), endpoint);
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

/** Some endpoints repeat the key, or its ends, in their refusal, or the whole address. */
function hideKey(message: string, { apiKey, baseUrl }: Addressee): string {
  const secrets = [apiKey ?? '', ...(baseUrl === null ? [] : secretsIn(baseUrl))].filter((secret) => secret !== '');
  const bare = secrets.reduce((said, secret) => said.replaceAll(secret, '[key]'), message);
  return bare.replace(/\bsk-\S+/g, '[key]');
}
