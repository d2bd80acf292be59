import { createHash } from 'node:crypto';
import * as z from 'zod';
import { KuError } from '../errors.ts';
import { splitFrontMatter } from './front-matter.ts';
import { kindOf, type PromptKind, type TemplateName, templateNames } from './kinds.ts';
import { fencedText, onlySection, type Section, sectionsOf } from './sections.ts';
import { variablesOf } from './template.ts';

/** A worked example: what the model is shown, and what it should answer, as JSON text. */
type Example = { title: string; input: string; output: string };

export type Prompt = {
  id: string;
  kind: PromptKind;
  version: number;
  /** What changed against the version before. */
  changes: string;
  /** The file, as messages name it. */
  file: string;
  /** SHA-256 of the bytes of the file, in hexadecimal. */
  sha256: string;
  variables: string[];
  examples: Example[];
  /** The instructions, then all worked examples: the constant part, byte-identical for every document. */
  system: string;
  /** The sections that take values; null where prompts of this kind have none. */
  templates: Record<TemplateName, string | null>;
};

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new KuError('config', `${file}: is not UTF-8`, 'save the prompt as UTF-8', { cause });
  }
}

function exampleOf(section: Section, kind: PromptKind, file: string): Example {
  const input = fencedText(section, 'text', file);
  const output = fencedText(section, 'json', file);
  try {
    const answer: unknown = JSON.parse(output);
    kindOf(kind).answer?.parse(answer);
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    const why = cause instanceof z.ZodError ? z.prettifyError(cause).replaceAll('\n', ' ') : cause.message;
    const message = `${file}: the answer of example "${section.title}" is wrong: ${why}`;
    throw new KuError('config', message, 'write the answer as the model must give it', { cause });
  }
  return { title: section.title, input, output };
}

/** The first name of one list that the other lacks. */
const lacking = (names: readonly string[], others: readonly string[]): string | undefined =>
  names.find((name) => !others.includes(name));

function checkDeclared(declared: readonly string[], used: readonly string[], file: string): void {
  const undeclared = lacking(used, declared);
  if (undeclared !== undefined) {
    const hint = 'add it to "variables" in the front matter, or take it out of the text';
    throw new KuError('config', `${file}: {{${undeclared}}} is used and not declared`, hint);
  }
  const unused = lacking(declared, used);
  if (unused !== undefined) {
    const hint = 'use it, or take it out of "variables" in the front matter';
    throw new KuError('config', `${file}: {{${unused}}} is declared and not used`, hint);
  }
}

/** A prompt is told at once, not at the first document, when a section would be given other values than it uses. */
function checkTemplate(prompt: Prompt, name: TemplateName): void {
  const { file, kind } = prompt;
  const template = prompt.templates[name];
  const given = kindOf(kind).templates[name];
  if (given === undefined || template === null) {
    if (given === undefined && template === null) return;
    const names = ['system', ...Object.keys(kindOf(kind).templates)];
    const message = `${file}: the section "# ${name}" ${template === null ? 'is missing' : 'has no use here'}`;
    throw new KuError('config', message, `prompts that ${kind} have the sections ${names.join(', ')}, and examples`);
  }
  const used = variablesOf(template, { file, section: name });
  const hint = `the section must use ${given.map((value) => `{{${value}}}`).join(', ')}, and nothing else`;
  const unknown = lacking(used, given);
  if (unknown !== undefined) {
    throw new KuError('config', `${file}: section "${name}" is given no value for {{${unknown}}}`, hint);
  }
  const unused = lacking(given, used);
  if (unused !== undefined) {
    throw new KuError('config', `${file}: section "${name}" does not use {{${unused}}}`, hint);
  }
}

function checkVariables(prompt: Prompt): void {
  const { file, templates } = prompt;
  if (variablesOf(prompt.system, { file, section: 'system' }).length > 0) {
    const hint = 'instructions and examples are the same for every document, so that providers can cache them';
    throw new KuError('config', `${file}: the instructions or examples have a variable`, hint);
  }
  const used = templateNames.flatMap((name) => variablesOf(templates[name] ?? '', { file, section: name }));
  checkDeclared(prompt.variables, used, file);
  for (const name of templateNames) checkTemplate(prompt, name);
}

/** Instructions and examples as one text. */
function constantPart(instructions: string, examples: Example[]): string {
  const shown = examples.map(
    ({ title, input, output }, index) => `## Example ${index + 1}: ${title}\n\n${input}\n\n${output}`,
  );
  return [instructions, ...shown].join('\n\n');
}

/**
 * Reads the bytes of a prompt file and checks everything that can be checked before the first document.
 * @param file the file as messages should name it
 * @throws KuError `config` naming the file and what is wrong in it
 */
export async function parsePrompt(bytes: Uint8Array, file: string, kind: PromptKind): Promise<Prompt> {
  const { front, body } = await splitFrontMatter(decoded(bytes, file), file);
  const sections = sectionsOf(body, file);
  const instructions = onlySection(sections, 'system', file);
  if (instructions === null) {
    throw new KuError('config', `${file}: the section "# system" is missing`, 'it holds the instructions');
  }
  const examples = sections
    .filter((section) => section.name === 'example')
    .map((section) => exampleOf(section, kind, file));
  const prompt: Prompt = {
    ...front,
    kind,
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    examples,
    system: constantPart(instructions, examples),
    templates: {
      user: onlySection(sections, 'user', file),
      schema: onlySection(sections, 'schema', file),
      again: onlySection(sections, 'again', file),
    },
  };
  checkVariables(prompt);
  return prompt;
}
