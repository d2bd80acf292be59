import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../src/passages/index.ts';
import { normaliseText } from '../../src/text/normalise.ts';
import type { Document } from '../../src/types/document.ts';
import { failureCodes } from '../../src/types/failure.ts';
import { readStdin } from './reading.ts';

/** Numbers that look like chance and are the same in every run (a linear congruential generator). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const shards = [
  '<',
  '>',
  '</p>',
  '<p>',
  '&',
  ';',
  '"',
  "'",
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE a [',
  '\0',
  '\ufffd',
];
const moreShards = [
  '|',
  '\n\n',
  '# ',
  '```\n',
  '$$',
  '<table><tr><td rowspan=9 colspan=9>',
  '<sup>',
  '&#x110000;',
  '<svg>',
  ']',
];

/** A file with one to five changes: bytes cut out, doubled, changed, put in, or moved. */
function mutate(content: Buffer, seed: number): Buffer {
  const random = numbersFrom(seed);
  let bytes = content;
  for (let left = 1 + random(5); left > 0; left -= 1) {
    const at = random(bytes.length);
    const end = Math.min(bytes.length, at + 1 + random(200));
    const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const all = [...shards, ...moreShards];
    const shard = Buffer.from(all[random(all.length)] ?? '');
    const changes = [
      [head, tail],
      [head, part, part, part, tail],
      [head, Buffer.from(part.map((byte) => byte ^ (1 << random(8)))), tail],
      [head, shard, part, tail],
      [tail, part, head],
      [head],
    ];
    bytes = Buffer.concat(changes[random(changes.length)] ?? []);
    if (bytes.length === 0) return Buffer.from(' ');
  }
  return bytes;
}

function expectSound({ text, blocks }: Document): void {
  expect(normaliseText(text)).toBe(text);
  let end = 0;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    end = block.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
}

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/read', name));

describe('400 mutated files of a format end as a document or as a named failure', () => {
  test.each([
    ['jats', 'kelp.xml'],
    ['html', 'kelp.html'],
    ['md', 'kelp.md'],
  ])('%s', async (inputFormat, name) => {
    const content = fixture(name);
    let read = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const { documents, failures } = await readStdin([mutate(content, seed)], { inputFormat });
      expect(documents.length + failures.length).toBeGreaterThan(0);
      for (const document of documents) {
        expectSound(document);
        for (const passage of passagesOf(document)) {
          expect(passage.text).toBe(document.text.slice(passage.start, passage.end));
        }
      }
      for (const { code } of failures) expect(failureCodes).toHaveProperty(code);
      read += documents.length;
    }
    expect(read).toBeGreaterThan(0);
  });
});

describe('lines of many megabytes end in bounded time', () => {
  test.each([
    ['jats', '<article><body><p>', 'kelp '],
    ['jats', '<article><body><p>', '&amp;'],
    ['jats', '<article ', 'a="" '],
    ['html', '<p>', 'kelp '],
    ['html', '<p>', '<b>x</b>'],
    ['html', '<p ', 'a '],
    ['md', '', '| '],
    ['md', '', '* '],
    ['md', '[', '!['],
    ['md', '', '<sup>'],
  ])('%s: %j and then %j', async (inputFormat, start, again) => {
    const bytes = Buffer.from(start + again.repeat(400_000));
    const { documents, failures } = await readStdin([bytes], { inputFormat });
    expect(documents.length + failures.length).toBe(1);
  });
});
