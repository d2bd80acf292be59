import { describe, expect, it } from 'vitest';
import { limitIn, retryAfter } from '../../../../src/engines/openai/pacing/limits.ts';

describe('Retry-After', () => {
  const forms: [string, Record<string, string>, number | null][] = [
    ['seconds', { 'retry-after': '7' }, 7000],
    ['parts of a second', { 'retry-after': '0.25' }, 250],
    ['milliseconds', { 'retry-after': '1500ms' }, 1500],
    ['a header in milliseconds, which wins', { 'retry-after': '2', 'retry-after-ms': '1200' }, 1200],
    [
      "a date, against the server's own clock",
      { 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT', date: 'Tue, 24 Nov 2026 10:00:00 GMT' },
      30_000,
    ],
    [
      'a date that is over',
      { 'retry-after': 'Tue, 24 Nov 2026 09:00:00 GMT', date: 'Tue, 24 Nov 2026 10:00:00 GMT' },
      null,
    ],
    ['nothing', {}, null],
    ['nought', { 'retry-after': '0' }, null],
    ['words', { 'retry-after': 'soon' }, null],
    ['less than nothing', { 'retry-after': '-5' }, null],
  ];
  for (const [name, headers, expected] of forms) {
    it(`is read as ${name}`, () => expect(retryAfter(new Headers(headers))).toBe(expected));
  }

  it('is a date against our clock where the server sends none', () => {
    const wait = retryAfter(new Headers({ 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }));
    expect(wait).toBeGreaterThan(3_500_000);
    expect(wait).toBeLessThanOrEqual(3_600_000);
  });
});

describe('x-ratelimit headers', () => {
  it('are read for requests and tokens apart', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '3000',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '6m0.5s',
      'x-ratelimit-limit-tokens': '90000',
      'x-ratelimit-reset-tokens': '20ms',
    });
    expect(limitIn(headers, 'requests')).toEqual({ perMinute: 3000, remaining: 0, resetMs: 360_500 });
    expect(limitIn(headers, 'tokens')).toEqual({ perMinute: 90_000, remaining: null, resetMs: 20 });
  });

  it('say nothing where they are missing, nought or no number', () => {
    const headers = new Headers({ 'x-ratelimit-limit-requests': '0', 'x-ratelimit-reset-requests': 'later' });
    expect(limitIn(headers, 'requests')).toEqual({ perMinute: null, remaining: null, resetMs: null });
  });
});
