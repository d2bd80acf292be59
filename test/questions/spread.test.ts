import { describe, expect, it } from 'vitest';
import { spreadOver } from '../../src/questions/spread.ts';
import { type Question, questionKinds } from '../../src/types/question.ts';

type Kind = Question['kind'];

const taken = (sentences: number, questions: number, asked: [Kind, number[]][]) => {
  const spread = spreadOver(sentences, questions);
  return { reasons: asked.map(([kind, evidence]) => spread.take({ kind, evidence })), rest: spread.rest(2) };
};
const each = (
  evidence: (at: number) => number[],
  kind: (at: number) => Kind = (at) => questionKinds[at % 9] ?? 'name',
) => Array.from({ length: 8 }, (_, at): [Kind, number[]] => [kind(at), evidence(at)]);

describe('the spread of questions', () => {
  it('takes one for each stretch and kind', () => {
    expect(
      new Set(
        taken(
          16,
          8,
          each((at) => [2 * at + 1]),
        ).reasons,
      ),
    ).toEqual(new Set([null]));
  });

  it('takes two about one stretch of sentences, and no third', () => {
    const { reasons, rest } = taken(
      16,
      8,
      each((at) => [(at % 2) + 1]),
    );
    expect(reasons).toEqual([null, null, ...Array.from({ length: 6 }, () => 'same-sentences')]);
    expect(rest.stretches).toEqual([3, 5, 7, 9, 11, 13, 15].map((from) => [from, from + 1]));
  });

  it('takes a third of one kind, and no more', () => {
    const { reasons, rest } = taken(
      16,
      8,
      each(
        (at) => [2 * at + 1],
        () => 'number',
      ),
    );
    expect(reasons).toEqual([null, null, null, ...Array.from({ length: 5 }, () => 'same-kind')]);
    expect(rest.kinds).toEqual(questionKinds.filter((kind) => kind !== 'number'));
    expect(rest.questions).toBe(2);
  });

  it('counts a question that several stretches decide for the one with the fewest', () => {
    const { reasons } = taken(4, 4, [
      ['number', [1]],
      ['name', [1]],
      ['method', [1, 3]],
      ['hedge', [3]],
      ['negation', [3]],
    ]);
    expect(reasons).toEqual([null, null, null, null, 'same-sentences']);
  });

  it('finds nothing wrong where there are fewer sentences than questions', () => {
    for (const sentences of [1, 2, 3])
      expect(
        new Set(
          taken(
            sentences,
            8,
            each((at) => [(at % sentences) + 1]),
          ).reasons,
        ),
      ).toEqual(new Set([null]));
    // But all eight about one of three sentences are not spread.
    expect(
      taken(
        3,
        8,
        each(() => [2]),
      ).reasons.filter((reason) => reason === 'same-sentences'),
    ).toHaveLength(2);
  });

  it('takes two of a kind however few are asked for', () => {
    const asked: [Kind, number[]][] = [
      ['name', [1]],
      ['name', [2]],
    ];
    expect(taken(2, 2, asked).reasons).toEqual([null, null]);
  });
});
