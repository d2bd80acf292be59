import { createHash } from 'node:crypto';
import { KuError } from '../errors.ts';
import type { Draft } from '../types/draft.ts';
import type { Target } from '../types/engine.ts';
import type { Missing } from '../types/finding.ts';
import type { Sentence } from '../types/passage.ts';
import { letters, type Sheet } from '../types/reader.ts';
import type { RepairRequest } from '../types/repair.ts';
import type { NamedThing } from '../types/resolution.ts';
import type { TemplateName } from './kinds.ts';
import type { Prompt } from './parse.ts';
import { fill } from './template.ts';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };

/** Everything that a tokenizer or a reader may take for the end of a line is a blank: one sentence, one line. */
const foldLine = (text: string): string => (isLine.test(text) ? text : text.replaceAll(/[\s\u0085]+/g, ' ').trim());

/** Nearly all sentences are one already: words of ASCII with one space between them. */
const isLine = /^[!-~]+(?: [!-~]+)*$/;

/** The sentences as the model sees them: `[1] …`, one a line, and no line that does not begin with its own number. */
const numberedSentences = (sentences: readonly Pick<Sentence, 'text'>[]): string =>
  sentences.map((sentence, index) => `[${index + 1}] ${foldLine(sentence.text)}`).join('\n');

/**
 * The mark of the lines around the data: 24 hexadecimal digits of the SHA-256 of all that stands between them. The same
 * data has the same mark, so a request can be repeated and cached; and nobody can write a text that holds its own mark.
 */
const boundaryOf = (...data: string[]): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 24);

/**
 * Sets the values into a section of the prompt.
 * @throws KuError `config` where the prompt has no such section, or it uses other values
 */
function section(prompt: Prompt, name: TemplateName, values: Readonly<Record<string, string>>): string {
  const template = prompt.templates[name];
  if (template === null) {
    throw new KuError('config', `${prompt.file}: the section "# ${name}" is missing`, 'add it to the prompt');
  }
  return fill(template, values, { file: prompt.file, section: name });
}

/**
 * The messages that ask for the facts of one passage: first what is the same for every document, last the document.
 * The title is data like the sentences: it comes from the same hand. A prompt for passages is told where they stand as well.
 */
export function extractionMessages(prompt: Prompt, target: Target): Message[] {
  if (prompt.kind === 'passage') return passageMessages(prompt, target);
  const title = foldLine(target.document.credit.title ?? '') || '(none)';
  const sentences = numberedSentences(target.passage.sentences);
  const boundary = boundaryOf(title, sentences);
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary, title, sentences }) },
  ];
}

function passageMessages(prompt: Prompt, { document, passage, names = [] }: Target): Message[] {
  const { setting } = passage;
  const values = {
    title: document.credit.title ?? '',
    section: setting?.section.join(' > ') ?? '',
    kind: setting?.kind ?? 'prose',
    names: names.join('; '),
    before: setting?.before ?? '',
    after: setting?.after ?? '',
  };
  const folded = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, foldLine(text) || '(none)']));
  const data = { ...folded, sentences: numberedSentences(passage.sentences) };
  const boundary = boundaryOf(...Object.values(data));
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary, ...data }) },
  ];
}

/** What an endpoint that takes no schema is told instead; it goes to the end of the system message, where it is constant. */
export const schemaReminder = (prompt: Prompt, jsonSchema: unknown): string =>
  section(prompt, 'schema', { schema: JSON.stringify(jsonSchema) });

const mostProblems = 20;
const longestProblem = 300;

/**
 * What the model is told after an answer that can't be used.
 * @param problems one sentence each; the first 20 are said, each on a line of at most 300 characters
 */
export function askAgainMessage(prompt: Prompt, problems: readonly string[]): string {
  const lines = problems.slice(0, mostProblems).map((problem) => `- ${foldLine(problem).slice(0, longestProblem)}`);
  if (problems.length > mostProblems) lines.push(`- and ${problems.length - mostProblems} more of this kind`);
  return section(prompt, 'again', { problems: lines.join('\n') });
}

/** One line of JSON per failed fact; what the findings quote is data too, so it all stands between the boundary lines. */
export function repairMessages(prompt: Prompt, target: Target, requests: readonly RepairRequest[]): Message[] {
  const sentences = numberedSentences(target.passage.sentences);
  const failures = requests.map((request) => JSON.stringify(request)).join('\n');
  const boundary = boundaryOf(sentences, failures);
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary, sentences, failures }) },
  ];
}

/** The messages of the second look: the entities that the draft has, and what no fact of it mentions. */
export function missingMessages(prompt: Prompt, target: Target, draft: Draft, missing: readonly Missing[]): Message[] {
  const title = foldLine(target.document.credit.title ?? '') || '(none)';
  const sentences = numberedSentences(target.passage.sentences);
  const names = draft.entities.map(({ id, name }) => `${id} ${foldLine(name)}`).join('\n') || '(none)';
  const said = missingLines(missing);
  const boundary = boundaryOf(title, sentences, names, said);
  const values = { boundary, title, sentences, names, missing: said };
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', values) },
  ];
}

/** The messages that put a question of an exam; what the reader is not shown is `(none)`. */
export function answerMessages(prompt: Prompt, sheet: Sheet): Message[] {
  const context = sheet.context === null || sheet.context === '' ? '(none)' : sheet.context;
  const question = sheet.stem === null ? '(none)' : foldLine(sheet.stem);
  const options = sheet.options.map((option, at) => `${letters[at]}. ${foldLine(option)}`).join('\n');
  const boundary = boundaryOf(context, question, options);
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary, context, question, options }) },
  ];
}

/** The messages that ask for the facts of sentences. */
export function factsMessages(prompt: Prompt, texts: readonly string[]): Message[] {
  const sentences = numberedSentences(texts.map((text) => ({ text })));
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary: boundaryOf(sentences), sentences }) },
  ];
}

/** The messages that ask which facts a context entails. */
export function entailmentMessages(prompt: Prompt, given: string, statements: readonly string[]): Message[] {
  const context = given === '' ? '(none)' : given;
  const facts = numberedSentences(statements.map((text) => ({ text })));
  const boundary = boundaryOf(context, facts);
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary, context, facts }) },
  ];
}

/** The messages that ask which names mean one thing: a line of JSON for each, and nothing of the text. */
export function resolveMessages(prompt: Prompt, named: readonly NamedThing[]): Message[] {
  const things = named.map((thing) => foldLine(JSON.stringify(thing))).join('\n');
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary: boundaryOf(things), things }) },
  ];
}

/** The messages that ask for the text of a unit again, with nothing but its content, as JSON, to go by. */
export function reconstructMessages(prompt: Prompt, unitJson: string): Message[] {
  const unit = foldLine(unitJson);
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary: boundaryOf(unit), unit }) },
  ];
}

/** The messages of one step of writing questions: the sentences, `(none)` where it has to do without, and a line of JSON. */
export function questionMessages(prompt: Prompt, texts: readonly string[], asked: object): Message[] {
  const sentences = numberedSentences(texts.map((text) => ({ text }))) || '(none)';
  const task = foldLine(JSON.stringify(asked));
  return [
    { role: 'system', content: prompt.system },
    { role: 'user', content: section(prompt, 'user', { boundary: boundaryOf(sentences, task), sentences, task }) },
  ];
}

function missingLines(missing: readonly Missing[]): string {
  const cited = (numbers: readonly number[]) => numbers.map((number) => `[${number}]`).join('');
  const ofKind = (kind: Missing['kind']) => missing.filter((one) => one.kind === kind);
  const named = (kind: 'number' | 'name') =>
    ofKind(kind).map(({ text, sentences }) => `${foldLine(text)} ${cited(sentences)}`);
  const lines: [string, string[]][] = [
    ['numbers', named('number')],
    ['names', named('name')],
    ['sentences', ofKind('sentence').map(({ sentences }) => cited(sentences))],
  ];
  return lines
    .filter(([, items]) => items.length > 0)
    .map(([label, items]) => `${label}: ${items.join('; ')}`)
    .join('\n');
}
