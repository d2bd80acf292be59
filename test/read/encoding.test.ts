import { describe, expect, test } from 'vitest';
import { codes, readFileOf, readStdin, texts } from './reading.ts';

const sentence = 'Müller und Schröder zeigen, dass die Größe bei 25 °C fällt.';
const japanese = '日本語の文書です。\n次の行。';

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('encodings', () => {
  test.each([
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${sentence}`), null],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${sentence}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${sentence}`), 'utf-16be'],
    ['UTF-16 LE without', Buffer.from(sentence, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without', utf16be(sentence), 'utf-16be'],
    ['Latin-1', Buffer.from(sentence, 'latin1'), 'windows-1252'],
    ['NFD', Buffer.from(sentence.normalize('NFD')), null],
  ])('%s', async (_, content, name) => {
    const result = await readFileOf('a.txt', content);
    expect(texts(result)).toEqual([sentence]);
    expect(result.notices).toEqual(name === null ? [] : [`a.txt: it is not in UTF-8; read as ${name}`]);
  });

  test.each([
    ['a.xml', '<?xml version="1.0" encoding="ISO-8859-2"?><article><body><p>', '</p></body></article>'],
    ['a.html', '<html><head><meta charset="iso-8859-2"></head><body><p>', '</p></body></html>'],
  ])('what %s says of itself', async (name, start, end) => {
    const polish = Buffer.from([0xb3, 0xf3, 0x64, 0xbc]);
    const content = Buffer.concat([Buffer.from(start), polish, Buffer.from(end)]);
    expect(texts(await readFileOf(name, content))).toEqual(['łódź']);
  });

  test('the same text has the same digest in each', async () => {
    const digests = [Buffer.from(sentence), Buffer.from(sentence, 'latin1'), Buffer.from(`${sentence}\r\n`, 'utf16le')];
    const read = await Promise.all(digests.map((content) => readFileOf('a.txt', content)));
    expect(new Set(read.map((result) => result.documents[0]?.sha256)).size).toBe(1);
  });

  test('Windows-1252 has dashes and quotes where Latin-1 has none', async () => {
    expect(texts(await readFileOf('a.txt', Buffer.from([0x93, 0x61, 0x94, 0x20, 0x96, 0x20, 0xe9])))).toEqual([
      '“a” – é',
    ]);
  });

  test('GB 18030 by its statistics', async () => {
    const bytes = 'd1d0bebfb1edc3f7cec2b6c8bbe1c9cfc9fda1a3b1becec4cce1b3f6d2bbd6d6d0c2b5c4b7bdb7a8';
    const result = await readFileOf('a.txt', Buffer.from(bytes, 'hex'));
    expect(texts(result)).toEqual(['研究表明温度会上升。本文提出一种新的方法']);
    expect(result.notices).toEqual(['a.txt: it is not in UTF-8; read as gb18030']);
  });

  test('UTF-16 without a mark, whose letters have no NULs', async () => {
    const text = 'Исследование показывает, что температура растёт.\nВторая строка.';
    expect(texts(await readFileOf('a.txt', Buffer.from(text, 'utf16le')))).toEqual([text]);
    expect(texts(await readFileOf('a.txt', Buffer.from(`\ufeff${japanese}`, 'utf16le')))).toEqual([japanese]);
  });

  test('UTF-16 in a streamed format', async () => {
    const lines = `${'{"text": "Größe."}\r\n'.repeat(5000)}`;
    const result = await readFileOf('a.jsonl', Buffer.from(lines, 'utf16le'));
    expect(result.documents).toHaveLength(5000);
    expect(new Set(texts(result))).toEqual(new Set(['Größe.']));
  });

  test('a line that is not UTF-8, beyond the head', async () => {
    const good = '{"text": "Größe."}\n';
    const content = Buffer.concat([
      Buffer.from(good.repeat(5000)),
      Buffer.from('{"text": "Größer."}\n', 'latin1'),
      Buffer.from(good),
    ]);
    const result = await readFileOf('a.jsonl', content);
    expect(texts(result).slice(4999)).toEqual(['Größe.', 'Größer.', 'Größe.']);
    expect(result.notices).toEqual([
      'a.jsonl:5001: the line is not valid UTF-8; such lines of this file are read as windows-1252',
    ]);
  });

  test('a single line that is not UTF-8 in the head does not spoil the others', async () => {
    const content = Buffer.concat([Buffer.from('Größe.\nMaß.\n'), Buffer.from('Müll.', 'latin1')]);
    const result = await readFileOf('a.txt', content);
    expect(texts(result)).toEqual(['Größe.\nMaß.\nMüll.']);
    expect(result.notices[0]).toContain('a.txt:3:');
  });

  test('a character that the end of the head cuts', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = 'x'.repeat(shift) + '𝒙'.repeat(20_000);
      const result = await readFileOf('a.txt', text);
      expect([texts(result), result.notices]).toEqual([[text], []]);
    }
  });
});

describe('binary files', () => {
  test.each([
    ['a PDF', '%PDF-1.7 text'],
    ['a ZIP archive or an Office document', 'PK\x03\x04rest'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8])],
    ['a PNG image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['a JPEG image', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('%s is named', async (what, content) => {
    const result = await readFileOf('a.txt', content);
    expect(codes(result)).toEqual(['binary a a.txt']);
    expect(result.failures[0]?.message).toBe(`a.txt: this is not text: it seems to be ${what}`);
  });

  test.each([
    ['a NUL in text', 'Rain\0falls.'],
    ['strings that end with NUL', 'one\0three\0five\0'],
    ['NULs on both sides', Buffer.from([1, 0, 0, 7, 0, 0, 65, 66, 0])],
    ['control characters', Buffer.from([0xfe, 1, 2, 3, 4, 0xc0, 5, 6])],
  ])('%s', async (_, content) => {
    expect(codes(await readFileOf('a.txt', content))).toEqual(['binary a a.txt']);
  });

  test('on standard input too', async () => {
    expect(codes(await readStdin([Buffer.from('GIF8'), Buffer.from('9a')]))).toEqual(['binary stdin stdin']);
  });
});
