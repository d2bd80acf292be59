import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minhash } from '../../src/text/minhash.ts';
import type { Document } from '../../src/types/document.ts';
import type { Passage } from '../../src/types/passage.ts';
import { signatures } from '../../src/units/signatures.ts';

/** A passage that is the whole text, cut at the given places. */
function cut(text: string, places: number[]): { document: Document; passage: Passage } {
  const bounds = [...new Set([0, ...places.map((place) => place % (text.length + 1)), text.length])].sort(
    (one, other) => one - other,
  );
  const sentences = bounds
    .slice(1)
    .map((end, at) => ({ start: bounds[at] ?? 0, end, text: text.slice(bounds[at], end) }));
  const document = { text } as Document;
  return { document, passage: { index: 0, of: 1, start: 0, end: text.length, text, sentences } as Passage };
}

const pieces = fc.constantFrom(
  'Rye ',
  "rye's",
  '1,',
  '000',
  '2nd',
  'a',
  ' ',
  '\n',
  '’',
  'α',
  '中文',
  '\\alpha',
  '.',
  '^',
  '3',
  '-',
  'é',
);

test('a sentence has the signature of its own text, wherever it is cut and whatever stands beside it', () => {
  const text = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(200), { maxLength: 5 }), (said, places) => {
      const target = cut(said, places);
      const signatureOf = signatures(target);
      for (const sentence of target.passage.sentences) expect(signatureOf(sentence)).toBe(minhash(sentence.text));
    }),
    { numRuns: 500 },
  );
});

test('where a word reaches over the end of a sentence, the sentence is read for itself', () => {
  const target = cut('grew by 1,000 rows', [10]);
  const signatureOf = signatures(target);
  expect(target.passage.sentences.map(signatureOf)).toEqual([minhash('grew by 1,'), minhash('000 rows')]);
});
