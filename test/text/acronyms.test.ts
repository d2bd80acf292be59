import { describe, expect, test } from 'vitest';
import { longFormSpans, unitSpans } from '../../src/text/acronyms.ts';

const longForms = (text: string) => longFormSpans(text).map(({ start, end }) => text.slice(start, end));

describe('long forms of acronyms', () => {
  test.each([
    ['We study Slow-rate Scattered Refusal-of-Work (SSRoW) attacks.', ['Slow-rate Scattered Refusal-of-Work']],
    [
      'the vesicle sorting\n complexes needed for transport (VSCNT)-III',
      ['vesicle sorting\n complexes needed for transport'],
    ],
    ['a test, the mean gill area (MGA; n = 3) and more', ['mean gill area']],
    ['It was seen (see Fig. 3) in kelp (blue).', []],
    ['The value (USA) has no long form here.', []],
    ['(KEL)', []],
    ['the Kelp and Eelgrass Logger (KEL-2) of the lake', ['Kelp and Eelgrass Logger']],
    ['the salt meter of the lake (KEL-2)', []],
    ['is the area under the kelp growth rate curve (AUC) of', ['area under the kelp growth rate curve']],
    ['is the area of kelp under a rate curve of gills (AUC)', []],
    ['is the sheet of kelp under a growth rate curve (AUC)', []],
    ['and kelp grew so under the waters of a cove (AUC)', []],
  ])('%s', (text, expected) => expect(longForms(text)).toEqual(expected));

  test.each([
    ['about 200 kelp growth units (kgu) a day', ['kelp growth units (kgu)']],
    ['about 200 kelp-growth units (kgu) a day', ['kelp-growth units (kgu)']],
    ['about 200 kelp growth units (old) a day', []],
    ['many kelp growth units (kgu) a day', []],
  ])('of units: %s', (text, expected) =>
    expect(unitSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected),
  );

  test('are found in time that grows with the text alone', () => {
    expect(longForms('(AB '.repeat(50_000)).length).toBe(0);
    expect(longForms('alpha beta (AB) '.repeat(20_000)).length).toBeGreaterThan(19_990);
    expect(longForms('k b c d e f g (KBG) '.repeat(20_000)).length).toBeGreaterThan(19_990);
    expect(unitSpans(`1 ${'a '.repeat(50_000)}`.repeat(2)).length).toBe(0);
  });
});
