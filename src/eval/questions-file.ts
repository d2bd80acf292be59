import type { z } from 'zod';
import { KuError } from '../errors.ts';
import { hashOfFile } from '../text/hash-of-file.ts';
import { type Question, type QuestionsEnd, questionSchema, questionsEndSchema } from '../types/question.ts';

export type QuestionsFile = { questions: Question[]; end: QuestionsEnd };

/**
 * Reads a file of questions, and checks that it is whole and unchanged.
 * @param name as messages call it
 * @throws KuError `questions` at the first line that is wrong
 */
export function parseQuestions(text: string, name: string): QuestionsFile {
  if (text.trim() === '') throw broken(name, 'it is empty');
  const before = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
  const last = text.slice(before.length);
  const lines = before.split('\n').slice(0, -1);
  const questions = lines.map((line, at) => parsed(line, questionSchema, `${name}:${at + 1}`));
  const end = parsed(last, questionsEndSchema, `${name}:${lines.length + 1}`);
  if (end.questions !== questions.length || end.sha256 !== hashOfFile(before, last)) {
    throw broken(name, 'it is not what its last line says that it is: a frozen file was changed');
  }
  const ids = new Set(questions.map(({ id }) => id));
  if (ids.size < questions.length) throw broken(name, 'two questions have one id');
  return { questions, end };
}

function parsed<Value>(line: string, schema: z.ZodType<Value>, place: string): Value {
  try {
    const result = schema.safeParse(JSON.parse(line));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw broken(place, `/${issue?.path.join('/')}: ${issue?.message}`);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw broken(place, `no JSON: ${cause.message}`);
    throw cause;
  }
}

const broken = (place: string, why: string): KuError =>
  new KuError('questions', `${place}: ${why}`, 'give a file as ku questions writes it, whole and unchanged');
