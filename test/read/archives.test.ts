import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../src/passages/index.ts';
import { failureCodes } from '../../src/types/failure.ts';
import { tarOf, type ZipEntry, zipOf } from './archives.ts';
import { expectSound, mutate } from './mutations.ts';
import { codes, folderWith, ids, type Read, read, readFileOf, readStdin, texts } from './reading.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/read', name));

const files = [
  { path: 'b.txt', content: 'Two.' },
  { path: 'a/ab.jsonl', content: '{"text":"Three."}\n{"text":"Four."}\n' },
  { path: './a.txt', content: 'One.' },
  { path: '.hidden.txt', content: 'No.' },
  { path: 'a/.git/x.txt', content: 'No.' },
  { path: '__MACOSX/a.txt', content: 'No.' },
  { path: 'picture.png', content: 'No.' },
];

const problem = ({ failures }: Read) => ({ code: failures[0]?.code, message: failures[0]?.message });

describe.each([
  ['kelp.zip', zipOf(files)],
  ['kelp.tar', tarOf(files)],
  ['kelp.tar.gz', gzipSync(tarOf(files))],
  ['kelp.tgz', gzipSync(tarOf(files))],
])('%s', (name, archive) => {
  test('gives its members in sorted order, hidden ones left out', async () => {
    const found = await readFileOf(name, archive);
    expect(codes(found)).toEqual([]);
    expect(texts(found)).toEqual(['One.', 'Three.', 'Four.', 'Two.']);
    expect(ids(found)).toEqual([`${name}/a`, `${name}/a/ab#1`, `${name}/a/ab#2`, `${name}/b`]);
    expect(found.documents.map(({ place }) => place)[1]).toBe(`${name}/a/ab.jsonl:1`);
    expect(found.notices).toEqual([`${name}: 1 member whose ending no reader knows skipped`]);
  });

  test('is known on standard input', async () => {
    expect(texts(await readStdin([archive]))).toEqual(['One.', 'Three.', 'Four.', 'Two.']);
  });

  test('that ends too soon is refused', async () => {
    for (const share of [0.5, 0.9]) {
      const { code } = problem(await readFileOf(name, archive.subarray(0, Math.floor(archive.length * share))));
      expect(code).toBe('malformed');
    }
  });

  test('has its members read in the format that is named', async () => {
    const found = await readFileOf(name, archive, { inputFormat: 'txt' });
    expect(texts(found)).toHaveLength(4);
    expect(texts(found)).toContain('{"text":"Three."}\n{"text":"Four."}');
  });
});

describe('gzip', () => {
  test('packs a file of any format, whose id is its name', async () => {
    expect(ids(await readFileOf('a.txt.gz', gzipSync('Kelp.')))).toEqual(['a']);
    expect(ids(await readFileOf('a.jsonl.gz', gzipSync('{"text":"Kelp."}')))).toEqual(['a#1']);
    expect(ids(await readFileOf('kelp.xml.gz', gzipSync(fixture('kelp.xml'))))).toEqual(['kelp']);
    const paper = '\\documentclass{article}\\title{Kelp}\\begin{document}Kelp.\\end{document}';
    expect((await readFileOf('2401.00001.gz', gzipSync(paper))).documents[0]?.credit.title).toBe('Kelp');
  });

  test('within an archive is unpacked as well', async () => {
    const found = await readFileOf('a.tar.gz', gzipSync(tarOf([{ path: 'b.txt.gz', content: gzipSync('Kelp.') }])));
    expect(ids(found)).toEqual(['a.tar.gz/b']);
  });

  test.each([
    ['bombs', gzipSync('Kelp. '.repeat(20_000_000)), 'unsafe', /over 200 times as large/],
    ['packed twice', gzipSync(gzipSync('Kelp.')), 'unsafe', /packed more than once/],
    ['broken', Buffer.from('\x1f\x8b\x08 and no more of it', 'latin1'), 'malformed', /no sound gzip/],
    ['cut off', gzipSync('Kelp.').subarray(0, 15), 'malformed', /ends too soon/],
  ])('%s is refused', async (_, bytes, code, message) => {
    const found = problem(await readFileOf('a.gz', bytes));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(message);
  });

  test('over the limit of all that is unpacked is refused', async () => {
    const lines = Array.from({ length: 40_000 }, (_, at) => `{"text":"Kelp ${at ** 3} grew."}\n`).join('');
    const found = await readFileOf('a.jsonl.gz', gzipSync(lines), { maxBytes: 10_000 });
    expect(found.documents.length).toBeGreaterThan(1_000);
    expect(problem(found)).toMatchObject({ code: 'unsafe', message: expect.stringContaining('more than the limit') });
  });
});

const one = { path: 'a.txt', content: 'Kelp.' };
const zeros = { path: 'a.txt', content: Buffer.alloc(20_000_000) };
const kelp = (says: ZipEntry['says']): Buffer => zipOf([{ ...one, ...(says === undefined ? {} : { says }) }]);

describe('what a ZIP archive may not hold', () => {
  test.each([
    ['a bomb', zipOf([zeros]), 'unsafe', /over 200 times as large/],
    ['a bomb that hides its size', zipOf([{ ...zeros, says: { size: 5 } }]), 'unsafe', /larger than the archive says/],
    [
      'members over one another',
      zipOf([one, { ...one, path: 'b.txt', says: { start: 0 } }]),
      'unsafe',
      /lie over one another/,
    ],
    [
      'too much in all',
      zipOf([{ ...one, says: { size: 900_000 } }, ...many(200, 900_000)]),
      'unsafe',
      /unpacks to over/,
    ],
    ['too many members', zipOf(many(10_001, 5)), 'unsafe', /over 10000 members/],
    ['a path upwards', zipOf([{ ...one, path: '../a.txt' }]), 'unsafe', /leads out of the archive/],
    ['a path upwards within', zipOf([{ ...one, path: 'b/../../a.txt' }]), 'unsafe', /leads out of the archive/],
    ['a path of Windows', zipOf([{ ...one, path: '..\\a.txt' }]), 'unsafe', /leads out of the archive/],
    ['an absolute path', zipOf([{ ...one, path: '/etc/a.txt' }]), 'unsafe', /leads out of the archive/],
    ['a drive', zipOf([{ ...one, path: 'C:a.txt' }]), 'unsafe', /leads out of the archive/],
    ['a link', kelp({ mode: 0o120_777 }), 'unsafe', /it is a link/],
    ['an archive', zipOf([{ path: 'b.zip', content: zipOf([one]) }]), 'unsafe', /an archive in an archive/],
    [
      'an archive of another kind',
      zipOf([{ path: 'b.tgz', content: gzipSync(tarOf([one])) }]),
      'unsafe',
      /an archive in an archive/,
    ],
    ['an encrypted member', kelp({ flags: 1 }), 'unreadable', /it is encrypted/],
    ['a member of another method', kelp({ method: 14 }), 'unreadable', /a method that is not read/],
    ['a member with another sum', kelp({ crc: 5 }), 'malformed', /not what the archive says/],
    ['a member with another size', kelp({ size: 9 }), 'malformed', /not what the archive says/],
    ['a member that is not there', kelp({ start: 9_999 }), 'malformed', /has no header/],
    ['nothing to read', zipOf([{ path: 'a.png', content: 'x' }]), 'empty', /no files to read/],
  ])('%s', async (_, archive, code, message) => {
    const found = await readFileOf('a.zip', archive);
    expect(found.documents).toEqual([]);
    expect(problem(found).code).toBe(code);
    expect(problem(found).message).toMatch(message);
  });

  test('one broken member fails alone', async () => {
    const found = await readFileOf(
      'a.zip',
      zipOf([
        { ...one, says: { crc: 5 } },
        { path: 'b.txt', content: 'Fish.' },
      ]),
    );
    expect(codes(found)).toEqual(['malformed a.zip/a a.zip/a.txt']);
    expect(texts(found)).toEqual(['Fish.']);
  });

  test('an archive over the limit is not held', async () => {
    const found = await readFileOf('a.zip', zipOf([{ ...one, content: 'Kelp.' }, ...many(99, 5)]), { maxBytes: 500 });
    expect(problem(found)).toMatchObject({ code: 'too-large' });
  });
});

function many(count: number, size: number): ZipEntry[] {
  return Array.from({ length: count }, (_, at) => ({ path: `${at}.txt`, content: 'Kelp.', says: { size } }));
}

describe('what a tar archive may not hold', () => {
  const broken = tarOf([one]);
  broken[3] = 7;
  test.each([
    ['a symbolic link', tarOf([{ path: 'a.txt', content: '', type: '2' }]), 'unsafe', /it is a link/],
    ['a hard link', tarOf([{ path: 'a.txt', content: '', type: '1' }]), 'unsafe', /it is a link/],
    ['a device', tarOf([{ path: 'a.txt', content: '', type: '3' }]), 'unsafe', /no regular file/],
    ['a path upwards', tarOf([{ ...one, path: '../a.txt' }]), 'unsafe', /leads out of the archive/],
    ['an absolute path', tarOf([{ ...one, path: '/a.txt' }]), 'unsafe', /leads out of the archive/],
    [
      'a long name that leads out',
      tarOf([{ path: 'x', content: '../a.txt\0', type: 'L' }, one]),
      'unsafe',
      /leads out/,
    ],
    [
      'a pax name that leads out',
      tarOf([{ path: 'x', content: '19 path=../../a.txt\n', type: 'x' }, one]),
      'unsafe',
      /leads out/,
    ],
    [
      'a name without end',
      tarOf([{ path: 'x', content: 'a'.repeat(99_999), type: 'L' }, one]),
      'malformed',
      /not sound/,
    ],
    ['an archive', tarOf([{ path: 'b.tar', content: tarOf([one]) }]), 'unsafe', /an archive in an archive/],
    ['more than it says it may', tarOf([{ ...one, size: 0o77777777777 }]), 'unsafe', /unpacks to over/],
    ['a size that is none', tarOf([{ ...one, path: 'a.png', size: 0o7777777 }]), 'malformed', /ends too soon/],
    ['a header that was changed', broken, 'malformed', /a header in the archive/],
    ['no end', tarOf([one]).subarray(0, 1024), 'malformed', /ends too soon/],
    [
      'too many members',
      tarOf(Array.from({ length: 10_001 }, (_, at) => ({ path: `${at}.txt`, content: '' }))),
      'unsafe',
      /over 10000/,
    ],
  ])('%s', async (_, archive, code, message) => {
    const found = await readFileOf('a.tar', archive);
    expect(found.documents).toEqual([]);
    expect(problem(found).code).toBe(code);
    expect(problem(found).message).toMatch(message);
  });

  test('long names and those of pax count', async () => {
    const long = `${'kelp/'.repeat(30)}a.txt`;
    const found = await readFileOf('a.tar', tarOf([{ path: 'x', content: `${long}\0`, type: 'L' }, one]));
    expect(found.documents.map(({ place }) => place)).toEqual([`a.tar/${long}`]);
    const pax = await readFileOf('a.tar', tarOf([{ path: 'x', content: '15 path=Tång.txt\n', type: 'x' }, one]));
    expect(ids(pax)).toEqual(['a.tar/Tång']);
  });

  test('of two members of one path the later one counts', async () => {
    expect(texts(await readFileOf('a.tar', tarOf([one, { ...one, content: 'Later.' }])))).toEqual(['Later.']);
  });
});

test('a LaTeX paper in an archive is one document, and names its members alone', async () => {
  const paper = (body: string) => `\\documentclass{article}\\begin{document}${body}\\end{document}`;
  const main = { path: 'src/main.tex', content: paper('One. \\input{parts/two}\\includegraphics{map}') };
  const rest = [
    { path: 'src/parts/two.tex', content: 'Two.' },
    { path: 'src/map.txt', content: 'A map.' },
  ];
  const found = await readFileOf('2401.1.tar.gz', gzipSync(tarOf([main, ...rest])));
  expect(found.documents.map(({ id, text }) => `${id}: ${text}`)).toEqual(['2401.1.tar.gz/src/main: One. Two.']);
  expect(found.notices).toEqual(['2401.1.tar.gz: 2 members left out: parts of LaTeX papers in it']);
  const out = { ...main, content: paper('One. \\input{../secret}') };
  const secret = { path: 'secret.tex', content: 'Secret.' };
  expect(codes(await readFileOf('a.zip', zipOf([out, secret])))[0]).toBe('unsafe a.zip/src/main a.zip/src/main.tex');
});

test('archives in a folder are read with its files', async () => {
  const folder = folderWith({ 'b.zip': zipOf([one]), 'a.txt': 'One.', 'c.txt.gz': gzipSync('Two.') });
  expect(ids(await read(['.'], { cwd: folder }))).toEqual(['a', 'b.zip/a', 'c']);
});

describe('400 mutated archives end as documents or as named failures', () => {
  const articles = ['kelp.tex', 'kelp.xml', 'kelp.md'];
  const packers: Record<string, (contents: Buffer[]) => Buffer> = {
    gz: ([first]) => gzipSync(first ?? Buffer.alloc(0)),
    zip: (contents) => zipOf(contents.map((content, at) => ({ path: `a/${articles[at]}`, content }))),
    tar: (contents) => tarOf(contents.map((content, at) => ({ path: `a/${articles[at]}`, content }))),
    'tar.gz': (contents) => gzipSync(packers.tar?.(contents) ?? Buffer.alloc(0)),
  };
  test.each(Object.entries(packers))('%s', async (_, pack) => {
    const contents = articles.map(fixture);
    let documents = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      // Every other one is sound itself, and what is in it is not.
      const bytes = seed % 2 === 0 ? mutate(pack(contents), seed) : pack(contents.map((one) => mutate(one, seed)));
      const found = await readStdin([bytes]);
      expect(found.documents.length + found.failures.length).toBeGreaterThan(0);
      for (const document of found.documents) {
        expectSound(document);
        expect(passagesOf(document).every(({ start, end }) => start < end)).toBe(true);
      }
      for (const { code } of found.failures) expect(failureCodes).toHaveProperty(code);
      documents += found.documents.length;
    }
    expect(documents).toBeGreaterThan(100);
  });
});
