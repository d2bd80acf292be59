import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyAgain } from '../../src/text/json-keys.ts';
import { locateInJson } from '../../src/text/json-locate.ts';
import { nearest } from '../../src/text/nearest.ts';
import { linesOf, textOf } from '../../src/validate/bytes.ts';
import { splitJson } from '../../src/validate/json-items.ts';
import { findJsonError } from '../../src/validate/json-syntax.ts';
import { positionAt } from '../../src/validate/problems.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const jsonText = fc
  .tuple(fc.jsonValue(), fc.constantFrom(0, 1, 3))
  .map(([value, spaces]) => JSON.stringify(value, null, spaces));

/** JSON with a piece taken out or put in. */
const brokenJson = fc
  .tuple(
    jsonText,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', '"', ',', '{', ']', '\\', ':', '1', '-', ' ', '\u0001', 'x', '.', 'e'),
  )
  .map(([text, place, without, more]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + more + text.slice(at + without);
  });

describe('keyAgain', () => {
  it.each([
    ['{"a":1,"a":2}', 7, ['a']],
    [' {"a" : [1, {"b":1, "\\u0062" :2}]}', 20, ['a', 1, 'b']],
    ['{"x":"a\\\\":","y":1}', null, null],
    ['{"a":"\\":","b":{"a":"{\\"a\\":1}"}}', null, null],
    ['[{"a":1},{"a":1}]', null, null],
  ])('finds it in %j', (text, offset, path) => {
    const found = parses(text) ? keyAgain(text, JSON.parse(text)) : null;
    expect(found).toEqual(offset === null ? null : { offset, path });
  });

  it('finds none in what JSON.stringify writes, and the one that is put into an object', () => {
    fc.assert(
      fc.property(jsonText, fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (text, object) => {
        expect(keyAgain(text, JSON.parse(text))).toBe(null);
        const members = JSON.stringify(object).slice(1, -1);
        const twice = `[${text},{${members},${members}}]`;
        expect(keyAgain(twice, JSON.parse(twice))?.path).toEqual([1, Object.keys(JSON.parse(`{${members}}`))[0]]);
      }),
    );
  });

  it('bears what is nested deeper than the stack', () => {
    const text = `${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    expect(keyAgain(text, JSON.parse(text))).toBe(null);
  });
});

describe('findJsonError', () => {
  it('agrees with JSON.parse on what is JSON', () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, brokenJson, fc.string()), (text) => {
        expect(findJsonError(text) === null).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a" 1}', 5, '"1"', 'a colon'],
    ['{"a":1,}', 7, '"}"', 'a key in double quotes'],
    ['[1 2]', 3, '"2"', 'a comma or the closing bracket'],
    ["{'a':1}", 1, '"\'"', 'a key in double quotes or }'],
    ['[1', 2, 'the end', 'a comma or the closing bracket'],
    ['', 0, 'the end', 'a value'],
    ['{} x', 3, '"x"', 'the end'],
    ['"a\tb"', 2, 'a control character', 'it to be escaped'],
    ['"\\x"', 1, 'a backslash', 'one of the escapes of JSON'],
    ['"abc', 4, 'the end', 'a closing quotation mark'],
    ['[01]', 2, '"1"', 'a comma or the closing bracket'],
    ['[NaN]', 1, '"N"', 'a value or ]'],
  ])('tells where %j goes wrong', (text, offset, found, expected) => {
    expect(findJsonError(text)).toEqual({ offset, found, expected });
  });

  it('takes a text of any depth or length', () => {
    expect(findJsonError('['.repeat(1_000_000))?.offset).toBe(1_000_000);
    expect(findJsonError(`"${'\\n'.repeat(1_000_000)}`)?.offset).toBe(2_000_001);
  });
});

/** Every part of a value with the path to it. */
function* parts(
  value: unknown,
  path: (string | number)[] = [],
): Generator<{ part: unknown; path: (string | number)[] }> {
  yield { part: value, path };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield* parts(member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

describe('locateInJson', () => {
  it('finds every part', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, spaces) => {
        const text = ` ${JSON.stringify(value, null, spaces)}`;
        for (const { part, path } of parts(value)) {
          const key = path.at(-1);
          const start = typeof key === 'string' ? JSON.stringify(key) : (JSON.stringify(part)[0] ?? '');
          expect(text.startsWith(start, locateInJson(text, path))).toBe(true);
        }
      }),
    );
  });

  it('tells equal parts apart, and stops where the path leads to nothing', () => {
    const text = '{"a": {"b": [1, "b", {"a": 1}]}, "b": 2}';
    expect(locateInJson(text, ['b'])).toBe(33);
    expect(locateInJson(text, ['a', 'b', 2, 'a'])).toBe(22);
    expect(locateInJson(text, ['a', 'c', 'd'])).toBe(1);
    expect(locateInJson(text, ['c'])).toBe(0);
  });
});

describe('splitJson', () => {
  function split(text: string, size: number, many: boolean) {
    const splitter = splitJson(many);
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    return [...pieces.flatMap((piece) => splitter.feed(piece)), ...splitter.end()];
  }

  it('gives the items of an array, however the text is cut into pieces', () => {
    const cases = fc.tuple(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.constantFrom(0, 2),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(cases, ([items, spaces, size]) => {
        const text = JSON.stringify(items, null, spaces);
        const found = split(text, size, false);
        expect(found.map((item) => (item.kind === 'item' ? JSON.parse(item.text) : item))).toEqual(
          JSON.parse(JSON.stringify(items)),
        );
        for (const item of found) {
          const line = text.split('\n')[item.line - 1] ?? '';
          if (item.kind === 'item') expect(line.slice(item.column - 1)[0]).toBe(item.text[0]);
        }
      }),
    );
  });

  it('gives the values of a sequence', () => {
    const texts = split('{"a":"}"} {"b":[1]}{"c":{}}\n[1] 2', 3, true).map((item) =>
      item.kind === 'item' ? item.text : item,
    );
    expect(texts).toEqual(['{"a":"}"}', '{"b":[1]}', '{"c":{}}', '[1]', '2']);
    expect(split('{} {}', 2, false).at(-1)).toMatchObject({ kind: 'error', line: 1, column: 4, expected: 'the end' });
  });

  it('gives the items of arrays that follow each other, as cat puts files together, each by its place in its own', () => {
    const given = (size: number) =>
      split('[{"a":1},2]\n[\n3]{"b":[]}', size, true).map((item) =>
        item.kind === 'item' ? [item.text, item.index, item.line] : item,
      );
    const expected = [
      ['{"a":1}', 0, 1],
      ['2', 1, 1],
      ['3', 0, 3],
      ['{"b":[]}', null, 3],
    ];
    expect([given(1), given(99)]).toEqual([expected, expected]);
    expect(split('[1]\n[2]', 3, false).at(-1)).toMatchObject({
      kind: 'error',
      line: 2,
      column: 1,
      expected: 'the end',
    });
  });

  it('splits in the same way whatever stands between the brackets', () => {
    fc.assert(
      fc.property(brokenJson, fc.integer({ min: 1, max: 9 }), fc.boolean(), (text, size, many) => {
        expect(split(text, size, many)).toEqual(split(text, 1 << 20, many));
      }),
    );
  });
});

describe('linesOf', () => {
  async function lines(bytes: Buffer, size: number, limit: number) {
    async function* pieces() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    }
    const found = [];
    for await (const line of linesOf(pieces(), limit)) found.push('text' in line ? line.text : line.broken);
    return found;
  }

  it('gives the lines, however the bytes are cut into pieces', async () => {
    const line = fc.stringMatching(/^[a-zé漢👩 ]{0,10}$/u);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (all, end, size) => {
          const text = all.map((one) => one + end).join('');
          expect(await lines(Buffer.from(text), size, 1000)).toEqual(all);
        },
      ),
    );
  });

  it('tells lines that are too long or not UTF-8, and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeffone\n123456789\ntwo\n'),
      Buffer.from([0xc3, 0x28, 0x0a]),
      Buffer.from('end'),
    ]);
    for (const size of [1, 4, 100]) {
      expect(await lines(bytes, size, 8)).toEqual(['one', 'too-long', 'two', 'encoding', 'end']);
    }
  });
});

describe('textOf', () => {
  it('ends with null at what is not UTF-8', async () => {
    async function* pieces() {
      yield Buffer.from('\ufeffa');
      yield Buffer.from([0xc3]);
      yield Buffer.from([0xa9, 0xff]);
      yield Buffer.from('never');
    }
    const found = [];
    for await (const text of textOf(pieces())) found.push(text);
    expect(found).toEqual(['a', '', null]);
  });
});

describe('nearest', () => {
  it.each([
    ['sumary', 'summary'],
    ['Entities', 'entities'],
    ['entites', 'entities'],
    ['input_tokens', 'inputTokens'],
    ['zzz', null],
    ['x'.repeat(1000), null],
  ])('to %.20s', (name, expected) => {
    expect(nearest(name, ['summary', 'entities', 'relations', 'inputTokens'])).toBe(expected);
  });
});

describe('positionAt', () => {
  it('counts from where the text begins', () => {
    const base = { line: 3, column: 5 };
    expect(positionAt('ab\ncd', 1, base)).toEqual({ line: 3, column: 6 });
    expect(positionAt('ab\ncd', 3, base)).toEqual({ line: 4, column: 1 });
    expect(positionAt('ab\n\ncd', 5, base)).toEqual({ line: 5, column: 2 });
    expect(positionAt('', 0, base)).toEqual({ line: 3, column: 5 });
  });
});
