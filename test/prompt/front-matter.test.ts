import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { simpleFields } from '../../src/prompt/front-matter.ts';

const prompts = readdirSync('prompts').map((name) => readFileSync(`prompts/${name}`, 'utf8'));
const frontOf = (prompt: string): string => prompt.slice(4, prompt.indexOf('\n---\n', 3) + 1);

const read = (yaml: string): unknown => {
  try {
    return parse(yaml);
  } catch {
    return 'no YAML';
  }
};

describe('the front matter of a prompt', () => {
  it('is simple in all prompts of the house, so that none needs the YAML package', () => {
    for (const prompt of prompts) expect(simpleFields(frontOf(prompt))).toEqual(parse(frontOf(prompt)));
  });

  it.each([
    'id: null',
    'id: No',
    'variables: [a, true]',
    'id: a: b',
    'id: a #b',
    'id: "a"',
    "id: 'a'",
    'id: 0x1f',
    'id: 1e3',
    'id: 2001-01-01',
    'id: a\n  b',
    'id: a\nid: b',
    'id: |\n  text',
    'id: &a b',
    'id:',
    'variables:\n- a',
    'a: b\n\nc: d',
    '- a',
  ])('leaves %j to the package', (yaml) => {
    expect(simpleFields(`${yaml}\n`)).toBeNull();
  });

  it('reads what it reads as the package does', () => {
    const word = fc.oneof(
      fc.constantFrom('null', 'true', 'on', '.inf', '~', '0o7', '1e3', '12', '-', ':', '#', '[a]', "it's", '(b)', ','),
      fc.stringMatching(/^[\w.,;:'()-]{1,6}$/),
    );
    const value = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const list = fc.array(word, { maxLength: 3 }).map((names) => `[${names.join(', ')}]`);
    const line = fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(value, list));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
        const yaml = lines.map(([name, text]) => `${name}: ${text}\n`).join('');
        const fields = simpleFields(yaml);
        if (fields !== null) expect(fields).toEqual(read(yaml));
      }),
      { numRuns: 3000 },
    );
  });
});
