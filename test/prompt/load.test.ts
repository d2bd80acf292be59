import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KuError } from '../../src/errors.ts';
import { loadPrompt } from '../../src/prompt/load.ts';
import { parsePrompt } from '../../src/prompt/parse.ts';

const example = [
  '# example: one fact',
  '```text\n[1] Ice floats.\n```',
  '```json\n{"summary":null,"entities":[],"relations":[]}\n```',
].join('\n\n');
const good = `---
id: mine
version: 3
changes: shorter
variables: [boundary, title, sentences, schema, problems]
---
# system

Say what the text says.

## A part

More.

${example}

# user

{{boundary}} {{title}} {{sentences}} {{boundary}}

# schema

{{schema}}

# again

{{problems}}
`;

const parse = (text: string) => parsePrompt(new TextEncoder().encode(text), 'mine.md', 'extract');

describe('a prompt file', () => {
  it('gives its parts', async () => {
    const prompt = await parse(good);
    expect(prompt).toMatchObject({ id: 'mine', version: 3, kind: 'extract', changes: 'shorter', file: 'mine.md' });
    expect(prompt.examples).toEqual([
      { title: 'one fact', input: '[1] Ice floats.', output: '{"summary":null,"entities":[],"relations":[]}' },
    ]);
    expect(prompt.system).toBe(
      'Say what the text says.\n\n## A part\n\nMore.\n\n## Example 1: one fact\n\n[1] Ice floats.\n\n{"summary":null,"entities":[],"relations":[]}',
    );
    expect(prompt.templates).toEqual({
      user: '{{boundary}} {{title}} {{sentences}} {{boundary}}',
      schema: '{{schema}}',
      again: '{{problems}}',
    });
    expect(prompt.sha256).toBe(createHash('sha256').update(good).digest('hex'));
  });

  it('reads the same with CRLF and a byte-order mark, under another digest', async () => {
    const [plain, other] = [await parse(good), await parse(`\uFEFF${good.replaceAll('\n', '\r\n')}`)];
    expect({ ...other, sha256: '' }).toEqual({ ...plain, sha256: '' });
    expect(other.sha256).not.toBe(plain.sha256);
  });

  it('may have a heading inside a fence', async () => {
    const prompt = await parse(good.replace('[1] Ice floats.', '[1] Ice floats.\n# user'));
    expect(prompt.examples[0]?.input).toBe('[1] Ice floats.\n# user');
  });

  const faults: [string, string, RegExp][] = [
    ['no front matter', good.replace('---\n', ''), /no front matter/],
    ['front matter without an end', good.replace(']\n---', ']'), /no front matter/],
    ['front matter that is no YAML', good.replace('id: mine', 'id: ["mine"'), /no YAML/],
    ['an empty front matter', good.replace(/---\n[\s\S]*?\n---/, '---\n\n---'), /front matter is wrong/],
    ['no id', good.replace('id: mine\n', ''), /\(id: /],
    ['a version that is no number', good.replace('version: 3', 'version: three'), /version: /],
    ['an unknown key', good.replace('changes:', 'author: A\nchanges:'), /author/],
    [
      'a variable that is not declared',
      good.replace('problems]', 'x]').replace('{{schema}}', '{{schema}}{{x}}'),
      /{{problems}} is used and not declared/,
    ],
    [
      'a declared variable that is not used',
      good.replace('problems]', 'problems, more]'),
      /{{more}} is declared and not used/,
    ],
    [
      'a variable that gets no value',
      good.replace('problems]', 'problems, more]').replace('{{title}}', '{{title}} {{more}}'),
      /section "user" is given no value for {{more}}/,
    ],
    [
      'a value that is not used',
      good.replace('title, ', '').replace('{{title}} ', ''),
      /section "user" does not use {{title}}/,
    ],
    [
      'a variable in another section than its own',
      good.replace('{{schema}}\n', '{{problems}}\n').replace('schema, ', ''),
      /section "schema" is given no value for {{problems}}/,
    ],
    ['braces that begin no variable', good.replace('{{title}}', '{{ title }}'), /section "user" has "{{"/],
    [
      'a variable in the instructions',
      good.replace('More.', 'More {{title}}.'),
      /instructions or examples have a variable/,
    ],
    ['an unknown section', good.replace('# schema', '# scheme'), /"# scheme" names no section/],
    ['a heading with blanks', good.replace('## A part', '# A part'), /"# A part" names no section/],
    ['text before the first section', good.replace('# system', 'Hello\n# system'), /"Hello" stands before/],
    ['no instructions', good.replace(/# system[\s\S]*?# example/, '# example'), /"# system" is missing/],
    [
      'a section that is missing',
      good.replace('# again\n\n{{problems}}\n', '').replace(', problems', ''),
      /"# again" is missing/,
    ],
    ['a section that is empty', good.replace('{{problems}}\n', '').replace(', problems', ''), /"# again" is empty/],
    ['a section twice', good.replace('# again', '# user\n\n{{title}}\n\n# again'), /"# user" stands there twice/],
    [
      'an example without an answer',
      good.replace('```json', '```yaml'),
      /"one fact" has not exactly one fence of json/,
    ],
    [
      'an example with two answers',
      good.replace('# user', '```json\n{}\n```\n\n# user'),
      /not exactly one fence of json/,
    ],
    [
      'an example whose answer is no JSON',
      good.replace('"relations":[]', '"relations":['),
      /answer of example "one fact" is wrong/,
    ],
    [
      'an example whose answer is no draft',
      good.replace('"summary":null,', ''),
      /answer of example "one fact" is wrong.*summary/,
    ],
    ['a fence that is left open', good.replace('[1] Ice floats.\n```', '[1] Ice floats.'), /fence ``` is not closed/],
  ];

  it.each(faults)('is refused with %s', async (_, text, expected) => {
    const error: unknown = await parse(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KuError);
    expect(error).toMatchObject({ code: 'config', message: expect.stringMatching(expected) });
    expect(error).toMatchObject({ message: expect.stringMatching(/^mine\.md: /), hint: expect.stringMatching(/\w/) });
  });

  it('is refused when it is not UTF-8', async () => {
    await expect(parsePrompt(Uint8Array.of(0xff, 0xfe, 0x00), 'mine.md', 'extract')).rejects.toThrow(
      /mine\.md: is not UTF-8/,
    );
  });

  it('is refused when it has a section that its kind has no use for', async () => {
    const bytes = new TextEncoder().encode(
      '---\nid: a\nversion: 1\nchanges: b\nvariables: [boundary, unit, problems]\n---\n# system\nA\n# user\n{{boundary}}{{unit}}\n# again\n{{problems}}\n',
    );
    await expect(parsePrompt(bytes, 'a.md', 'reconstruct')).rejects.toThrow(/"# again" has no use/);
  });
});

describe('loading a prompt', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ku-prompt-'));
    await writeFile(join(folder, 'mine.md'), good);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes the newest released one, one by its id, or a file', async () => {
    expect((await loadPrompt(null)).id).toMatch(/^extract\.v\d+$/);
    expect((await loadPrompt('extract.v1')).id).toBe('extract.v1');
    const file = join(folder, 'mine.md');
    expect(await loadPrompt(file)).toMatchObject({ id: 'mine', file });
  });

  it('gives the digest of the bytes of the file', async () => {
    const bytes = await readFile(new URL('../../prompts/extract.v1.md', import.meta.url));
    expect((await loadPrompt('extract.v1')).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it.each(['extract.v0', 'extract.v1.md', '../prompts', 'repair.v1', ''])('refuses %j', async (name) => {
    const error: unknown = await loadPrompt(name).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KuError);
    expect(error).toMatchObject({ code: 'config', hint: expect.stringContaining('extract.v1') });
  });
});
