import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeFormula } from '../../src/read/latex/math.ts';
import { type Token, tokenize } from '../../src/read/latex/tokens.ts';
import { cursorOf, endOf, treeOf } from '../../src/read/latex/tree.ts';
import { readFileOf, texts } from './reading.ts';

const piece = fc.constantFrom(
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '{',
  '}',
  'x',
  ' ',
  '\n\n',
  '\\begin{a}',
  '\\end{a}',
);

const ends: Record<string, string> = { $: '$', $$: '$$', '(': ')', '[': ']' };
const begins = ({ kind, text }: Token) => kind === 'math' || (kind === 'command' && text in ends);

/** Looks from a sign through all that follows, as one would by hand. */
function soughtEnd(tree: ReturnType<typeof treeOf>, start: number): number | null {
  const cursor = cursorOf(tree);
  const first = tree.tokens[start];
  for (let at = start + 1; first !== undefined; at += 1) {
    const token = tree.tokens[at];
    if (token === undefined || token.kind === 'paragraph') return null;
    if (token.kind === first.kind && token.text === ends[first.text]) return at;
    if (token.kind === 'open') at = endOf(cursor, at) ?? at;
  }
  return null;
}

test('a formula ends at the sign that one finds by looking on from its beginning', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const tree = treeOf(tokenize(pieces.join('')));
      for (const [start, token] of tree.tokens.entries()) {
        if (!begins(token)) continue;
        const cursor = { ...cursorOf(tree), at: start };
        const isFound = takeFormula(cursor) !== null;
        expect([start, isFound ? cursor.at - 1 : null]).toEqual([start, soughtEnd(tree, start)]);
      }
    }),
    { numRuns: 3000 },
  );
});

test('formulas that nothing ends take no time', async () => {
  for (const sign of ['\\(', '\\[', '\\({}', '{\\(}']) {
    const before = process.cpuUsage();
    const source = `\\documentclass{article}\\begin{document}Kelp. ${sign.repeat(60_000)}\\end{document}`;
    expect(texts(await readFileOf('a.tex', source))).toEqual(['Kelp.']);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(6);
  }
});
