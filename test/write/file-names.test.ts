import { basename, join, normalize } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from '../../src/write/file-names.ts';
import { anyWords } from '../support/unit-arbitrary.ts';

const namesOf = (ids: string[]) => ids.map(fileNames('.json'));
const suffix = /~[0-9a-f]{8}\.json$/;

describe('fileNames', () => {
  it.each(['seeds#3', 'paper 1', '10.1000-182', 'émigré', '漢字', 'a.b', 'con-text', 'com', 'nullable'])(
    'leaves %s as it is',
    (id) => expect(namesOf([id])).toEqual([`${id}.json`]),
  );

  it.each([
    ['a/b', /^a_b~/],
    ['../../etc/passwd', /^_\._\.\._etc_passwd~|^_\._/],
    ['/etc/passwd', /^_etc_passwd~/],
    ['C:\\x', /^C__x~/],
    ['a\u0000b', /^a_b~/],
    ['CON', /^_CON~/],
    ['con.txt', /^_con\.txt~/],
    ['nul .x', /^_nul \.x~/],
    ['LPT1', /^_LPT1~/],
    ['COM¹', /^_COM¹~/],
    ['dots...', /^dots~/],
    ['space ', /^space~/],
    [' space', /^space~/],
    ['.hidden', /^_hidden~/],
    ['.', /^document~|^_~/],
    ['..', /^document~|^_~/],
    ['', /^document~/],
    ['line\nbreak', /^line_break~/],
    ['right\u202eleft', /^right_left~/],
    ['half \ud800', /^half _~/],
  ])('changes %j', (id, expected) => {
    expect(namesOf([id])[0]).toMatch(expected);
    expect(namesOf([id])[0]).toMatch(suffix);
  });

  it('cuts long names between characters', () => {
    const [name] = namesOf(['漢𝒳'.repeat(150)]);
    expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(?:漢𝒳)+漢?~[0-9a-f]{8}\.json$/u);
    expect(namesOf(['x'.repeat(1_000_000)])[0]).toMatch(/^x{180}~/);
  });

  it('keeps names apart that some file system takes for the same', () => {
    const ids = ['Paper', 'paper', 'PAPER', 'caf\u00e9', 'cafe\u0301', 'straße', 'STRASSE', 'ﬁ', 'fi'];
    const names = namesOf(ids);
    expect(new Set(names.map((name) => name.normalize('NFKC').toUpperCase())).size).toBe(ids.length);
    expect(names[0]).toBe('Paper.json');
    expect(names[1]).toMatch(/^paper~/);
  });

  it('keeps the same id apart, also from one that looks like its suffixed name', () => {
    const [, second] = namesOf(['a', 'a']);
    expect(second).toMatch(/^a~/);
    const names = namesOf([(second ?? '').replace('.json', ''), 'a', 'a', 'a']);
    expect(new Set(names).size).toBe(4);
  });

  it('gives any ids distinct, safe names directly inside of the folder, the same each time', () => {
    const ids = fc.array(fc.oneof(anyWords, fc.constantFrom('a', 'A', 'a/', 'aux', '..', 'é', 'e\u0301')));
    fc.assert(
      fc.property(ids, (given) => {
        const names = namesOf(given);
        expect(names).toEqual(namesOf(given));
        expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(given.length);
        for (const name of names) {
          expect(basename(normalize(join('out', name)))).toBe(name);
          expect(normalize(join('out', name))).toBe(join('out', name));
          expect(name).toMatch(/^[^.\s/\\\p{Cc}][^/\\\p{Cc}]*\.json$/u);
          expect(Buffer.from(name).toString()).toBe(name);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});
