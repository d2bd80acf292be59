import { readFileSync } from 'node:fs';
import type { Question } from '../../src/types/question.ts';
import { letters, type Reader, type Sheet } from '../../src/types/reader.ts';

/** An answer as it was given by hand: `option` is a place among the options of the question, null for "the context does not say". */
export type RecordedAnswer = { question: string; given: string; option: number | null; words: string };

export const linesOf = <Row>(file: URL): Row[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

/** The questions of a frozen file, without its last line. */
export const questionsOf = (file: URL): Question[] =>
  linesOf<Question | { schema: 'ku/questions/1' }>(file).filter((line): line is Question => 'stem' in line);

const sorted = (options: readonly string[]): string => [...options].sort().join('\n');

/**
 * Gives the recorded answers again, to the same question with the same context in any order of options. It stands in for a model in
 * tests alone, and throws where nothing was recorded.
 * @param nameOf what a context is called in the recording
 */
export function recordedReader(
  questions: readonly Question[],
  answers: readonly RecordedAnswer[],
  nameOf: (context: string, question: string) => string,
): Reader {
  const byOptions = new Map(questions.map((question) => [sorted(question.options), question]));
  const recorded = new Map(answers.map((answer) => [`${answer.question} ${answer.given}`, answer]));
  const answerTo = ({ context, stem, options }: Sheet) => {
    const question = byOptions.get(sorted(options.slice(0, 4)));
    if (question === undefined) throw new Error(`no such question was recorded: ${stem}`);
    const given = context === null ? (stem === null ? 'options' : 'nothing') : nameOf(context, question.id);
    const answer = recorded.get(`${question.id} ${given}`);
    if (answer === undefined) throw new Error(`no answer was recorded: ${question.id} ${given}`);
    const option = answer.option === null ? 4 : options.indexOf(question.options[answer.option] ?? '');
    return { words: answer.words, answer: letters[option] ?? 'E' };
  };
  return {
    model: 'by-hand',
    prompt: { id: 'answer.v1', sha256: '' },
    answer: async (sheet) => ({
      ...answerTo(sheet),
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 },
      attempts: 1,
    }),
  };
}
