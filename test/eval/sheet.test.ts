import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/eval/context.ts';
import { grade, isQuoted, notSaid, put, startsOf } from '../../src/eval/sheet.ts';
import { facts, questionOf } from '../support/exam.ts';
import { sampleUnit } from '../support/sample-unit.ts';

const [first] = facts.map(questionOf);
if (first === undefined) throw new Error('there are no questions');
const question = first;
const right = question.options[question.key];

describe('putting a question', () => {
  it('has the right option in each place once over four shuffles, the same for an id', () => {
    const puts = [0, 1, 2, 3].map((shuffle) => put(question, 'text', 'x', { shuffle, start: 3, choices: 5 }));
    expect(puts.map(({ position }) => position).toSorted()).toEqual([0, 1, 2, 3]);
    for (const { sheet, position } of puts) {
      expect(sheet.options[position]).toBe(right);
      expect(sheet.options.slice(0, 4).toSorted()).toEqual(question.options.toSorted());
      expect(sheet.options[4]).toBe(notSaid);
    }
    expect(put(question, 'text', 'x', { shuffle: 2, start: 3, choices: 5 })).toEqual(puts[2]);
    const ofOthers = facts.map((fact, at) =>
      put({ ...questionOf(fact, at), options: question.options, key: question.key }, 'text', 'x', {
        shuffle: 2,
        start: 3,
        choices: 5,
      }),
    );
    expect(new Set(ofOthers.map(({ sheet }) => sheet.options.join())).size).toBe(6);
  });

  it('spreads the right letter evenly over the questions of a file, whatever its keys', () => {
    const starts = startsOf(facts.map((fact, at) => ({ ...questionOf(fact, at), key: 1 as const })));
    const counts = [0, 1, 2, 3].map((place) => [...starts.values()].filter((start) => start === place).length);
    expect(counts).toEqual([12, 12, 12, 12]);
  });

  it('keeps the stem from those who get the options alone, and the fifth option with four choices', () => {
    expect(put(question, 'options', null, { shuffle: 0, start: 0, choices: 5 }).sheet.stem).toBeNull();
    expect(put(question, 'nothing', null, { shuffle: 0, start: 0, choices: 4 }).sheet).toMatchObject({
      stem: question.stem,
    });
    expect(put(question, 'nothing', null, { shuffle: 0, start: 0, choices: 4 }).sheet.options).toHaveLength(4);
  });
});

describe('grading', () => {
  const given = {
    sheet: { context: 'Ice thins by 1.4 m.', stem: 'How?', options: ['1.4 m', 'b', 'c', 'd', notSaid] },
    position: 0,
  };

  it.each([
    ['text', 'A', 'thins by 1.4 m', 'right'],
    ['text', 'A', 'thins by 14 m', 'unquoted'],
    ['text', 'A', '', 'unquoted'],
    ['nothing', 'A', '', 'right'],
    ['text', 'B', 'thins by 1.4 m', 'wrong'],
    ['text', 'E', '', 'silent'],
  ] as const)('of %s: %s with "%s" is %s', (arm, answer, words, outcome) => {
    expect(grade(arm, given, { answer, words }, 5)).toBe(outcome);
  });

  it('asks for no words with four choices', () => {
    expect(grade('text', given, { answer: 'A', words: '' }, 4)).toBe('right');
  });
});

describe('words of a context', () => {
  const context = 'Thinning reached 1.4 metres per year on slopes that face the south.';
  it.each([
    ['Thinning reached 1.4 metres', true],
    ['"thinning reached 1.4 metres"', true],
    ['Thinning reached … slopes that face', true],
    ['Thinning reached ... slopes that face', true],
    ['Thinning reached 1.5 metres', false],
    ['Thinning reached … slopes that never face', false],
    ['ach 1.4 met', false],
    ['that', false],
    ['the', false],
    ['…', false],
    ['', false],
  ])('"%s": %s', (words, isIn) => expect(isQuoted(words, context)).toBe(isIn));
});

describe('words of a context with signs and letters of other forms', () => {
  const context =
    'Cells cooled to −5 °C lost 12 % of mass (p < 0.05, n ≥ 3) in 1,000 runs of the “kelp” efﬁcient co\u00adoperative naïve test; growth rose by 3 K in 3–5 days.';
  it.each([
    ['cooled to -5 °C', true],
    ['COOLED  to\u00a0−5\n°C', true],
    ['cooled to 5 °C', false],
    ['5 °C lost 12%', true],
    ['p < 0.05', true],
    ['p > 0.05', false],
    ['p 0.05', false],
    ['n >= 3', true],
    ['n > 3', false],
    ['lost 12%', true],
    ['12 of mass', false],
    ['1000 runs', true],
    ['the "kelp" efficient cooperative', true],
    ['nai\u0308ve test', true],
    ['rose by 3 K', true],
    ['rose by -3 K', false],
    ['in 3-5 days', true],
    ['in 3 - 5 days', true],
  ])('"%s": %s', (words, isIn) => expect(isQuoted(words, context)).toBe(isIn));
});

describe('units as a context', () => {
  it('says names, values, conditions, polarity and certainty, and nothing else', () => {
    const unit = sampleUnit();
    expect(contextOf([unit]).split('\n')).toEqual([
      'A lichen speeds the weathering of basalt.',
      'Caloplaca (organism)',
      'Caloplaca - cover: 12 %',
      'basalt (material)',
      'Caloplaca accelerates weathering of basalt [when: humid climate; hedged]',
    ]);
  });

  it('stands in the order of the passages', () => {
    const [one, two] = ['One.', 'Two.'].map((summary, index) => {
      const unit = sampleUnit({ summary, entities: [], relations: [] });
      return { ...unit, passage: { ...unit.passage, index } };
    });
    if (one === undefined || two === undefined) throw new Error('there are no units');
    expect(contextOf([two, one])).toBe('One.\nTwo.');
  });
});
