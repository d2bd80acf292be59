import type { Line } from './lines.ts';
import { usualSize } from './rows.ts';

/** How the document is set: what is usual in it. */
export type Style = {
  /** Size of most letters, in points. */
  body: number;
  /** From one line of a paragraph to the next, in sizes of its letters. */
  leading: number;
  /** Margins of the lines of each region: where most lines begin, and up to where the longest tenth runs. */
  margins: Map<number, { left: number; right: number }>;
};

/** A leading of 1.2 is the custom of typesetters; it stands in where no two lines follow each other. */
const customaryLeading = 1.2;

export function styleOf(lines: Line[]): Style {
  const body = usualSize(lines);
  const steps: number[] = [];
  const regions = new Map<number, Line[]>();
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    if (above?.region === line.region && above.size === line.size && line.y > above.y) {
      steps.push((line.y - above.y) / line.size);
    }
    const own = regions.get(line.region) ?? [];
    own.push(line);
    regions.set(line.region, own);
  });
  const margins = new Map([...regions].map(([region, own]) => [region, marginsOf(own, body)]));
  return { body, leading: medianOf(steps) ?? customaryLeading, margins };
}

function medianOf(values: number[]): number | null {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? null;
}

function marginsOf(all: Line[], body: number): { left: number; right: number } {
  const ofBody = all.filter(({ size }) => Math.abs(size - body) < body * 0.06);
  const lines = ofBody.length > 2 ? ofBody : all;
  const counts = new Map<number, number[]>();
  for (const { left } of lines) {
    const own = counts.get(Math.round(left / 2)) ?? [];
    own.push(left);
    counts.set(Math.round(left / 2), own);
  }
  const most = Math.max(...[...counts.values()].map(({ length }) => length));
  // The leftmost that is nearly as frequent: a list may have more lines than the text around it.
  const frequent = [...counts.values()].filter(({ length }) => length >= most / 2).map((own) => medianOf(own) ?? 0);
  const rights = lines.map(({ right }) => right).sort((one, other) => one - other);
  return { left: Math.min(...frequent), right: rights[Math.floor(rights.length * 0.9)] ?? rights.at(-1) ?? 0 };
}
