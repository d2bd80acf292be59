import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readInputs } from '../../src/read/index.ts';
import { codes, folderWith, ids, options, read, texts } from './reading.ts';

/** What of a folder this process holds open; null where the system does not tell. */
function openIn(folder: string): number | null {
  if (process.platform !== 'linux') return null;
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(join('/proc/self/fd', fd));
    } catch {
      return '';
    }
  });
  return links.filter((link) => link.startsWith(folder)).length;
}

const line = `${JSON.stringify({ text: 'Rain falls on the plain. '.repeat(20) })}\n`;
const contents: [name: string, content: string][] = [
  ['a.jsonl', line.repeat(10_000)],
  ['a.csv', `text\n${'Rain falls.\n'.repeat(100_000)}`],
  ['a.txt', 'Abstract: Rain falls.\n'.repeat(100_000)],
];

describe('a consumer that stops', () => {
  test.each(contents)('closes %s', async (name, content) => {
    const cwd = folderWith({ [name]: content });
    for await (const reading of readInputs([name], options({ cwd }))) {
      expect(reading.kind).toBe('document');
      expect(openIn(cwd)).not.toBe(0);
      break;
    }
    expect(openIn(cwd)).not.toBe(1);
  });

  test.each(contents)('lets go of standard input that goes on (%s)', async (name, content) => {
    const stdin = new PassThrough();
    stdin.write(content);
    for await (const reading of readInputs(['-'], options({ stdin, inputFormat: name.slice(2) }))) {
      expect(reading.kind).toBe('document');
      break;
    }
    expect(stdin.destroyed).toBe(true);
  });

  test.each(contents)('reads no further ahead in %s than a few chunks', async (name, content) => {
    let given = 0;
    const stdin = Readable.from(
      (function* () {
        for (let round = 0; round < 100; round++) {
          given++;
          yield Buffer.from(content);
        }
      })(),
      { objectMode: false, highWaterMark: 1 },
    );
    const inputFormat = name.slice(2);
    for await (const reading of readInputs(['-'], options({ stdin, inputFormat }))) {
      expect(reading.kind).toBe('document');
      break;
    }
    expect(given).toBeLessThan(5);
  });
});

describe('abort', () => {
  test.each(contents)('ends the reading of %s and closes it', async (name, content) => {
    const cwd = folderWith({ [name]: content });
    const controller = new AbortController();
    const reason = new Error('enough');
    let count = 0;
    const reading = (async () => {
      for await (const _ of readInputs([name], options({ cwd, signal: controller.signal })))
        if (++count === 3) controller.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    expect(count).toBe(3);
    expect(openIn(cwd)).not.toBe(1);
  });

  test('ends the waiting for standard input', async () => {
    const controller = new AbortController();
    const stdin = new PassThrough();
    setTimeout(() => controller.abort(), 20);
    await expect(read(['-'], { stdin, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(stdin.destroyed).toBe(true);
  });

  test('before the start reads nothing', async () => {
    const signal = AbortSignal.abort();
    await expect(read(['list.txt'], { signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(read(['-'], { stdin: new PassThrough(), signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a stream that breaks is a failure after what was read of it', async () => {
  const stdin = Readable.from(
    (async function* () {
      yield Buffer.from('{"text": "Rain."}\n'.repeat(5000));
      throw Object.assign(new Error('broken'), { code: 'EIO' });
    })(),
  );
  const result = await read(['-'], { stdin, inputFormat: 'jsonl' });
  expect(codes(result)).toEqual(['unreadable stdin stdin']);
  expect(result.failures[0]?.message).toContain('EIO');
});

test('a stream of strings', async () => {
  const stdin = new PassThrough({ encoding: 'utf8' });
  stdin.end('Größe.');
  expect(texts(await read(['-'], { stdin }))).toEqual(['Größe.']);
});

test('documents of many files come in the order of the inputs', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${index}.txt`);
  const cwd = folderWith(Object.fromEntries(names.map((name) => [name, name])));
  expect(ids(await read(names, { cwd }))).toEqual(names.map((name) => name.replace('.txt', '')));
});
