import { describe, expect, test } from 'vitest';
import { longFormSpans } from '../../src/text/acronyms.ts';

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
  ])('%s', (text, expected) => expect(longForms(text)).toEqual(expected));

  test('are found in time that grows with the text alone', () => {
    expect(longForms('(AB '.repeat(50_000)).length).toBe(0);
    expect(longForms('alpha beta (AB) '.repeat(20_000)).length).toBeGreaterThan(19_990);
  });
});
