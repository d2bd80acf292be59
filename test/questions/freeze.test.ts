import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/questions/index.ts';
import { planOf } from '../../src/questions/plan.ts';
import { type Question, type QuestionsEnd, questionSchema, questionsEndSchema } from '../../src/types/question.ts';
import { type QuestionModel, type QuestionStep, questionSteps } from '../../src/types/question-step.ts';
import { jsonLines } from '../support/cli.ts';

const steps = Object.keys(questionSteps) as QuestionStep[];
const model: QuestionModel = {
  model: 'played',
  prompts: Object.fromEntries(
    steps.map((step) => [step, { id: step, sha256: 'c'.repeat(64) }]),
  ) as QuestionModel['prompts'],
  ask: () => Promise.reject(new Error('nobody asks here')),
};

const documentOf = (name: string, questions: number) => ({
  source: { id: name, sha256: createHash('sha256').update(name).digest('hex'), sentences: ['One.'] },
  written: Array.from({ length: questions }, (_, at) => ({
    candidate: {
      kind: 'name' as const,
      evidence: [1],
      stem: `Which ${name} is number ${at}?`,
      key: `right ${at}`,
      wrong: [`one ${at}`, `two ${at}`, `three ${at}`],
    },
    stratum: 'open' as const,
  })),
  dropped: ['length', 'copied', 'length'] as ('length' | 'copied')[],
});

const frozen = (documents: ReturnType<typeof documentOf>[], seed = 1) => {
  const { text } = freeze(documents, { model, steps: ['stems', 'answer'], seed });
  const lines = jsonLines<Question | QuestionsEnd>(text);
  return { text, questions: lines.slice(0, -1) as Question[], end: lines.at(-1) as QuestionsEnd };
};

const placesOf = (questions: Question[]) =>
  [0, 1, 2, 3].map((key) => questions.filter((one) => one.key === key).length);

describe('a frozen file of questions', () => {
  const documents = [documentOf('kelp', 9), documentOf('zinc', 11)];

  it('holds questions and an end that the schemas accept, with the hash of all', () => {
    const { text, questions, end } = frozen(documents);
    for (const question of questions) questionSchema.parse(question);
    questionsEndSchema.parse(end);
    const blank = text.replace(`"sha256":"${end.sha256}"`, `"sha256":"${'0'.repeat(64)}"`);
    expect(end.sha256).toBe(createHash('sha256').update(blank).digest('hex'));
    expect(end).toMatchObject({ questions: 20, dropped: { copied: 2, length: 4 }, seed: 1 });
    expect(questions[0]?.provenance.prompts.map(({ id }) => id)).toEqual(['stems', 'answer']);
  });

  it('has the right option on each letter equally often, and under the key', () => {
    const { questions } = frozen(documents);
    expect(placesOf(questions)).toEqual([5, 5, 5, 5]);
    for (const { options, key } of questions) expect(options[key]).toMatch(/^right/);
    for (const seed of [1, 2, 3]) {
      const places = placesOf(frozen([documentOf('tin', 7)], seed).questions);
      expect(Math.max(...places) - Math.min(...places)).toBe(1);
    }
  });

  it('is the same for the same seed and other for another, each question apart from the order of documents', () => {
    expect(frozen(documents).text).toBe(frozen(documents).text);
    expect(frozen(documents, 2).text).not.toBe(frozen(documents).text);
    const byId = (questions: Question[]) => [...questions].sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(byId(frozen([...documents].reverse()).questions)).toEqual(byId(frozen(documents).questions));
  });

  it('asks nothing twice where a document came twice', () => {
    const { questions, end } = frozen([documentOf('kelp', 3), documentOf('kelp', 3)]);
    expect(questions).toHaveLength(3);
    expect(end.dropped.twice).toBe(3);
  });

  it('shuffles the wrong options too', () => {
    const orders = new Set(
      frozen([documentOf('tin', 60)]).questions.map(({ options }) =>
        options
          .filter((option) => !option.startsWith('right'))
          .map((option) => option.split(' ')[0])
          .join(),
      ),
    );
    expect(orders.size).toBe(6);
  });
});

describe('the plan of a document', () => {
  it('covers all sentences once, in stretches as equal as can be', () => {
    expect(planOf(10, 4).stretches).toEqual([
      [1, 2],
      [3, 5],
      [6, 7],
      [8, 10],
    ]);
    expect(planOf(2, 8).stretches).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
});
