import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem, problemCodes, type ValidateOptions, validateUnits } from '../../src/validate/index.ts';
import { formatNames, startSequence } from '../../src/write/formats.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { anyUnit } from '../support/unit-arbitrary.ts';

const fixtures = fileURLToPath(new URL('../fixtures/validate/', import.meta.url));
const folder = temporaryFolders();
const unit = sampleUnit();

async function validated(sources: string[], options: Partial<ValidateOptions> = {}) {
  const { problems, totals } = validateUnits(sources, { stdin: Readable.from([]), cwd: fixtures, ...options });
  const found: Problem[] = [];
  for await (const problem of problems) found.push(problem);
  return { problems: found, totals };
}

/** The problems of a text on standard input, in pieces of the given size. */
async function piped(text: string | Buffer, size = 1 << 16) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return validated(['-'], { stdin: Readable.from(pieces, { objectMode: true }) });
}

/** What each fixture, named after a code, is told: place, message and what is expected. */
const told: Record<string, Partial<Problem>> = {
  'duplicate-entity.jsonl': { line: 2, pointer: '/entities/1/id', message: expect.stringContaining('e1') },
  'duplicate-id.jsonl': { line: 3, pointer: '/id', message: expect.stringContaining('duplicate-id.jsonl:1') },
  'duplicate-key.jsonl': { line: 2, pointer: '/entities/0/attributes/0/polarity', expected: 'each key once' },
  'duplicate-key.yaml': { line: 28, column: 1, pointer: '/summary', message: 'the key "summary" comes twice' },
  'empty.jsonl': { line: null, column: null, pointer: '' },
  'encoding.jsonl': { line: 2, column: null },
  'evidence.jsonl': { line: 2, pointer: '/relations/0/evidence/1', expected: '1 to 2' },
  'missing-key.jsonl': { line: 2, pointer: '/relations/0/polarity', expected: 'one of "affirmed", "negated"' },
  'offsets.jsonl': { line: 2, pointer: '/passage/sentences/1/start', expected: 'the end before it, 60, or more' },
  'syntax.json': { line: 153, column: 35, pointer: '/1', expected: 'a key in double quotes' },
  'syntax.jsonl': { line: 2, column: 662, expected: 'a colon' },
  'syntax.yaml': { line: 89, column: 1, expected: 'YAML 1.2' },
  'too-deep.jsonl': { line: 2, pointer: '', expected: 'at most 64 levels' },
  'too-long.jsonl': { line: 2, expected: 'at most 2000 bytes' },
  'unknown-entity.jsonl': { line: 2, pointer: '/relations/0/object/entity', expected: 'one of e1, e2' },
  'unknown-entity.yaml': { line: 141, column: 7, pointer: '/relations/0/object/entity' },
  'unknown-key.json': { line: 177, column: 13, pointer: '/1/entities/0/attributes/0/evidnece', expected: '"evidence"' },
  'unknown-key.jsonl': { line: 2, column: 1533, pointer: '/sumary', expected: '"summary"' },
  'unlike-entity.jsonl': { line: 2, pointer: '/entities/1/id', expected: 'one name and type for an id' },
  'wrong-id.jsonl': { line: 2, column: 18, pointer: '/id', expected: 'ku_0b99e4f747960153b4f8f5b327add695' },
  'wrong-type.jsonl': {
    line: 2,
    pointer: '/document/year',
    message: 'found "2021"',
    expected: 'a whole number or null',
  },
  'wrong-value.jsonl': { line: 2, pointer: '/entities/0/type', message: 'found "animal"' },
};

describe('the fixtures', () => {
  it.each(Object.entries(told))('%s is told, and nothing else', async (file, expected) => {
    const { problems } = await validated([file], { limit: 2000 });
    const code = basename(file, extname(file));
    expect(problems).toEqual([expect.objectContaining({ file, code, ...expected })]);
  });

  it('are told of, each, and show every code', () => {
    const files = readdirSync(fixtures).filter((file) => !file.startsWith('valid.'));
    expect(files.sort()).toEqual(Object.keys(told).sort());
    const codes = new Set(files.map((file) => basename(file, extname(file))));
    expect([...codes].sort()).toEqual(Object.keys(problemCodes).sort());
  });

  it.each(['valid.jsonl', 'valid.json', 'valid.yaml'])('%s has no problem', async (file) => {
    expect(await validated([file])).toEqual({ problems: [], totals: { files: 1, units: 2, problems: 0 } });
  });

  it('go on after a problem', async () => {
    expect((await validated(['syntax.jsonl'])).totals).toEqual({ files: 1, units: 2, problems: 1 });
    expect((await validated(['encoding.jsonl', 'syntax.yaml'])).totals).toEqual({ files: 2, units: 3, problems: 3 });
  });
});

describe('what is written', () => {
  it.each(formatNames)('is accepted: %s', async (format) => {
    const sets = fc.uniqueArray(anyUnit, { maxLength: 3, minLength: 1, selector: (unit) => unit.id });
    await fc.assert(
      fc.asyncProperty(sets, fc.integer({ min: 1, max: 5000 }), async (units, size) => {
        const sequence = startSequence(format);
        const text = sequence.next(units) + sequence.end();
        const { problems, totals } = await piped(text, size);
        expect(problems).toEqual([]);
        expect(totals.units).toBe(units.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('standard input', () => {
  const line = JSON.stringify(unit);
  const pretty = JSON.stringify(unit, null, 2);
  const other = JSON.stringify(sampleUnit({ summary: null }), null, 2);

  it.each([
    ['JSON Lines', `${line}\n`, 1],
    ['JSON Lines without an end', line, 1],
    ['JSON Lines with CRLF, a mark and blank lines', `\ufeff${line}\r\n\r\n`, 1],
    ['a unit in lines', pretty, 1],
    ['units that jq wrote', `${pretty}\n${other}\n`, 2],
    ['an array', `\n [${pretty}\n,${other}]`, 2],
    ['YAML', `---\n${line}\n...\n%YAML 1.2\n---\n${other}\n--- # nothing\n`, 2],
    ['a YAML list', `- ${line}\n`, 1],
  ])('is told by its first line: %s', async (_, text, units) => {
    for (const size of [7, 1 << 16]) {
      expect(await piped(text, size)).toEqual({ problems: [], totals: { files: 1, units, problems: 0 } });
    }
  });

  it.each(['', ' \n', '[]', '# only a comment\n', '---\n'])('without units is a problem: %j', async (text) => {
    expect((await piped(text)).problems).toMatchObject([{ file: '-', code: 'empty' }]);
  });

  it.each([
    ['[1, 2', 'syntax'],
    ['[1,]', 'syntax'],
    ['[,1]', 'syntax'],
    ['[] x', 'syntax'],
    ['{\n"a": 1', 'syntax'],
    ['a: [\n', 'syntax'],
    ['a: 1\na: 2\n', 'duplicate-key'],
    ['{"a": 1, "a": 2}', 'duplicate-key'],
    ['a: *b\n', 'syntax'],
    ['a: !unknown 1\n', 'syntax'],
    ['{"a": tru}', 'syntax'],
    [Buffer.from([0x5b, 0xff, 0x5d]), 'encoding'],
    [Buffer.from([0x61, 0x3a, 0xff]), 'encoding'],
    [`x: ${'['.repeat(100_000)}`, 'too-deep'],
    [
      `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      'syntax',
    ],
  ])('that does not parse is a problem: %.20s', async (text, code) => {
    const { problems } = await piped(text);
    expect(problems.at(-1)).toMatchObject({ code, line: expect.any(Number) });
  });

  it('need not be text of units', async () => {
    for (const text of ['"text"\n', '[1, null]', 'just words\n', '{"a": 1}\n']) {
      const { problems } = await piped(text);
      expect(problems.length).toBeGreaterThan(0);
    }
  });
});

describe('sources', () => {
  function tree(): string {
    const place = folder();
    mkdirSync(join(place, 'b', '.hidden'), { recursive: true });
    const write = (name: string, summary: string) =>
      writeFileSync(join(place, name), `${JSON.stringify(sampleUnit({ summary }))}\n`);
    write('b/two.jsonl', 'two');
    write('b/.hidden/x.jsonl', 'hidden');
    write('.y.jsonl', 'hidden');
    write('notes.txt', 'notes');
    write('a.json', 'a');
    write('c.YML', 'c');
    symlinkSync(fixtures, join(place, 'link'));
    return place;
  }

  it('are folders too: sorted, hidden files, other files and links passed over', async () => {
    const place = tree();
    writeFileSync(join(place, 'b', 'one.json'), 'x');
    writeFileSync(join(place, 'c.YML'), 'x: [');
    const { problems, totals } = await validated(['.'], { cwd: place });
    expect(problems.map(({ file }) => file)).toEqual([join('b', 'one.json'), 'c.YML']);
    expect(totals.files).toBe(4);
  });

  it('are files of any name, and globs', async () => {
    const place = tree();
    expect((await validated(['notes.txt'], { cwd: place })).totals).toEqual({ files: 1, units: 1, problems: 0 });
    expect((await validated(['**/*.js*'], { cwd: place })).totals).toEqual({ files: 2, units: 2, problems: 0 });
  });

  it('are compared with each other', async () => {
    const { problems } = await validated(['valid.yaml', 'valid.json']);
    expect(problems).toMatchObject([
      { file: 'valid.json', pointer: '/0/id', code: 'duplicate-id', message: expect.stringContaining('valid.yaml:2') },
      { file: 'valid.json', pointer: '/1/id', code: 'duplicate-id' },
    ]);
  });

  it('may hold the same text as two documents, whose units then have the same id', async () => {
    const twin = { ...unit, document: { ...unit.document, id: `${unit.document.id} again` } };
    const place = folder();
    writeFileSync(join(place, 'units.jsonl'), [unit, twin, twin].map((each) => JSON.stringify(each)).join('\n'));
    expect((await validated(['units.jsonl'], { cwd: place })).problems).toMatchObject([
      { line: 3, code: 'duplicate-id', message: expect.stringContaining('units.jsonl:2') },
    ]);
  });

  it.each(['absent.json', 'absent/', 'valid.json/x', '*.absent'])('must exist: %s', async (source) => {
    await expect(validated(['valid.json', source])).rejects.toMatchObject({ code: 'missing-input' });
  });

  it('must hold unit files, and be readable', async () => {
    const place = folder();
    await expect(validated([place])).rejects.toMatchObject({ code: 'missing-input' });
    writeFileSync(join(place, 'closed.json'), '[]');
    chmodSync(join(place, 'closed.json'), 0);
    const run = validated([place]);
    // The superuser reads everything: then the file is read, and holds nothing.
    if (process.getuid?.() === 0) expect((await run).problems).toMatchObject([{ code: 'empty' }]);
    else await expect(run).rejects.toMatchObject({ code: 'missing-input' });
  });
});

describe('streaming', () => {
  it('tells a problem before the end of the input was read', async () => {
    let given = 0;
    async function* lines() {
      for (; given < 10_000; given += 1) yield Buffer.from(`{"line": ${given}}\n`);
    }
    const { problems } = validateUnits(['-'], { stdin: Readable.from(lines(), { objectMode: true }), cwd: fixtures });
    const first = await problems.next();
    expect(first.value).toMatchObject({ line: 1 });
    expect(given).toBeLessThan(200);
    await problems.return(undefined);
  });

  it('passes over a line that is too long without keeping it', async () => {
    const lines = [JSON.stringify(unit), 'x'.repeat(3_000), JSON.stringify(sampleUnit({ summary: null }))];
    const place = folder();
    for (const name of ['u.jsonl', 'u.yaml']) {
      writeFileSync(join(place, name), lines.join(name === 'u.yaml' ? '\n---\n' : '\n'));
      const { problems, totals } = await validated([name], { cwd: place, limit: 2_500 });
      expect(problems).toMatchObject([{ code: 'too-long', line: name === 'u.yaml' ? 3 : 2 }]);
      expect(totals.units).toBe(2);
    }
    writeFileSync(join(place, 'u.json'), JSON.stringify([unit, 'x'.repeat(400_000)]));
    expect((await validated(['u.json'], { cwd: place, limit: 2_500 })).problems).toMatchObject([{ code: 'too-long' }]);
  });
});
