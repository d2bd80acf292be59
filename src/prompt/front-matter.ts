import * as z from 'zod';
import { KuError } from '../errors.ts';

const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected letters, digits, dots, hyphens, and underscores'),
  version: z.int().min(1),
  changes: z.string().min(1),
  variables: z.array(z.string()),
});

type FrontMatter = z.infer<typeof frontMatterSchema>;

const hint = 'between two lines of --- it has id, version, changes (what changed), and variables (a list of names)';

/**
 * Splits a prompt file into its front matter, checked, and its body.
 * @throws KuError `config` where the front matter is missing, no YAML, or not what it should be
 */
export async function splitFrontMatter(text: string, file: string): Promise<{ front: FrontMatter; body: string }> {
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1;
  if (end < 0) throw new KuError('config', `${file}: has no front matter`, hint);
  const yaml = text.slice(4, end + 1);
  const { data, error } = frontMatterSchema.safeParse(simpleFields(yaml) ?? (await readYaml(yaml, file)));
  if (data !== undefined) return { front: data, body: text.slice(end + 5) };
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
  throw new KuError('config', `${file}: the front matter is wrong (${problems.join('; ')})`, hint, { cause: error });
}

async function readYaml(yaml: string, file: string): Promise<unknown> {
  const { parse, YAMLError } = await import('yaml');
  try {
    return parse(yaml);
  } catch (cause) {
    if (!(cause instanceof YAMLError)) throw cause;
    throw new KuError('config', `${file}: the front matter is no YAML (${cause.message})`, hint, { cause });
  }
}

/** Lines that YAML reads in one way alone: a field with a number, a list of names, or words that are nothing but text. */
const simpleLine = /^([a-z]+): (?:([1-9]\d{0,8})|\[([a-z]+(?:, [a-z]+)*)\]|([A-Za-z][\w ,.;()'-]*[\w.)]))$/;
/** Words that YAML takes for something else. */
const otherWords = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** The fields of a front matter that has simple lines alone, as those of the house do; null leaves it to the YAML package: 72 modules. */
export function simpleFields(yaml: string): Record<string, unknown> | null {
  const fields: Record<string, unknown> = {};
  for (const line of yaml.replace(/\n$/, '').split('\n')) {
    const [, name, number, names, words] = simpleLine.exec(line) ?? [];
    if (name === undefined || name in fields) return null;
    const list = names?.split(', ');
    if ([name, words, ...(list ?? [])].some((word) => otherWords.has(word?.toLowerCase() ?? ''))) return null;
    fields[name] = number === undefined ? (list ?? words) : Number(number);
  }
  return fields;
}
