import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBucket } from '../../../../src/engines/openai/pacing/bucket.ts';
import { handClock } from '../../../support/clock.ts';

describe('the token bucket', () => {
  it('holds 0.8 s of the limit, and then lets through what it fills with', async () => {
    const clock = handClock();
    const bucket = createBucket(3000, clock);
    for (let sent = 0; sent < 40; sent += 1) {
      expect(bucket.wait(1)).toBe(0);
      bucket.spend(1);
    }
    expect(bucket.wait(1)).toBe(20);
    await clock.pass(20);
    expect(bucket.wait(1)).toBe(0);
  });

  it('lets one through at once where the limit is below one a second', () => {
    const bucket = createBucket(6, handClock());
    expect(bucket.wait(1)).toBe(0);
    bucket.spend(1);
    expect(bucket.wait(1)).toBe(10_000);
  });

  it('lets through more than it holds when it is full, and owes it', async () => {
    const clock = handClock();
    const bucket = createBucket(60_000, clock);
    expect(bucket.wait(5000)).toBe(0);
    bucket.spend(5000);
    expect(bucket.wait(1)).toBe(4201);
    bucket.spend(-4000);
    expect(bucket.wait(1)).toBe(201);
  });

  it('has no limit until the server names one, and never exceeds the own one', async () => {
    const clock = handClock();
    const free = createBucket(null, clock);
    free.spend(1e6);
    expect(free.wait(1e6)).toBe(0);
    free.learn(60, 0);
    expect(free.wait(1)).toBe(1000);
    const own = createBucket(60, clock);
    own.learn(6000, 6000);
    own.spend(1);
    expect(own.wait(1)).toBe(1000);
    own.learn(6, null);
    expect(own.wait(1)).toBe(10_000);
  });

  it('never lets through more than what it holds and what came since, whatever the moments', async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 30, max: 6000 }), async (gaps, perMinute) => {
        const clock = handClock();
        const started = clock.now();
        const bucket = createBucket(perMinute, clock);
        let sent = 0;
        for (const gap of gaps) {
          await clock.pass(gap);
          while (bucket.wait(1) === 0) {
            bucket.spend(1);
            sent += 1;
          }
          const held = Math.max(1, (perMinute / 60) * 0.8);
          expect(sent).toBeLessThanOrEqual(held + ((clock.now() - started) * perMinute) / 60_000 + 1e-6);
        }
      }),
      { numRuns: 20 },
    );
  });
});
