import { spawn } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KuError } from '../../src/errors.ts';
import { makeFolder } from '../../src/files/make-folder.ts';
import { atomicFile } from '../../src/write/atomic-file.ts';
import { isBrokenPipe, openSink, type UnitSink } from '../../src/write/index.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { anyWords } from '../support/unit-arbitrary.ts';

const folder = temporaryFolders();
const unit = sampleUnit();
const document = unit.document;

/** A stream that keeps what it is given; it takes each piece only after `delay` turns of the event loop. */
function memory() {
  const chunks: string[] = [];
  let waiting = 0;
  let mostWaiting = 0;
  const stream = new Writable({
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      waiting += 1;
      mostWaiting = Math.max(mostWaiting, waiting);
      setImmediate(() => {
        waiting -= 1;
        done();
      });
    },
  });
  return { stream, text: () => chunks.join(''), mostWaiting: () => mostWaiting };
}

/** A stream whose writes fail from the given one on. */
function failing(code: string, from = 0): Writable {
  let writes = 0;
  return new Writable({
    write(_chunk, _encoding, done) {
      writes += 1;
      if (writes <= from) done();
      else setImmediate(() => done(Object.assign(new Error(`write ${code}`), { code })));
    },
  });
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

async function codeOf(promise: Promise<unknown>): Promise<string | null> {
  const error = await errorOf(promise);
  return error instanceof KuError ? error.code : null;
}

const open = (out: string | null, format: string | null = null, stdout: Writable = memory().stream) =>
  openSink({ out, format, stdout });

async function put(sink: UnitSink, ids: string[]): Promise<void> {
  for (const id of ids) await sink.write({ ...document, id }, [unit]);
  await sink.close();
}

describe('standard output', () => {
  it('takes JSON Lines by default, and is left open', async () => {
    const { stream, text } = memory();
    await put(await open(null, null, stream), ['a', 'b']);
    expect(text()).toBe(`${JSON.stringify(unit)}\n`.repeat(2));
    expect(stream.writableEnded).toBe(false);
  });

  it('takes another format, whole also without units', async () => {
    const { stream, text } = memory();
    await (await open(null, 'json', stream)).close();
    expect(text()).toBe('[]\n');
  });

  it('is not written faster than it takes', async () => {
    const { stream, mostWaiting } = memory();
    const sink = await open(null, null, stream);
    for (let index = 0; index < 20; index += 1) {
      await sink.write(document, [unit]);
      expect(stream.writableLength).toBe(0);
    }
    expect(mostWaiting()).toBe(1);
  });

  it('says in a way of its own that the reader is gone', async () => {
    const sink = await open(null, null, failing('EPIPE', 1));
    await sink.write(document, [unit]);
    expect(isBrokenPipe(await errorOf(sink.write(document, [unit])))).toBe(true);
    expect(isBrokenPipe(await errorOf(sink.write(document, [unit])))).toBe(true);
    await sink.close();
  });

  it('says it on close when that is the first to see it', async () => {
    const sink = await open(null, 'json', failing('EPIPE'));
    expect(isBrokenPipe(await errorOf(sink.close()))).toBe(true);
  });

  it('says it of a real pipe', async () => {
    const head = spawn('head', ['-1'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const sink = await open(null, null, head.stdin);
    const writeForever = async () => {
      for (;;) await sink.write(document, [unit]);
    };
    expect(isBrokenPipe(await errorOf(writeForever()))).toBe(true);
    await sink.close();
  });

  it('calls any other failure an error of the output', async () => {
    const sink = await open(null, null, failing('ENOSPC'));
    const error = await errorOf(sink.write(document, [unit]));
    expect(error).toMatchObject({ code: 'output', hint: expect.stringContaining('space') });
    expect(isBrokenPipe(error)).toBe(false);
  });
});

describe('a file', () => {
  it.each(['units.jsonl', 'units.json', 'units.yaml', 'units.yml'])('%s has the format of its ending', async (name) => {
    const path = join(folder(), 'deep', 'er', name);
    await put(await open(path), ['a', 'b']);
    const text = readFileSync(path, 'utf8');
    const [first] = text;
    expect(first).toBe({ jsonl: '{', json: '[', yaml: '-', yml: '-' }[name.slice(6)]);
    expect(readdirSync(join(path, '..'))).toEqual([name]);
  });

  it('is not there before it is closed, and what was there stays until then', async () => {
    const path = join(folder(), 'units.jsonl');
    writeFileSync(path, 'earlier');
    const sink = await open(path);
    await sink.write(document, [unit]);
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    await sink.close();
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(unit)}\n`);
  });

  it('leaves nothing when it is abandoned', async () => {
    const place = folder();
    const sink = await open(join(place, 'units.json'));
    await sink.write(document, [unit]);
    await sink.abandon?.();
    expect(readdirSync(place)).toEqual([]);
  });

  it('leaves nothing when it cannot be finished, and says so once', async () => {
    const place = folder();
    const sink = await open(join(place, 'deep', 'units.json'));
    await sink.write(document, [unit]);
    rmSync(join(place, 'deep'), { recursive: true });
    expect(await codeOf(sink.close())).toBe('output');
    await sink.close();
    expect(readdirSync(place)).toEqual([]);
  });

  it('replaces a link and does not write through it', async () => {
    const place = folder();
    writeFileSync(join(place, 'target'), 'untouched');
    symlinkSync('target', join(place, 'units.json'));
    await put(await open(join(place, 'units.json')), ['a']);
    expect(readFileSync(join(place, 'target'), 'utf8')).toBe('untouched');
    expect(() => readlinkSync(join(place, 'units.json'))).toThrow();
  });

  it('keeps the order of writes that overlap', async () => {
    const path = join(folder(), 'text');
    const file = await atomicFile(path);
    await Promise.all(Array.from({ length: 50 }, (_, index) => file.write(`${index}\n`)));
    await file.commit();
    expect(readFileSync(path, 'utf8')).toBe(Array.from({ length: 50 }, (_, index) => `${index}\n`).join(''));
    await file.discard();
    expect(readdirSync(join(path, '..'))).toEqual(['text']);
  });

  it('is refused before any work where it cannot be', async () => {
    const place = folder();
    writeFileSync(join(place, 'file'), '');
    expect(await codeOf(open(join(place, 'file', 'units.json')))).toBe('output');
    expect(await codeOf(open(`${join(place, 'file')}/`))).toBe('output');
    expect(await codeOf(open(join(place, `${'x'.repeat(300)}.json`)))).toBe('output');
    mkdirSync(join(place, 'folder.json'));
    expect(await codeOf(atomicFile(join(place, 'folder.json')))).toBe('output');
    expect(readdirSync(place).sort()).toEqual(['file', 'folder.json']);
  });

  it('is a usage error with another ending, or with a format that is not that of its ending', async () => {
    const place = folder();
    const noEnding = await errorOf(open(join(place, 'units.txt')));
    expect(noEnding).toMatchObject({ code: 'usage', hint: expect.stringContaining('.jsonl, .json, .yaml, .yml') });
    expect(await codeOf(open(join(place, 'units.json'), 'jsonl'))).toBe('usage');
    expect(await codeOf(open(''))).toBe('usage');
    expect(await codeOf(open(null, 'xml'))).toBe('usage');
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('a folder', () => {
  it('gets one file per document, as JSON by default', async () => {
    const place = join(folder(), 'units');
    await put(await open(`${place}/`), ['b', 'a']);
    expect(readdirSync(place).sort()).toEqual(['a.json', 'b.json']);
    expect(JSON.parse(readFileSync(join(place, 'a.json'), 'utf8'))).toEqual([unit]);
  });

  it('may exist, and may be asked for another format', async () => {
    const place = folder();
    await put(await open(place, 'yaml'), ['a']);
    expect(readdirSync(place)).toEqual(['a.yaml']);
  });

  it('has each file as soon as its document is written', async () => {
    const place = folder();
    const sink = await open(place);
    await sink.write(document, [unit]);
    expect(readdirSync(place)).toEqual(['lichen-1.json']);
    await sink.close();
  });

  it('is not left through a link or a name', async () => {
    const place = folder();
    mkdirSync(join(place, 'out'));
    writeFileSync(join(place, 'target'), 'untouched');
    symlinkSync('../target', join(place, 'out', 'a.json'));
    await put(await open(`${place}/out/`), ['a', '../target', '/tmp/x', 'c\0d', 'CON', 'x'.repeat(300)]);
    expect(readFileSync(join(place, 'target'), 'utf8')).toBe('untouched');
    expect(readdirSync(place).sort()).toEqual(['out', 'target']);
    expect(readdirSync(join(place, 'out'))).toHaveLength(6);
  });

  it('holds as many files as documents, whatever their ids', async () => {
    const ids = fc.array(fc.oneof(anyWords, fc.constantFrom('a', 'A', '../a', 'nul')), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(ids, async (given) => {
        const place = folder();
        await put(await open(`${place}/`), given);
        expect(readdirSync(place)).toHaveLength(given.length);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves no temporary file when a document cannot be written', async () => {
    const place = folder();
    mkdirSync(join(place, 'a.json'));
    const sink = await open(place);
    expect(await codeOf(sink.write({ ...document, id: 'a' }, [unit]))).toBe('output');
    expect(readdirSync(place)).toEqual(['a.json']);
  });
});

describe('folders that are missing', () => {
  it('are made with those above them', async () => {
    const path = join(folder(), 'a', 'b', 'c');
    await makeFolder(path);
    await makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('are refused where the system knows no folders, and end', async () => {
    await expect(makeFolder('/proc/none/none')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a document with many units', () => {
  const many = 400;
  /** Units that are made while they are written, and how many were asked for. */
  function made() {
    let asked = 0;
    const units = {
      length: many,
      async *[Symbol.asyncIterator]() {
        for (let at = 0; at < many; at += 1) {
          asked += 1;
          yield { ...unit, summary: `${at} ${'kelp '.repeat(200)}` };
        }
      },
    };
    return { units, asked: () => asked };
  }

  it('is written while its units are made', async () => {
    const { units, asked } = made();
    let askedAtFirst = 0;
    const stream = new Writable({
      write(_chunk, _encoding, done) {
        if (askedAtFirst === 0) askedAtFirst = asked();
        done();
      },
    });
    await (await open(null, null, stream)).write(document, units);
    expect(askedAtFirst).toBeGreaterThan(0);
    expect(askedAtFirst).toBeLessThan(many);
  });

  for (const name of ['units.jsonl', 'units.json', 'units.yaml'])
    it(`is the same text as that of a list: ${name}`, async () => {
      const path = folder();
      const { units } = made();
      const list = [];
      for await (const one of units) list.push(one);
      const [streamed, listed] = [join(path, `streamed-${name}`), join(path, `listed-${name}`)];
      for (const [file, given] of [
        [streamed, units],
        [listed, list],
      ] as const) {
        const sink = await open(file);
        await sink.write(document, given);
        await sink.close();
      }
      expect(readFileSync(streamed, 'utf8')).toBe(readFileSync(listed, 'utf8'));
    });

  it('leaves a file with the same bytes alone, and replaces one that is longer or differs at its end', async () => {
    const path = `${folder()}/`;
    const write = async () => {
      const sink = await open(path);
      await sink.write(document, made().units);
      await sink.close();
      return sink.folder?.unchanged();
    };
    expect(await write()).toBe(0);
    expect(await write()).toBe(1);
    const [name = ''] = readdirSync(path);
    const text = readFileSync(join(path, name), 'utf8');
    for (const other of [`${text}more`, `${text.slice(0, -2)}x\n`, text.slice(0, -1)]) {
      writeFileSync(join(path, name), other);
      expect(await write()).toBe(0);
      expect(readFileSync(join(path, name), 'utf8')).toBe(text);
    }
  });
});
