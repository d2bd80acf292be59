import { describe, expect, it } from 'vitest';
import { bootstrap, clusteredWilson, sumsOf, wilson } from '../../src/eval/intervals.ts';
import { randomOf, shuffled } from '../../src/eval/random.ts';
import { verdictOf } from '../../src/eval/verdict.ts';

describe('Wilson intervals', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics in
  // Medicine 17 (1998), 857-872, table I, method 3: the score interval without a correction for continuity.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i are the published ones', (successes, trials, low, high) => {
    const interval = wilson(successes, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('have bounds at which the score test just rejects the share', () => {
    for (const [successes, trials] of [
      [1, 3],
      [81, 263],
      [15, 148],
      [999, 1000],
    ] as const) {
      const { low, high } = wilson(successes, trials) ?? { low: 0, high: 0 };
      for (const bound of [low, high]) {
        const score = (successes / trials - bound) / Math.sqrt((bound * (1 - bound)) / trials);
        expect(Math.abs(score)).toBeCloseTo(1.959964, 6);
      }
    }
  });

  it('say nothing of nothing', () => expect(wilson(0, 0)).toBeNull());
});

describe('Wilson intervals of clusters', () => {
  const each = (clusters: number, asked: number, right: number) =>
    Array.from({ length: clusters }, (): [number, number] => [asked, right]);

  it('are those of single questions where each cluster has one', () => {
    expect(clusteredWilson([...each(81, 1, 1), ...each(182, 1, 0)])?.low).toBeCloseTo(0.2553, 3);
    expect(clusteredWilson([...each(81, 1, 1), ...each(182, 1, 0)])?.high).toBeCloseTo(0.3662, 3);
  });

  it('are those of as many questions as there are clusters where these stand or fall as a whole', () => {
    const whole = clusteredWilson([...each(81, 10, 10), ...each(182, 10, 0)]);
    expect(whole?.low).toBeCloseTo(0.2553, 3);
    expect(whole?.high).toBeCloseTo(0.3662, 3);
    expect(clusteredWilson(each(20, 5, 0))).toEqual(wilson(0, 20));
    expect(clusteredWilson(each(1, 4, 2))).toEqual(wilson(0.5, 1));
  });

  it('are never narrower than those of single questions, and say nothing of nothing', () => {
    expect(clusteredWilson(each(30, 4, 2))).toEqual(wilson(60, 120));
    expect(clusteredWilson([])).toBeNull();
    expect(clusteredWilson([[0, 0]])).toBeNull();
  });
});

describe('the bootstrap over documents', () => {
  const mean = { mean: (sums: readonly number[]) => (sums[1] ?? 0) / (sums[0] ?? 1) };

  it('is the same for a seed, and another for another', () => {
    const clusters = [0, 1, 2, 3, 4, 5, 6, 7].map((right) => [8, right]);
    const one = bootstrap(clusters, mean, { draws: 500, seed: 'a' });
    expect(bootstrap(clusters, mean, { draws: 500, seed: 'a' })).toEqual(one);
    expect(bootstrap(clusters, mean, { draws: 500, seed: 'b' })).not.toEqual(one);
  });

  it('draws documents one by one, also those that are alike', () => {
    const clusters = Array.from({ length: 30 }, (_, at) => [4, at % 3, at % 5]);
    const random = randomOf('naive');
    const drawn = Array.from({ length: 500 }, () =>
      sumsOf(clusters.map(() => clusters[Math.floor(random() * clusters.length)] ?? [])),
    );
    const shares = drawn.map(([asked = 1, , right = 0]) => right / asked).sort((one, other) => one - other);
    const share = ([asked = 1, , right = 0]: readonly number[]) => right / asked;
    const { figure } = bootstrap(clusters, { figure: share }, { draws: 500, seed: 'naive' });
    // 0.025 · 499 = 12.475, and as far from the other end.
    const between = (at: number, part: number) => (shares[at] ?? 0) * (1 - part) + (shares[at + 1] ?? 0) * part;
    expect(figure?.low).toBeCloseTo(between(12, 0.475), 12);
    expect(figure?.high).toBeCloseTo(between(486, 0.525), 12);
  });

  it('has the width of the normal approximation where that is known', () => {
    const clusters = Array.from({ length: 400 }, (_, at) => [1, at % 2]);
    const { mean: interval } = bootstrap(clusters, mean, { draws: 10_000, seed: 'c' });
    // 0.5 ± 1.96 · √(0.25 / 400)
    expect(interval?.low).toBeCloseTo(0.451, 2);
    expect(interval?.high).toBeCloseTo(0.549, 2);
  });

  it('covers the truth in about 95 of 100 samples of clustered answers, where Wilson over answers does not', () => {
    const random = randomOf('coverage');
    const samples = 400;
    let covered = 0;
    let coveredByWilson = 0;
    let coveredByClusters = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      // Documents differ: of the eight answers of one, a share between 0.4 and 1 is right; 0.7 in the long run.
      const clusters = Array.from({ length: 50 }, (): [number, number] => {
        const share = random() < 0.5 ? 0.4 : 1;
        return [8, Array.from({ length: 8 }, () => random() < share).filter(Boolean).length];
      });
      const { mean: interval } = bootstrap(clusters, mean, { draws: 400, seed: `${sample}` });
      const [answers = 0, right = 0] = sumsOf(clusters);
      const naive = wilson(right, answers);
      if (interval !== null && interval.low <= 0.7 && 0.7 <= interval.high) covered += 1;
      const clustered = clusteredWilson(clusters);
      if (clustered !== null && clustered.low <= 0.7 && 0.7 <= clustered.high) coveredByClusters += 1;
      if (naive !== null && naive.low <= 0.7 && 0.7 <= naive.high) coveredByWilson += 1;
    }
    expect(covered / samples).toBeGreaterThan(0.92);
    expect(covered / samples).toBeLessThan(0.98);
    expect(coveredByWilson / samples).toBeLessThan(0.8);
    expect(coveredByClusters / samples).toBeGreaterThan(0.92);
    expect(coveredByClusters / samples).toBeLessThan(0.98);
  });

  it('has no interval of one document, nor of a figure that most draws lack', () => {
    expect(bootstrap([[8, 4]], mean, { draws: 100, seed: 'd' })).toEqual({ mean: null });
    const sometimes = { figure: (sums: readonly number[]) => ((sums[1] ?? 0) > 2 ? 1 : null) };
    expect(bootstrap([[1, 0], [1, 2], [1, 1]], sometimes, { draws: 200, seed: 'e' })).toEqual({ figure: null }); // biome-ignore format: one line
  });
});

describe('chance', () => {
  it('is even, and the same for a seed', () => {
    const random = randomOf('even');
    const tenths = new Array<number>(10).fill(0);
    for (let at = 0; at < 10_000; at += 1) {
      const tenth = Math.floor(random() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(shuffled([1, 2, 3, 4], randomOf('x'))).toEqual(shuffled([1, 2, 3, 4], randomOf('x')));
    expect(shuffled([1, 2, 3, 4], randomOf('x')).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe('the verdict for a margin', () => {
  it.each([
    [{ low: -0.01, high: 0.015 }, 200, 'held'],
    [{ low: 0, high: 0 }, 189, 'held'],
    [{ low: 0, high: 0 }, 188, 'open'],
    [{ low: -0.01, high: 0.02 }, 200, 'open'],
    [{ low: 0.021, high: 0.1 }, 20, 'lost'],
    [{ low: 1 - 49 / 50, high: 1 - 49 / 50 }, 200, 'open'],
    [null, 200, 'open'],
  ])('of %j among %i documents without a loss is %s', (loss, documents, answer) => {
    const rows = Array.from({ length: documents }, (): [number, number, number] => [8, 8, 8]);
    expect(verdictOf(loss, rows, 0.02)).toEqual({ margin: 0.02, answer });
  });

  it('counts what others gained', () => {
    const gained = Array.from({ length: 300 }, (_, at): [number, number, number] => [8, 6, at % 5 === 0 ? 5 : 6]);
    const evened = gained.map(([asked, text, units], at): [number, number, number] => [
      ...([asked, text] as const),
      at % 5 === 1 ? 7 : units,
    ]);
    const interval = { low: -0.01, high: 0.01 };
    expect([gained, evened].map((rows) => verdictOf(interval, rows, 0.02).answer)).toEqual(['open', 'held']);
  });

  it.each([
    [5, 48],
    [30, 8],
    [100, 8],
  ])(
    'is seldom wrong where the loss is the margin, and few documents lose much: %i of %i questions',
    (documents, asked) => {
      const random = randomOf(`rare losses ${documents}`);
      const samples = 200;
      let held = 0;
      let heldByBootstrap = 0;
      for (let sample = 0; sample < samples; sample += 1) {
        // One document in twenty loses 40 of a hundred answers: 2 points in the long run.
        const rows = Array.from({ length: documents }, (): [number, number, number] => {
          const share = random() < 0.05 ? 0.4 : 0;
          return [asked, asked, Array.from({ length: asked }, () => random() >= share).filter(Boolean).length];
        });
        const loss = { loss: ([all = 1, text = 0, units = 0]: readonly number[]) => (text - units) / all };
        const interval = bootstrap(rows, loss, { draws: 200, seed: `${sample}` }).loss;
        if (verdictOf(interval, rows, 0.02).answer === 'held') held += 1;
        if (interval !== null && interval.high < 0.02) heldByBootstrap += 1;
      }
      expect(held / samples).toBeLessThan(0.06);
      if (documents < 100) expect(heldByBootstrap / samples).toBeGreaterThan(0.15);
    },
  );
});
