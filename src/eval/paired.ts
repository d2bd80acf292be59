import type { Estimate } from './figures.ts';
import { bootstrap, clusteredWilson, sumsOf } from './intervals.ts';

/** Of one document: how many were asked, and how many of them were right. */
export type Row = readonly [asked: number, right: number];

/** The share of right ones over all documents, with Wilson's interval of questions in clusters. */
export function shareOf(rows: readonly Row[]): Estimate {
  const [asked = 0, right = 0] = sumsOf(rows);
  return { value: asked === 0 ? null : right / asked, interval: clusteredWilson(rows) };
}

/** What the share of the other has more than that of the first. Both rows of a document are drawn together. */
export function differenceOf(
  first: readonly Row[],
  other: readonly Row[],
  drawing: { draws: number; seed: string },
): Estimate {
  const pairs = first.map((row, at) => [...row, ...(other[at] ?? [0, 0])]);
  const difference = ([asked = 0, right = 0, askedOther = 0, rightOther = 0]: readonly number[]) =>
    asked === 0 || askedOther === 0 ? null : rightOther / askedOther - right / asked;
  return { value: difference(sumsOf(pairs)), interval: bootstrap(pairs, { difference }, drawing).difference };
}
