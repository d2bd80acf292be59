import type { Extraction } from './tuples.ts';

/** The scorer's own measure of one tuple against another: shared tokens over those shown; 0 where the predicates share none. */

type Tokens = { predicate: string[]; args: [string[], string[]] };

const tokens = (text: string): string[] => text.split(/\s+/).filter((token) => token !== '');
const formsOfBe = new Set(['be', 'is', 'am', 'are', 'was', 'were', 'been', 'being']);

function shared(gold: string[], shown: string[]): number {
  const left = [...shown];
  return gold.filter((token) => {
    const at = left.indexOf(token);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

function precision(gold: Tokens, shown: Tokens): number {
  const be =
    shown.predicate.includes('be') &&
    !gold.predicate.includes('be') &&
    gold.predicate.some((word) => formsOfBe.has(word));
  const verb = shared(gold.predicate, shown.predicate) + (be ? 1 : 0);
  if (verb === 0) return 0;
  const hits = verb + shared(gold.args[0], shown.args[0]) + shared(gold.args[1], shown.args[1]);
  return hits / (shown.predicate.length + shown.args[0].length + shown.args[1].length);
}

const key = (sentence: string): string => sentence.replace(/[^\p{L}\p{N}]/gu, '');

const goldTuple = (cells: string[]): Tokens => {
  const [, predicate = '', first = '', ...rest] = cells;
  return {
    predicate: tokens(predicate),
    args: [tokens(first), tokens(rest.filter((cell) => !cell.includes('C: ')).join(' '))],
  };
};

/** How right each extraction of a sentence is, each gold tuple taken once, the best pairs first. */
export function judge(sentence: string, extractions: Extraction[], gold: string[]): number[] {
  const wanted = gold
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter(([first]) => key(first ?? '') === key(sentence))
    .map(goldTuple);
  const shown = extractions.map(
    ({ predicate, args: [first = '', second = ''] }): Tokens => ({
      predicate: tokens(predicate),
      args: [tokens(first), tokens(second)],
    }),
  );
  const pairs = wanted
    .flatMap((one, row) => shown.map((other, column) => ({ row, column, value: precision(one, other) })))
    .toSorted((first, second) => second.value - first.value);
  const right = shown.map(() => 0);
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const { row, column, value } of pairs) {
    if (rows.has(row) || columns.has(column)) continue;
    rows.add(row);
    columns.add(column);
    right[column] = value;
  }
  return right;
}
