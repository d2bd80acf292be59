import { expect } from 'vitest';
import { normaliseText } from '../../src/text/normalise.ts';
import type { Document } from '../../src/types/document.ts';

/** Numbers that look like chance and are the same in every run (a linear congruential generator). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const tagShards = [
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

/** What breaks LaTeX. */
export const texShards = [
  '{',
  '}',
  '$',
  '$$',
  '\\',
  '%',
  '&',
  '[',
  '\n\n',
  '#1',
  '\\begin{a}',
  '\\end{table}',
  '\\iffalse ',
  '\\fi ',
  '\\kelp[',
  '\\def\\a{\\a\\a}\\a',
  '\\verb',
  '\\input{',
  '\0',
  '\ufffd',
];

/** A file with one to five changes: bytes cut out, doubled, changed, put in, or moved. */
export function mutate(content: Buffer, seed: number, shards: readonly string[] = tagShards): Buffer {
  const random = numbersFrom(seed);
  let bytes = content;
  for (let left = 1 + random(5); left > 0; left -= 1) {
    const at = random(bytes.length);
    const end = Math.min(bytes.length, at + 1 + random(200));
    const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const shard = Buffer.from(shards[random(shards.length)] ?? '');
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

export function expectSound({ text, blocks }: Document): void {
  expect(normaliseText(text)).toBe(text);
  let end = 0;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    end = block.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
}
