import { once } from 'node:events';
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readInputs, resolveInputs } from '../../src/read/index.ts';
import { unreadable } from '../../src/read/source.ts';
import { codes, folderWith, ids, options, read, readStdin, texts } from './reading.ts';

describe('folders', () => {
  test('are read downwards, sorted by code points, without what is hidden', async () => {
    const cwd = folderWith({
      'in/b.txt': 'b',
      'in/a/z.md': 'z',
      'in/a.txt': 'a',
      'in/B.txt': 'B',
      'in/\u{ffff}.txt': 'last of the plane',
      'in/\u{10000}.txt': 'beyond it',
      'in/.hidden.txt': 'no',
      'in/.git/c.txt': 'no',
    });
    const result = await read(['in/'], { cwd });
    expect(ids(result)).toEqual(['B', 'a', 'a/z', 'b', '\uffff', '\u{10000}']);
    expect(result.documents[2]?.place).toBe(join('in', 'a', 'z.md'));
    expect(ids(await read(['.'], { cwd: join(cwd, 'in') }))).toEqual(ids(result));
  });

  test('files that no reader knows are skipped and counted by ending', async () => {
    const cwd = folderWith({
      'in/a.TXT': 'a',
      'in/b.gif': 'GIF89a',
      'in/c.GIF': '',
      'in/d.docx': '',
      'in/Makefile': '',
    });
    const result = await read(['in'], { cwd });
    expect(ids(result)).toEqual(['a']);
    expect(result.notices).toEqual([
      'in: files whose ending no reader knows skipped: 2 .gif, 1 .docx, 1 without an ending',
    ]);
    expect(codes(await read(['in'], { cwd, inputFormat: 'txt' }))).toContain('binary b in/b.gif');
  });

  test('links out of the folder are not followed, nor cycles', async () => {
    const cwd = folderWith({
      'in/a.txt': 'a',
      'in/sub/b.txt': 'b',
      'in/.store/c.txt': 'c',
      'out/d.txt': 'd',
      'inner.txt': 'e',
    });
    symlinkSync('../out', join(cwd, 'in/out'));
    symlinkSync(join(cwd, 'inner.txt'), join(cwd, 'in/outside.txt'));
    symlinkSync('..', join(cwd, 'in/sub/up'));
    symlinkSync('.', join(cwd, 'in/self'));
    symlinkSync('a.txt', join(cwd, 'in/again.txt'));
    symlinkSync('.store', join(cwd, 'in/store'));
    const result = await read(['in'], { cwd });
    expect(ids(result)).toEqual(['a', 'store/c', 'sub/b']);
    expect(result.notices).toEqual([
      'in: 2 links out of the folder not followed',
      'in: 3 links to what is read anyway left out',
    ]);
  });

  test('a sibling whose name begins alike is outside', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a', 'in-secret/b.txt': 'b' });
    symlinkSync('../in-secret/b.txt', join(cwd, 'in/b.txt'));
    expect(ids(await read(['in'], { cwd }))).toEqual(['a']);
  });

  test('a link that leads nowhere is a failure', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a' });
    symlinkSync('nowhere', join(cwd, 'in/b.txt'));
    symlinkSync('loop.txt', join(cwd, 'in/loop.txt'));
    expect(codes(await read(['in'], { cwd }))).toEqual(['unreadable b in/b.txt', 'unreadable loop in/loop.txt']);
  });

  test('a folder that is itself named by a link is read', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a' });
    symlinkSync('in', join(cwd, 'link'));
    expect(ids(await read(['link'], { cwd }))).toEqual(['a']);
  });

  test('ids are the same text on any machine', async () => {
    expect(ids(await read(['in'], { cwd: folderWith({ 'in/e\u0301 1.txt': 'a' }) }))).toEqual(['\u00e9 1']);
  });
});

describe('globs', () => {
  test('match sorted files, with ids from where the pattern begins', async () => {
    const cwd = folderWith({ 'in/x/b.txt': 'b', 'in/x/a.txt': 'a', 'in/y/c.md': 'c', 'in/.z/d.txt': 'd' });
    expect(ids(await read(['in/**/*.txt'], { cwd }))).toEqual(['x/a', 'x/b']);
    expect(ids(await read(['*.txt'], { cwd: join(cwd, 'in/x') }))).toEqual(['a', 'b']);
    expect(ids(await read(['in/{x,y}/[bc].*'], { cwd }))).toEqual(['x/b', 'y/c']);
    expect(ids(await read([join(cwd, 'in/x/*.txt')], { cwd }))).toEqual(['a', 'b']);
    expect((await read(['in/x/a*'], { cwd })).documents[0]?.place).toBe(join('in', 'x', 'a.txt'));
  });

  test('do not go through links', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a', 'out/b.txt': 'b' });
    symlinkSync('../out', join(cwd, 'in/out'));
    expect(ids(await read(['in/**'], { cwd }))).toEqual(['a']);
  });

  test('do not match hidden files that they do not name', async () => {
    const cwd = folderWith({ 'a.txt': 'a', 'b.txt': 'b', '.c.txt': 'c', '.d/e.txt': 'e' });
    expect(ids(await read(['!(a).txt'], { cwd }))).toEqual(['b']);
    expect(ids(await read(['.d/*.txt'], { cwd }))).toEqual(['e']);
  });

  test('leave out what ! stands before', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a', 'in/b.txt': 'b', 'in/x/c.txt': 'c', 'in/x/y/d.txt': 'd', '!e.txt': 'e' });
    expect(ids(await read(['in/**', '!in/a*'], { cwd }))).toEqual(['b', 'x/c', 'x/y/d']);
    expect(ids(await read(['!in/x', 'in'], { cwd }))).toEqual(['a', 'b']);
    expect(ids(await read(['in', '!in/**/y/*', '!in/b.txt'], { cwd }))).toEqual(['a', 'x/c']);
    expect(ids(await read(['in/a.txt', '!in/a.txt'], { cwd })), 'a file that is named itself').toEqual(['a']);
    expect(ids(await read(['!e.txt'], { cwd })), 'a file of that name').toEqual(['!e']);
    const none = await read(['in', '!in/*.md'], { cwd });
    expect(none.notices).toEqual(['!in/*.md: there is nothing of that name to leave out']);
    await expect(read(['in', '!in'], { cwd })).rejects.toMatchObject({ code: 'missing-input' });
    await expect(read(['!in/a.txt'], { cwd })).rejects.toMatchObject({ code: 'missing-input' });
  });

  test('a path that exists wins over its meaning as a glob', async () => {
    const cwd = folderWith({ 'a[1].txt': 'brackets', 'a1.txt': 'one' });
    expect(texts(await read(['a[1].txt'], { cwd }))).toEqual(['brackets']);
  });
});

describe('files', () => {
  test('named twice are read twice; through folders and globs once', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a', 'in/b.txt': 'b' });
    expect(ids(await read(['in/a.txt', 'in/a.txt'], { cwd }))).toEqual(['a', 'a']);
    const result = await read(['in/*.txt', 'in', 'in/a*'], { cwd });
    expect(ids(result)).toEqual(['a', 'b']);
    expect(result.notices).toEqual([
      'in: 2 files that another input names already left out',
      'in/a*: 1 file that another input names already left out',
    ]);
  });

  test('of an unknown ending are text when they are named', async () => {
    const cwd = folderWith({ 'arXiv-2401.00001': 'a', 'b.tex': 'b', 'c.gif': 'GIF89a' });
    const result = await read(['arXiv-2401.00001', 'b.tex', 'c.gif'], { cwd });
    expect(ids(result)).toEqual(['arXiv-2401.00001', 'b']);
    expect(codes(result)).toEqual(['binary c c.gif']);
  });

  test('the format can be forced', async () => {
    const cwd = folderWith({ 'a.txt': '{"text": "Rain."}' });
    expect(texts(await read(['a.txt'], { cwd, inputFormat: 'jsonl' }))).toEqual(['Rain.']);
    await expect(read(['a.txt'], { cwd, inputFormat: 'gif' })).rejects.toMatchObject({ code: 'usage' });
  });

  test.skipIf(process.getuid?.() === 0)('that may not be read fail, and the run goes on', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a', 'in/b.txt': 'b', 'in/sub/c.txt': 'c' });
    chmodSync(join(cwd, 'in/a.txt'), 0);
    chmodSync(join(cwd, 'in/sub'), 0);
    const result = await read(['in'], { cwd });
    chmodSync(join(cwd, 'in/sub'), 0o700);
    expect(ids(result)).toEqual(['b']);
    expect(codes(result)).toEqual(['unreadable a in/a.txt', 'unreadable in/sub in/sub']);
  });

  test.each(['EACCES', 'EPERM', 'EIO'])('fail with the reason of the system: %s', (code) => {
    const failure = unreadable(Object.assign(new Error('from the system'), { code }));
    expect(failure.code).toBe('unreadable');
    expect(failure.message).toContain(code === 'EIO' ? 'EIO' : 'permission');
    expect(failure.hint).not.toBe('');
  });

  test('that are none (a socket, a device) are refused without being opened', async () => {
    const cwd = folderWith({ 'in/a.txt': 'a' });
    const server = createServer().listen(join(cwd, 'in/pipe.txt'));
    await once(server, 'listening');
    const result = await read(['in', '/dev/null'], { cwd });
    server.close();
    expect(codes(result)).toEqual(['unreadable pipe in/pipe.txt', 'unreadable null /dev/null']);
    expect(result.failures[0]?.hint).toContain('standard input');
  });

  test('that go between the finding and the reading fail', async () => {
    const cwd = folderWith({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
    const seen: string[] = [];
    for await (const reading of readInputs(['*.txt'], options({ cwd }))) {
      seen.push(reading.kind === 'failure' ? `${reading.failure.code} ${reading.failure.document}` : reading.kind);
      rmSync(join(cwd, 'b.txt'), { force: true });
    }
    expect(seen).toEqual(['document', 'unreadable b', 'document']);
  });
});

describe('inputs that are not there end the run before anything is read', () => {
  test.each([
    ['a file', 'nothing.txt', 'nothing.txt: there is no such file or folder'],
    ['an empty name', '', '"": there is no such file or folder'],
    ['a NUL', 'a\0b', 'a\0b: there is no such file or folder'],
    ['a file taken for a folder', 'a.txt/b', 'a.txt/b: there is no such file or folder'],
    ['a very long name', 'x'.repeat(5000), `${'x'.repeat(5000)}: there is no such file or folder`],
    ['a pattern', '*.csv', '*.csv: the pattern matches no files'],
    ['a folder of other files', 'gifs', 'gifs: the folder has no files to read, only 1 .gif'],
    ['no standard input', '-', '-: there is no standard input'],
  ])('%s', async (_, input, message) => {
    const cwd = folderWith({ 'a.txt': 'a', 'gifs/b.gif': '' });
    await expect(resolveInputs(['a.txt', input], options({ cwd }))).rejects.toMatchObject({
      name: 'KuError',
      code: 'missing-input',
      message,
      hint: expect.stringMatching(/./),
    });
    await expect(read(['a.txt', input], { cwd })).rejects.toThrow(message);
  });

  test('a link that leads nowhere', async () => {
    const cwd = folderWith({ 'a.txt': 'a' });
    symlinkSync('nowhere', join(cwd, 'b.txt'));
    await expect(read(['b.txt'], { cwd })).rejects.toMatchObject({ code: 'missing-input' });
  });
});

describe('a name that is not in UTF-8', () => {
  const name = Buffer.concat([Buffer.from('caf'), Buffer.from([0xe9]), Buffer.from('.txt')]);

  test.runIf(process.platform === 'linux')('fails by itself, in a folder and named', async () => {
    const cwd = folderWith({ 'a.txt': 'a' });
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/`), name]), 'Rain.');
    for (const inputs of [['.'], ['a.txt', 'caf\ufffd.txt'], ['*.txt']]) {
      const result = await read(inputs, { cwd });
      expect(ids(result)).toEqual(['a']);
      expect(result.failures.map(({ message }) => message)).toEqual(['caf\ufffd.txt: its name is not in UTF-8']);
    }
  });
});

describe('standard input', () => {
  test.each([
    ['text', 'Rain falls.\n', ['stdin']],
    ['text that begins with a bracket', '[Abstract] Rain falls.', ['stdin']],
    ['LaTeX', '{\\bf Rain} falls.', ['stdin']],
    ['a list', 'Abstract: Rain.\nAbstract: Snow.', ['stdin#1', 'stdin#2']],
    ['JSON Lines', '\n{"text": "Rain."}\n{"text": "Snow."}\n', ['stdin#1', 'stdin#2']],
    ['an object over several lines', '{\n"text": "Rain."}', ['stdin']],
    ['an array', ' [\n{"text": "Rain."}]', ['stdin#1']],
    [
      'one line that wraps records',
      '{"n": 2, "data": [{"text": "Rain."}, {"text": "Snow."}]}\n',
      ['stdin#1', 'stdin#2'],
    ],
    ['CSV', 'id,title,Abstract\n7,Wet,"Rain, then\nsnow."\n8,Dry,Sun.\n', ['7', '8']],
    ['CSV with semicolons', '"id";"text"\r\n"7";"Rain; snow."\r\n', ['7']],
    ['TSV', 'id\ttext\n7\tRain, snow.\n', ['7']],
    ['front matter', '---\ntitle: Wet\n---\nRain falls.\n', ['stdin']],
    ['prose with commas', 'Rain, a text, falls.\nIt is wet.\n', ['stdin']],
    [
      'a list of words in prose',
      'Text, the longest of all the contents that this line is about, abstract\n',
      ['stdin'],
    ],
  ])('%s is recognised', async (_, content, expected) => {
    expect(ids(await readStdin([Buffer.from(content)]))).toEqual(expected);
  });

  test('front matter and headings of Markdown are no text', async () => {
    const front = await readStdin([Buffer.from('---\ntitle: Wet\n---\nRain falls.\n')]);
    expect([texts(front), front.documents[0]?.credit.title]).toEqual([['Rain falls.'], 'Wet']);
    const headings = await readStdin([Buffer.from('# Wet\n\nRain falls.\n\n## More\n\nSnow.\n')]);
    expect(headings.documents[0]?.credit.title).toBe('Wet');
    expect(texts(await readStdin([Buffer.from('# 1 is a number.\n')]))).toEqual(['# 1 is a number.']);
  });

  test('a table by the name that its text has', async () => {
    const table = [Buffer.from('id,words\n7,Rain.\n')];
    expect(ids(await readStdin(table, { textField: 'Words' }))).toEqual(['7']);
    expect(ids(await readStdin(table))).toEqual(['stdin']);
  });

  test('has the name of its device, too', async () => {
    expect(ids(await read(['/dev/stdin'], { stdin: Readable.from([Buffer.from('Rain.')]) }))).toEqual(['stdin']);
  });

  test('a line longer than the head is JSON Lines', async () => {
    const line = JSON.stringify({ text: 'Rain. '.repeat(20_000) });
    expect(ids(await readStdin([Buffer.from(`${line}\n${line}`)]))).toEqual(['stdin#1', 'stdin#2']);
  });

  test('is read once', async () => {
    const result = await readStdin([Buffer.from('Rain.')]);
    const twice = await read(['-', '-'], {
      stdin: Readable.from([Buffer.from('Rain.')]),
    });
    expect(ids(twice)).toEqual(ids(result));
    expect(twice.notices).toEqual(['-: standard input can be read once only; named again, left out']);
  });

  test('that is empty fails', async () => {
    expect(codes(await readStdin([]))).toEqual(['empty stdin stdin']);
  });
});
