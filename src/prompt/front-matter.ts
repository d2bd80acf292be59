import { z } from 'zod';
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
  const { parse, YAMLError } = await import('yaml');
  try {
    return { front: frontMatterSchema.parse(parse(text.slice(4, end + 1))), body: text.slice(end + 5) };
  } catch (cause) {
    if (cause instanceof z.ZodError) {
      const problems = cause.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
      throw new KuError('config', `${file}: the front matter is wrong (${problems.join('; ')})`, hint, { cause });
    }
    if (cause instanceof YAMLError) {
      throw new KuError('config', `${file}: the front matter is no YAML (${cause.message})`, hint, { cause });
    }
    throw cause;
  }
}
