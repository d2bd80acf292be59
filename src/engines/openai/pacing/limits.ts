/** What an endpoint says of one of its limits. */
export type Limit = { perMinute: number | null; remaining: number | null; resetMs: number | null };

/** The headers of OpenAI, which most endpoints share: `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`. */
export function limitIn(headers: Headers, of: 'requests' | 'tokens'): Limit {
  const perMinute = numberIn(headers.get(`x-ratelimit-limit-${of}`));
  return {
    perMinute: perMinute === null || perMinute <= 0 ? null : perMinute,
    remaining: numberIn(headers.get(`x-ratelimit-remaining-${of}`)),
    resetMs: durationIn(headers.get(`x-ratelimit-reset-${of}`)),
  };
}

/**
 * Milliseconds that the endpoint asks to wait: `retry-after-ms`, or `Retry-After` as seconds, as a duration like `1500ms`, or as
 * a date, which is held against the endpoint's own clock where it sends that. Null where it asks for nothing.
 */
export function retryAfter(headers: Headers): number | null {
  const milliseconds = numberIn(headers.get('retry-after-ms'));
  if (milliseconds !== null && milliseconds > 0) return milliseconds;
  const text = headers.get('retry-after');
  if (text === null) return null;
  const wait = durationIn(text) ?? untilDate(text, headers.get('date'));
  return wait !== null && wait > 0 ? wait : null;
}

/** Milliseconds until all limits that are used up are reset; null where none is, or the endpoint does not say when. */
export function resetOf(headers: Headers): number | null {
  const limits = (['requests', 'tokens'] as const).map((of) => limitIn(headers, of));
  const resets = limits.map(({ remaining, resetMs }) => (remaining === 0 ? (resetMs ?? 0) : 0));
  const longest = Math.max(...resets);
  return longest > 0 ? longest : null;
}

function untilDate(text: string, ownDate: string | null): number | null {
  const then = Date.parse(text);
  const now = Date.parse(ownDate ?? '');
  return Number.isNaN(then) ? null : then - (Number.isNaN(now) ? Date.now() : now);
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

const milliseconds: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `6m0s`, `1.5s`, `20ms`; a bare number is seconds. */
function durationIn(text: string | null): number | null {
  const bare = numberIn(text);
  if (bare !== null) return bare * 1000;
  if (text === null || !/^\s*(?:\d+(?:\.\d+)?(?:ms|[dhms]))+\s*$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (milliseconds[unit ?? ''] ?? 0), 0);
}
