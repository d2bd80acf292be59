import { describe, expect, it } from 'vitest';
import { loadPrompt } from '../../src/prompt/load.ts';
import { checkerOf } from '../../src/questions/checks.ts';
import { questionSteps } from '../../src/types/question-step.ts';

const sentencesOf = (input: string) => [...input.matchAll(/^\[\d+\] (.*)$/gm)].map(([, text = '']) => text);

describe('the examples of the prompts for questions', () => {
  it('pass the checks that questions must pass', async () => {
    const { examples } = await loadPrompt('question-quick.v1', 'question-quick');
    expect(examples.length).toBeGreaterThan(0);
    for (const { input, output } of examples) {
      const check = checkerOf({ id: 'example', sha256: '', sentences: sentencesOf(input) });
      const { questions } = questionSteps.quick.parse(JSON.parse(output));
      expect(questions.map((question) => check.whole(question))).toEqual(questions.map(() => null));
    }
  });

  it('pass them without wrong options too', async () => {
    const { examples } = await loadPrompt('question-stems.v1', 'question-stems');
    for (const { input, output } of examples) {
      const check = checkerOf({ id: 'example', sha256: '', sentences: sentencesOf(input) });
      const { questions } = questionSteps.stems.parse(JSON.parse(output));
      const wrongOf = (key: string) => ['a', 'b', 'c'].map((letter) => letter.repeat(key.length));
      expect(questions.map((stem) => check.whole({ ...stem, wrong: wrongOf(stem.key) }))).toEqual(
        questions.map(() => null),
      );
    }
  });
});
