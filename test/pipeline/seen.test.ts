import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeen } from '../../src/pipeline/seen.ts';

const documentArbitrary = fc.record({
  id: fc.constantFrom('a', 'b', 'a b', '["a"'),
  sha256: fc.constantFrom('0', '1', 'a', 'b'),
  place: fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom('in.jsonl:', 'x#', 'a:0', ''), fc.nat(20)).map(([file, line]) => `${file}${line}`),
    fc.constantFrom('in.jsonl:007', 'x#99999999999999999999', 'in.jsonl:', 'a\n:3'),
  ),
});

it('names the place of the first document with the same id and text, whatever places look like', () => {
  fc.assert(
    fc.property(fc.array(documentArbitrary, { maxLength: 40 }), (documents) => {
      const seen = createSeen();
      const firsts = new Map<string, string>();
      for (const document of documents) {
        const key = JSON.stringify([document.id, document.sha256]);
        expect(seen.before(document)).toBe(firsts.get(key) ?? null);
        if (!firsts.has(key)) firsts.set(key, document.place);
      }
    }),
  );
});

it('remembers each of many, those of gaps and other files too, in a few bytes', () => {
  const many = 200_000;
  const documentAt = (at: number) => ({
    id: `d${at}`,
    sha256: 'f'.repeat(64),
    place: at % 1000 === 0 ? `folder/paper-${at}.txt` : `in.jsonl:${at}`,
  });
  const seen = createSeen();
  const before = process.memoryUsage();
  for (let at = 0; at < many; at += 1) expect(seen.before(documentAt(at)) === null).toBe(true);
  const after = process.memoryUsage();
  expect((after.arrayBuffers - before.arrayBuffers) / many).toBeLessThan(60);
  for (const at of [0, 1, 999, 1000, 123_456, many - 1]) expect(seen.before(documentAt(at))).toBe(documentAt(at).place);
});
