import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersOf } from '../../src/text/numbers.ts';

/** Mentions in one line: value or key, unit in brackets, ~ for soft, ± for a half-width, … for the upper end of a range. */
const read = (text: string): string =>
  numbersOf(text)
    .map(
      (mention) =>
        (mention.kind === 'number' ? '' : `${mention.kind} `) +
        (mention.key || mention.value) +
        (mention.unit === null ? '' : ` [${mention.unit}]`) +
        (mention.soft ? '~' : '') +
        (mention.uncertainty ? '±' : '') +
        (mention.upper === null ? '' : `…${mention.upper.value}`),
    )
    .join('; ');

const cases: Record<string, [string, string][]> = {
  'separators of thousands': [
    ["1,000 or 1 000 or 1'000 or 1000", '1e3; 1e3; 1e3; 1e3'],
    ['3,849,873 t', '3849873e0 [t]'],
    ['12,5 and 0,05', '12e0; 5e0; 5e-2'],
  ],
  'powers of ten': [
    ['1.5×10⁻³, 1.5 x 10^-3, 1.5·10^{-3}, 1.5 × 10−3, 1.5e-3', '15e-4; 15e-4; 15e-4; 15e-4; 15e-4'],
    ['10⁻³, 10^-3, 10^{-3}, 10**-3', '1e-3; 1e-3; 1e-3; 1e-3'],
    ['6×106 kg s−1', '6e6 [kg s^-1]'],
    ['$5\\times10^{14}$ and $10\\%$ and $1{,}000$', '5e14; 1e1 [%]; 1e3'],
  ],
  signs: [
    ['−5, -5, (−5) and ~-5', '-5e0; -5e0; -5e0; -5e0'],
    ['3-5 and 3–5 and a-5 and type-2', '3e0…5e0; 5e0; 3e0…5e0; 5e0; name a5; 2e0'],
    ['at −100 °C', '-1e2 [°C]'],
  ],
  percent: [
    ['5%, 5 %, 5 percent, 5 per cent, 5 pct, 5-percent, 5 percentage points', Array(7).fill('5e0 [%]').join('; ')],
  ],
  ranges: [
    ['10–20 mg and 10 to 20 mg and between 10 and 20 mg', Array(3).fill('1e1 [mg]…2e1; 2e1 [mg]').join('; ')],
    ['10–20 million', '1e1…2e7; 2e7'],
    ['412M to 7B parameters', '412e6…7e9; 7e9'],
    ['from 2007–2012', '2007e0…2012e0; 2012e0'],
  ],
  'half-widths': [['0.46 ± 0.11 nm, 5 +/- 1, $3 \\pm 2$', '46e-2 [nm]; 11e-2 [nm]±; 5e0; 1e0±; 3e0; 2e0±']],
  words: [
    ['two hundred and fifty mice, twenty-five rats, one trillion words', '25e1; 25e0; 1e12'],
    ['three million two hundred thousand', '32e5'],
    ['five and six, two or three', '5e0; 6e0; 2e0; 3e0'],
    ['both, twice, the first, a single one, half', '2e0~; 2e0~; 1e0~; 1e0~; 1e0~; 5e-1~'],
    ['tenfold, ten-fold, ten times, 10x, 10×, 10-fold', Array(6).fill('1e1 [times]').join('; ')],
    ['two-thirds, three quarters, 1/4', '2/3; 75e-2; 1e0; 4e0'],
    ['often, none the less, tone', '0e0~'],
  ],
  scales: [
    ['218 million, 218M images, 218,000,000', '218e6; 218e6; 218e6'],
    ['2.6T tokens, a 1B model, US$7.9 billion', '26e11; 1e9; 79e8 [$]'],
    ['at 300K, a 3T magnet, 0.5 M NaCl', '3e2 [K]; 3e0 [T]; 5e-1 [M]'],
  ],
  'years and dates': [
    ['in 2011, the 1990s, 25 December 2011', '2011e0; 199e1; 25e0; 2011e0'],
    ['on 2011-12-25', '2011e0; 12e0~; 25e0~'],
  ],
  units: [
    ['30 °C, 30°C, 30 ℃, 30 degrees Celsius', Array(4).fill('3e1 [°C]').join('; ')],
    [
      '5 mg/kg, 5 mg kg−1, 5 mg kg^{-1}, 5 mg·kg⁻¹, 5 milligrams per kilogram',
      Array(5).fill('5e0 [kg^-1 mg]').join('; '),
    ],
    ['5 W m−2, 5 W/m2, 5 W/m²', Array(3).fill('5e0 [W m^-2]').join('; ')],
    ['5 μm and 5 µm and 5 um', Array(3).fill('5e0 [µm]').join('; ')],
    ['40-69 years, 24-hour, 30-year-old, 5-shot', '4e1 [year]…69e0; 69e0 [year]; 24e0 [h]; 3e1 [year]; 5e0'],
    ['1000stems/ha and 3 in vitro', '1e3; 3e0'],
  ],
  names: [
    ['BLIP-3, MINT-1T, PM2.5, H2O, p53, n-3', 'name blip3; name mint1t; name pm25; name h2o; name p53; name n3'],
    ['Mistral-7B-v0.3 and CD45+/CD3+', 'name mistral7bv03; name cd45; name cd3'],
    ['as Llama 3 8B did', '3e0~; 8e9'],
    ['per m2 and W m−2 and ha-1', 'name m2; name m2; name ha1'],
    ['version 0.3.1 of 13C', 'name 031; name 13c'],
    ['see https://a.org/c1.2. and 10.1000/x5', 'name httpsaorgc12; name 101000x5'],
    ['@xmath4 and @xcite12', ''],
  ],
  'things that only point': [
    [
      'Fig. 3, Tables 2 and 3, [12, 13], (1) this',
      'reference 3e0; reference 2e0; reference 3e0; reference 12e0; reference 13e0; reference 1e0',
    ],
    ['Varga et al. (2019a) and (Ito, 2012)', 'reference 2019e0; reference 2012e0'],
    ['(Ito, Weber, & Li, 2012; Board of Seeds, 2008b)', 'reference 2012e0; reference 2008e0'],
    ['(Pelka Station, sown in 2011)', '2011e0'],
  ],
  formulas: [
    ['$x_2 = 3$ holds', 'formula x_2=3; 2e0~; 3e0~'],
    ['$\\mathrm{SO}_3$ and $SO_{3}$', 'formula SO_3; 3e0~; formula SO_3; 3e0~'],
  ],
};

describe('numbersOf', () => {
  for (const [name, pairs] of Object.entries(cases)) {
    test.each(pairs)(`${name}: %s`, (text, expected) => {
      expect(read(text)).toBe(expected);
    });
  }

  test('keeps other readings of what may be read twice', () => {
    const others = (text: string): string[] => numbersOf(text).flatMap((mention) => mention.others);
    expect(others('1 000')).toEqual(['1e0', '0e0']);
    expect(others('10-15')).toEqual(['1e-15']);
    expect(others('6×106')).toEqual(['6e0', '106e0']);
    expect(others('300K')).toEqual(['3e5']);
    expect(others('14/41')).toEqual(['14/41', '14/41']);
    expect(others('3,5')).toEqual(['35e-1']);
  });

  test('spans stand in order, inside of the text, and hold the digits', () => {
    const piece = fc.constantFrom(
      '1',
      '23',
      '.',
      ',',
      ' ',
      '-',
      '×10',
      '^',
      '⁻³',
      '%',
      'M',
      'kg',
      'two',
      ' and ',
      '$',
      '\\',
      '{',
      '}',
      '/',
      'e',
      '±',
      'BLIP',
      '°C',
      '(',
      ')',
      '𝟙',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          let last = 0;
          for (const { start, end } of numbersOf(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(end).toBeGreaterThan(start);
            last = start;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '1',
    '1,',
    '1.',
    '1 000 ',
    '-1',
    'a1-',
    'two ',
    '$1$',
    '$x$ ',
    '1/',
    '[1,',
    '1e',
    '10^',
    '×10',
    'http://a ',
    '1 kg ',
    'Fig. 1 ',
    '\\times',
    '^{°',
  ])('takes %j thirty thousand times', (unit) => {
    const started = performance.now();
    numbersOf(unit.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test('numbers whose blanks were lost are read apart, with their signs', () => {
  const read = (text: string) => numbersOf(text).map(({ kind, value, unit }) => `${kind} ${value} ${unit ?? '-'}`);
  expect(read('varies between ~-45and175K here')).toEqual(['number -45e0 K', 'number 175e0 K']);
  expect(read('from 10to20 plots')).toEqual(['number 1e1 -', 'number 2e1 -']);
});

test('a power of ten behind a bracket belongs to the numbers in it', () => {
  const [value, half] = numbersOf('(0.46±0.11)×10^-10 m');
  expect(value).toMatchObject({ value: '46e-2', others: ['46e-12'], unit: 'm' });
  expect(half).toMatchObject({ value: '11e-2', others: ['11e-12'], unit: 'm', uncertainty: true });
});
