/** Turns offsets in UTF-16 code units into offsets in code points, which are the same in every language that reads units. */
export function codePointOffsets(text: string): (offset: number) => number {
  const pairs = surrogatePairs(text);
  return pairs.length === 0 ? (offset) => offset : (offset) => offset - pairsBefore(pairs, offset);
}

function surrogatePairs(text: string): number[] {
  const positions: number[] = [];
  for (const found of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) positions.push(found.index);
  return positions;
}

function pairsBefore(positions: number[], offset: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
