import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/engines/openai/read-json.ts';

const draft = {
  summary: null,
  entities: [{ id: 'e1', name: 'a {brace} and "quote"', value: '3.5 × 10⁻³' }],
  relations: [],
};
const json = JSON.stringify(draft);

describe('reading the JSON of an answer', () => {
  const wrapped: Record<string, string> = {
    'as it is': json,
    'in a fence': `\`\`\`json\n${json}\n\`\`\``,
    'in a fence without a language': `\`\`\`\n${json}\n\`\`\``,
    'with prose around': `Here is what I found:\n\n${json}\n\nLet me know {if} you need more.`,
    'behind reasoning': `<think>The schema is {"a": 1}; so I answer</think>\n${json}`,
    'with a trailing comma': `${json.slice(0, -1)},}`,
    'with an unquoted key': json.replace('"summary"', 'summary'),
    'with single quotes': json.replace('"e1"', "'e1'"),
    'with a missing comma': json.replace('"e1",', '"e1" '),
  };
  for (const [name, answer] of Object.entries(wrapped)) {
    it(name, () => expect(readJson(answer)).toEqual({ value: draft }));
  }

  it('never completes what was cut off', () => {
    for (let length = 1; length < json.length; length += 1) {
      expect(readJson(json.slice(0, length))).toHaveProperty('problem');
    }
  });

  it('keeps LaTeX that the model did not escape', () => {
    const answer = '{"name": "the \\beta decay and \\alpha, \\theta, \\nu, \\frac{1}{2}, \\rho"}';
    expect(readJson(answer)).toEqual({
      value: { name: 'the \\beta decay and \\alpha, \\theta, \\nu, \\frac{1}{2}, \\rho' },
    });
  });

  it('reads strings of millions of characters', () => {
    const long = { a: '\\"{'.repeat(600_000), b: 'x'.repeat(2_000_000) };
    expect(readJson(`Sure: ${JSON.stringify(long)}.`)).toEqual({ value: long });
  });

  it('says what is wrong', () => {
    expect(readJson('I can not help with that.')).toEqual({ problem: 'the answer holds no JSON object' });
    expect(readJson('{"entities": [{"name": "x')).toEqual({ problem: 'the JSON object is cut off' });
    expect(readJson(`{"a": ${'['.repeat(200_000)}`)).toHaveProperty('problem');
  });

  it('returns any JSON object unchanged, whatever stands around it', () => {
    const object = fc.dictionary(
      fc.string(),
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant('x"y{z')),
    );
    fc.assert(
      fc.property(object, (value) => {
        const text = JSON.stringify(value);
        expect(readJson(`Sure!\n\`\`\`json\n${text}\n\`\`\`\nDone.`)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });
});
