import { describe, expect, it } from 'vitest';
import type { Arm, Mark } from '../../src/eval/arms.ts';
import type { Candidate } from '../../src/eval/exam.ts';
import { figuresOf } from '../../src/eval/figures.ts';
import { facts, questionOf } from '../support/exam.ts';

const made = facts.slice(0, 5).map((fact, at) => ({
  ...questionOf(fact, at),
  id: `q_${at}`,
  kind: at < 2 ? ('number' as const) : ('hedge' as const),
}));

/** Two documents: the first with two questions, the second with three. */
const candidates: Candidate[] = [
  { document: { id: 'a', sha256: 'a', domain: 'botany', form: 'text' }, questions: made.slice(0, 2), contexts: {} },
  { document: { id: 'b', sha256: 'b', domain: 'physics', form: 'text' }, questions: made.slice(2), contexts: {} },
];

/** By arm, of each question in turn, the outcomes in its orders: 1 is right, 0 is wrong. */
const marksOf = (answers: Partial<Record<Arm, number[][]>>): Mark[] =>
  Object.entries(answers).flatMap(([arm, byQuestion]) =>
    byQuestion.flatMap((orders, at) =>
      orders.map(
        (right, shuffle): Mark => ({
          ...{ question: `q_${at}`, arm: arm as Arm, shuffle, position: (at + shuffle) % 4 },
          ...{ outcome: right === 1 ? 'right' : 'wrong', answered: 0 },
        }),
      ),
    ),
  );

const how = { draws: 10_000, seed: 'by hand', margin: 0.02 };

describe('the figures of an exam, worked out by hand', () => {
  const figures = figuresOf(
    candidates,
    marksOf({ nothing: [[0], [0], [1], [0], [0]], text: [[1], [1], [1], [1], [0]], units: [[1], [0], [1], [1], [0]] }),
    how,
  );

  it('are shares of all questions, and their differences and ratios', () => {
    // Right of five: 1 without a context, 4 with the text, 3 with the units.
    expect(figures.arms.nothing?.accuracy.value).toBeCloseTo(1 / 5, 12);
    expect(figures.loss.value).toBeCloseTo(4 / 5 - 3 / 5, 12);
    expect(figures.ratio.value).toBeCloseTo(3 / 4, 12);
    expect(figures.retention.value).toBeCloseTo((3 - 1) / (4 - 1), 12);
  });

  it('have intervals between the worst and the best draw of two documents', () => {
    // Twice the first (1 draw in 4): text 1, units 1/2, nothing 0. Twice the second: text 2/3, units 2/3, nothing 1/3.
    expect(figures.loss.interval).toEqual({ low: 0, high: 0.5 });
    expect(figures.ratio.interval).toEqual({ low: 0.5, high: 1 });
    expect(figures.retention.interval?.low).toBeCloseTo(1 / 2, 12);
    expect(figures.retention.interval?.high).toBeCloseTo((2 / 3 - 1 / 3) / (2 / 3 - 1 / 3), 12);
    expect(figures.verdict).toEqual({ margin: 0.02, answer: 'open' });
  });

  it('are Wilson intervals in groups, of one question for a group of one document', () => {
    for (const [groups, names] of [
      [figures.groups.kind, ['number', 'hedge']],
      [figures.groups.domain, ['botany', 'physics']],
    ] as const) {
      expect(groups.map(({ name }) => name)).toEqual(names);
      const units = groups.map(({ accuracy }) => accuracy.units);
      expect(units.map((one) => one?.value)).toEqual([1 / 2, 2 / 3]);
      expect(units[0]?.interval?.low).toBeCloseTo(0.0546, 4);
      expect(units[0]?.interval?.high).toBeCloseTo(0.9454, 4);
      // 2/3 of one: (2/3 + 1.9207) / 4.8415 = 0.5344, and 1.96 / 4.8415 · √(2/9 + 0.9604) = 0.4402 on both sides.
      expect(units[1]?.interval?.low).toBeCloseTo(0.0942, 3);
      expect(units[1]?.interval?.high).toBeCloseTo(0.9746, 3);
    }
  });

  it('count a question in several orders by its share', () => {
    const { arms, loss, groups } = figuresOf(
      candidates,
      marksOf({
        text: Array(5).fill([1, 1]),
        units: [
          [1, 0],
          [1, 0],
          [1, 1],
          [0, 0],
          [1, 1],
        ],
      }),
      how,
    );
    expect(arms.units?.accuracy.value).toBeCloseTo((0.5 + 0.5 + 1 + 0 + 1) / 5, 12);
    expect(loss.value).toBeCloseTo(1 - 3 / 5, 12);
    expect(arms.units).toMatchObject({ answers: 10, outcomes: { right: 6, wrong: 4 } });
    // Each of the five questions stood in two orders, so in two places.
    expect(groups.position.map(({ name, questions }) => [name, questions])).toEqual([
      ['A', 3],
      ['B', 3],
      ['C', 2],
      ['D', 2],
    ]);
  });

  it.each([
    [5, 3, 2],
    [10, 3, 1],
    [20, 19, 15],
  ])('have a retention where the text gains 20 points: of %i questions %i instead of %i', (count, text, nothing) => {
    const questions = Array.from({ length: count }, (_, at) => ({
      ...(made[0] as (typeof made)[number]),
      id: `q_${at}`,
    }));
    const document = { id: 'a', sha256: 'a', domain: null, form: 'text' as const };
    const upTo = (right: number) => questions.map((_, at) => [at < right ? 1 : 0]);
    const marks = marksOf({ nothing: upTo(nothing), text: upTo(text), units: upTo(text) });
    const { retention } = figuresOf([{ document, questions, contexts: {} }], marks, how);
    expect(retention.value).toBeCloseTo(1, 12);
  });

  it('have no retention where the text gains less than 20 points', () => {
    const nothing = [[1], [1], [1], [0], [0]];
    const text = [[1], [1], [1], [0], [0]];
    expect(figuresOf(candidates, marksOf({ nothing, text, units: text }), how).retention).toEqual({
      value: null,
      interval: null,
    });
  });
});
