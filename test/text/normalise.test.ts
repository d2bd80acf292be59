import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseLine, normaliseText } from '../../src/text/normalise.ts';

describe('normaliseText', () => {
  test.each([
    [
      'CRLF, CR, NEL, U+2028, U+2029, form feed, vertical tab',
      'a\r\nb\rc\u0085d\u2028e\u2029f\fg\vh',
      'a\nb\nc\nd\ne\nf\ng\nh',
    ],
    ['byte-order marks and control characters', '\ufeffa\0b\x1bc\x7fd\x9fe\ufefff', 'abcdef'],
    ['tabs stay inside of lines', 'a\tb\t\nc', 'a\tb\nc'],
    ['blanks at the ends of lines and of the text', ' \n a  \nb\u00a0\n\n', 'a\nb'],
    ['plain text with blanks at the ends of lines', 'a \nb', 'a\nb'],
    ['NFC', 'e\u0301', '\u00e9'],
    ['NFC across what is removed', 'e\0\u0301', '\u00e9'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['surrogates that belong together', 'a\u{1f600}b', 'a\u{1f600}b'],
    ['a CR and LF that a control character parts', 'a\r\0\nb', 'a\nb'],
    ['only blanks', ' \n\t\u3000', ''],
  ])('%s', (_, raw, text) => {
    expect(normaliseText(raw)).toBe(text);
  });

  test('is idempotent, and keeps its promise', () => {
    const unit = fc.oneof(
      fc.constantFrom(' ', '\t', '\n', '\r', '\0', '\u0301', 'e', '\ufeff', '\u0085', '\ud83d', '\ude00', '\u00a0'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (raw) => {
        const text = normaliseText(raw);
        expect(normaliseText(text)).toBe(text);
        expect(text).toBe(text.trim());
        expect(text).toBe(text.normalize('NFC'));
        expect(text).toBe(Buffer.from(text).toString());
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[^\S\n]\n/);
      }),
      { numRuns: 1000 },
    );
  });

  test('takes time in proportion to the text', () => {
    const started = performance.now();
    normaliseText(`é${' '.repeat(1_000_000)}x${'\r'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test('normaliseLine makes one line of it', () => {
  expect(normaliseLine('  Basalt \n  in\tthe\u00a0 rain ')).toBe('Basalt in the rain');
  expect(normaliseLine('a b')).toBe('a b');
});
