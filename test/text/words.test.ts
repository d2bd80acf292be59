import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isContentWord, stem, wordsOf, wordTexts } from '../../src/text/words.ts';

const cases: [string, string][] = [
  ['Vision-language models’ “gains”', 'vision language models gains'],
  ["VISION—LANGUAGE, models'; (gains)", 'vision language models gains'],
  ['ﬁne‐tuned micro\u00adscopy re\u200bbuilt', 'fine tuned microscopy rebuilt'],
  ['1,000 of 2 500.5 at 3.5% and the 21st', '1000 of 2 500.5 at 3.5 and the 21st'],
  ['5mg, 5 mg; 10 m² = 10 m^2', '5 mg 5 mg 10 m2 10 m2'],
  ['The $\\beta_2$ of \\textbf{Adam} and β_2', 'the β 2 of adam and β 2'],
  ['$\\frac{a}{b}$ in @xmath4', 'frac a b in @xmath4'],
  ['leads_to p53 and H2O', 'leads to p53 and h2o'],
  ['水稻 grew', '水 稻 grew'],
  ['Straße STRASSE', 'strasse strasse'],
  ["don't don’t", 'dont dont'],
  ['', ''],
  ['… — «»', ''],
];

describe('wordsOf', () => {
  test.each(cases)('%j', (text, expected) => {
    expect(wordTexts(text).join(' ')).toBe(expected);
  });

  test('composed and decomposed letters are the same words', () => {
    const text = 'Café naïve Ångström 고양이';
    expect(wordTexts(text.normalize('NFD'))).toEqual(wordTexts(text));
  });

  test('offsets lead back to the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        let last = 0;
        for (const word of wordsOf(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeGreaterThan(word.start);
          expect(wordTexts(text.slice(word.start, word.end)).join('')).toBe(word.text);
          last = word.end;
        }
      }),
    );
  });

  test('texts in ASCII are read in the same way as others', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 60 });
    fc.assert(
      fc.property(ascii, (text) => {
        expect(wordTexts(`${text} é`)).toEqual([...wordTexts(text), 'é']);
        expect(wordTexts(`${text} 水`)).toEqual([...wordTexts(text), '水']);
        expect(wordsOf(text).map((word) => word.text)).toEqual(wordTexts(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['a', "'", '1,', '\\a', '^1', '\u00ad', '水'])('takes %j a hundred thousand times', (unit) => {
    const started = performance.now();
    wordsOf(unit.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test('content words are those that are no function words', () => {
  expect(wordTexts('The rate of the growth was not high').filter(isContentWord)).toEqual(['rate', 'growth', 'high']);
});

test.each([
  ['filter filters filtered filtering'],
  ['inhibit inhibits inhibited inhibition inhibitor'],
  ['study studies'],
  ['stabilise stabilises stabilised stabilize stabilizing stabilisation'],
  ['increase increases increased'],
  ['process processes processed processing'],
  ['compress compressed compression'],
  ['optimise optimize optimized optimisation'],
])('one stem for %s', (forms) => {
  expect(new Set(forms.split(' ').map(stem)).size).toBe(1);
});

test('different words keep different stems', () => {
  expect(
    new Set(['rate', 'ratio', 'number', 'numb', 'model', 'mode', 'united', 'unit'].map(stem)).size,
  ).toBeGreaterThan(5);
});
