const gap = '  ';

/**
 * Text in columns: the first flush left, the others flush right; the first row is the head. What is wider than `width` goes on below,
 * with the first column again.
 */
export function aligned(rows: readonly string[][], width = Number.POSITIVE_INFINITY): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    rows.reduce((widest, row) => Math.max(widest, [...(row[at] ?? '')].length), 0),
  );
  const pad = (row: readonly string[], at: number) => {
    const cell = row[at] ?? '';
    const blanks = ' '.repeat((widths[at] ?? 0) - [...cell].length);
    return at === 0 ? cell + blanks : blanks + cell;
  };
  return blocksOf(widths, width).flatMap((block, number) => [
    ...(number === 0 ? [] : ['']),
    ...rows.map((row) =>
      [0, ...block]
        .map((at) => pad(row, at))
        .join(gap)
        .trimEnd(),
    ),
  ]);
}

/** The columns behind the first, as many at a time as there is room for beside it. */
function blocksOf([first = 0, ...others]: readonly number[], width: number): number[][] {
  const blocks: number[][] = [[]];
  let used = first;
  for (const [at, own] of others.entries()) {
    const last = blocks.at(-1) ?? [];
    if (last.length > 0 && used + gap.length + own > width) {
      blocks.push([at + 1]);
      used = first + gap.length + own;
    } else {
      last.push(at + 1);
      used += gap.length + own;
    }
  }
  return blocks;
}
