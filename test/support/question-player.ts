import type { QuestionStep } from '../../src/types/question-step.ts';
import type { AskedRequest, Played } from './endpoint.ts';

/** What a played writer of questions is asked: the step, by the first words of its prompt, the sentences and the task. */
export type AskedStep = { step: QuestionStep; sentences: string; task: Record<string, unknown> };

const openings: Record<QuestionStep, string> = {
  stems: 'You write exam questions about',
  quick: 'You write exam questions with four options',
  proposer: 'You write wrong options',
  selector: 'You choose',
  evaluator: 'You judge',
  refiner: 'You rewrite',
  answer: 'You answer',
};

export function askedStep({ body }: AskedRequest): AskedStep {
  const [system, user] = body.messages.map(({ content }) => content);
  const found = Object.entries(openings).find(([, opening]) => system?.startsWith(opening));
  const [, sentences = '', task = ''] = /<<<DATA \w+\n([\s\S]*)\n\n(.*)\nDATA \w+>>>/.exec(user ?? '') ?? [];
  return { step: (found?.[0] ?? '') as QuestionStep, sentences, task: JSON.parse(task) };
}

/** Answers each step by a function of its own; a step without one is a failure of the endpoint. */
export function playSteps(
  answers: Partial<Record<QuestionStep, (asked: AskedStep, index: number) => unknown>>,
): (request: AskedRequest) => Played {
  const counts = new Map<QuestionStep, number>();
  return (request) => {
    const asked = askedStep(request);
    const index = counts.get(asked.step) ?? 0;
    counts.set(asked.step, index + 1);
    const answer = answers[asked.step];
    if (answer === undefined) return { status: 400, body: `{"error":{"message":"nobody plays ${asked.step}"}}` };
    return { content: JSON.stringify(answer(asked, index)) };
  };
}
