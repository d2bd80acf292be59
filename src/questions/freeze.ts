import { hashOfFile, noHash } from '../text/hash-of-file.ts';
import type { Question, QuestionsEnd } from '../types/question.ts';
import type { QuestionModel, QuestionStep } from '../types/question-step.ts';
import { type DropReason, questionId } from './candidate.ts';
import { rankOf, shuffled } from './shuffle.ts';
import type { DocumentQuestions } from './write.ts';

export type FreezeOptions = {
  /** Null where none was asked. */
  model: Pick<QuestionModel, 'model' | 'prompts'> | null;
  steps: readonly QuestionStep[];
  seed: number;
};

/** A file of questions, and what it holds. */
export type Frozen = { text: string; questions: Question[]; end: QuestionsEnd };

/**
 * The file of questions: a line for each, and a last one with the hash of all. Options are shuffled by a seed made of the
 * question's id; the right ones stand on A to D equally often, up to one where the questions are no multiple of four. What a document
 * that came twice asks again is counted as dropped.
 */
export function freeze(documents: readonly DocumentQuestions[], options: FreezeOptions): Frozen {
  const all = documents.flatMap((document) => questionsOf(document, options));
  const once = [...new Map(all.map((question) => [question.id, question])).values()];
  const questions = balanced(once, options.seed);
  const twice = Array.from({ length: all.length - once.length }, (): DropReason => 'twice');
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const unsigned: QuestionsEnd = {
    schema: 'ku/questions/1',
    sha256: noHash,
    questions: questions.length,
    dropped: countsOf([...documents.flatMap(({ dropped }) => dropped), ...twice]),
    seed: options.seed,
  };
  const end = { ...unsigned, sha256: hashOfFile(lines, `${JSON.stringify(unsigned)}\n`) };
  return { text: `${lines}${JSON.stringify(end)}\n`, questions, end };
}

/** The right option stands first, until all are balanced. */
function questionsOf({ source, written, from }: DocumentQuestions, { model, steps }: FreezeOptions): Question[] {
  const prompts = (model === null ? [] : steps).flatMap((step) => {
    const prompt = model?.prompts[step];
    return prompt === undefined ? [] : [{ id: prompt.id, sha256: prompt.sha256 }];
  });
  const { id, sha256, domain } = source;
  return written.map(({ candidate, stratum }) => ({
    schema: 'ku/question/1',
    id: questionId(source, candidate),
    document: { id, sha256, ...(domain === undefined ? {} : { domain }) },
    kind: candidate.kind,
    evidence: candidate.evidence,
    stem: candidate.stem,
    options: [candidate.key, ...[...candidate.wrong].sort()],
    key: 0,
    stratum,
    provenance: { model: model?.model ?? null, prompts, ...(from === undefined ? {} : { from }) },
  }));
}

/** Places follow the rank of the id under the seed, so that neither order of documents nor kind of question tells them. */
function balanced(questions: readonly Question[], seed: number): Question[] {
  const ranked = questions
    .map(({ id }, at) => ({ at, rank: rankOf(`${seed} place ${id}`) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const letters = shuffled([0, 1, 2, 3], `${seed} letters`);
  const places = new Map(ranked.map(({ at }, rank) => [at, letters[rank % 4] ?? 0]));
  return questions.map((question, at) => placed(question, places.get(at) ?? 0, seed));
}

function placed(question: Question, key: number, seed: number): Question {
  const [right = '', ...wrong] = question.options;
  const others = shuffled(wrong, `${seed} options ${question.id}`);
  return { ...question, options: [...others.slice(0, key), right, ...others.slice(key)], key };
}

function countsOf(dropped: readonly DropReason[]): Record<string, number> {
  const counts = new Map<DropReason, number>();
  for (const reason of dropped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
