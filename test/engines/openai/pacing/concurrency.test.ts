import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../../src/engines/openai/pacing/breaker.ts';
import { createConcurrency } from '../../../../src/engines/openai/pacing/concurrency.ts';

describe('requests in flight', () => {
  it('are halved once for all that were sent before', () => {
    const changes: number[] = [];
    const concurrency = createConcurrency(64, (limit) => changes.push(limit));
    for (let ticket = 1; ticket <= 14; ticket += 1) concurrency.rejected(ticket, 64, 64);
    expect(concurrency.limit()).toBe(32);
    concurrency.rejected(65, 90, 32);
    expect(changes).toEqual([32, 16]);
  });

  it('grow back by one a round, up to what was allowed', () => {
    const concurrency = createConcurrency(8, () => undefined);
    concurrency.rejected(1, 8, 8);
    for (let answer = 0; answer < 5; answer += 1) concurrency.answered();
    expect(concurrency.limit()).toBe(5);
    for (let answer = 0; answer < 100; answer += 1) concurrency.answered();
    expect(concurrency.limit()).toBe(8);
  });

  it('go slowly past what was too many last time', () => {
    const concurrency = createConcurrency(64, () => undefined);
    concurrency.rejected(1, 9, 9);
    for (let answer = 0; answer < 60; answer += 1) concurrency.answered();
    expect(concurrency.limit()).toBe(8);
    for (let answer = 0; answer < 100; answer += 1) concurrency.answered();
    expect(concurrency.limit()).toBe(9);
  });

  it('never fall below one, and fall from what was in flight where no limit was set', () => {
    const concurrency = createConcurrency(Number.POSITIVE_INFINITY, () => undefined);
    concurrency.rejected(1, 1, 40);
    expect(concurrency.limit()).toBe(20);
    for (let ticket = 2; ticket < 20; ticket += 1) concurrency.rejected(ticket, ticket, 1);
    expect(concurrency.limit()).toBe(1);
  });
});

describe('the circuit breaker of requests that are turned away without a word', () => {
  it('opens at the third time in a row, whatever number is turned away together', () => {
    const breaker = createBreaker(120_000);
    const wave = (from: number, to: number) => {
      let opened = null;
      for (let ticket = from; ticket <= to; ticket += 1) opened = breaker.turnedAway(ticket, to) ?? opened;
      return opened;
    };
    expect(wave(1, 40)).toBeNull();
    expect(wave(41, 60)).toBeNull();
    expect(wave(61, 64)).toEqual({ waitMs: 5000, failures: 61 });
    expect(breaker.isTrying()).toBe(true);
    expect(wave(65, 65)?.waitMs).toBe(10_000);
    breaker.answered();
    expect(wave(66, 66)).toBeNull();
    expect(breaker.isTrying()).toBe(false);
  });
});

describe('the circuit breaker', () => {
  const failTimes = (times: number, from = 1) => {
    const breaker = createBreaker(120_000);
    let opened = null;
    for (let ticket = from; ticket < from + times; ticket += 1) opened = breaker.failed(ticket, 100) ?? opened;
    return { breaker, opened };
  };

  it('opens after ten failures in a row and not before', () => {
    expect(failTimes(9).opened).toBeNull();
    expect(failTimes(10).opened).toEqual({ waitMs: 5000, failures: 10 });
    expect(failTimes(10).breaker.isTrying()).toBe(true);
  });

  it('starts to count anew after an answer', () => {
    const { breaker } = failTimes(9);
    breaker.answered();
    expect(breaker.failed(10, 100)).toBeNull();
    expect(breaker.isTrying()).toBe(false);
  });

  it('is not opened again by what was in flight, but by the one that tried, for twice as long, up to the longest wait', () => {
    const { breaker, opened } = failTimes(64);
    expect(opened).toEqual({ waitMs: 5000, failures: 10 });
    expect(breaker.failed(101, 101)?.waitMs).toBe(10_000);
    expect(breaker.failed(102, 102)?.waitMs).toBe(20_000);
    for (let ticket = 103; ticket < 110; ticket += 1) breaker.failed(ticket, ticket);
    expect(breaker.failed(110, 110)?.waitMs).toBe(120_000);
    breaker.answered();
    expect(breaker.isTrying()).toBe(false);
  });
});
