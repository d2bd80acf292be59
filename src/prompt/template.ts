import { KuError } from '../errors.ts';

/** Where a template stands, for messages: a file and a section of it. */
type Place = { file: string; section: string };

const variable = /\{\{([a-z][a-zA-Z0-9]*)\}\}/g;

const listed = (names: Iterable<string>): string => [...names].map((name) => `{{${name}}}`).join(', ');

/**
 * Names of the variables `{{name}}` of a template, each once, in order of their first use.
 * @throws KuError `config` where two opening braces begin no variable
 */
export function variablesOf(template: string, place: Place): string[] {
  const rest = template.replaceAll(variable, '');
  if (rest.includes('{{')) {
    throw new KuError(
      'config',
      `${place.file}: section "${place.section}" has "{{" that begins no variable`,
      'write variables as {{name}}: no blanks, a lower-case letter first, then letters and digits',
    );
  }
  return [...new Set(Array.from(template.matchAll(variable), (match) => match[1] ?? ''))];
}

const variables = new Map<string, Set<string>>();

/** A run fills the few templates of its prompts again and again. */
function rememberedVariables(template: string, place: Place): Set<string> {
  const known = variables.get(template) ?? new Set(variablesOf(template, place));
  variables.set(template, known);
  return known;
}

/**
 * Sets the values into a template, in one pass: what looks like a variable inside a value stays as it is.
 * @throws KuError `config` where a variable has no value, or a value has no variable
 */
export function fill(template: string, values: Readonly<Record<string, string>>, place: Place): string {
  const used = rememberedVariables(template, place);
  const given = new Set(Object.keys(values));
  const without = [...used].filter((name) => !given.has(name));
  const unknown = [...given].filter((name) => !used.has(name));
  const where = `${place.file}: section "${place.section}"`;
  if (without.length > 0) {
    throw new KuError('config', `${where} has no value for ${listed(without)}`, `it is given ${listed(given)}`);
  }
  if (unknown.length > 0) {
    throw new KuError('config', `${where} does not use ${listed(unknown)}`, 'every value that is given must be used');
  }
  return template.replaceAll(variable, (_, name: string) => values[name] ?? '');
}
