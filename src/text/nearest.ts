/** Edit distance in which swapping two neighbours counts as one edit (optimal string alignment). */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && left[row - 2] === right[column - 1] && left[row - 1] === right[column - 2];
      const edits = [(above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same];
      if (swapped) edits.push((before[column - 2] ?? 0) + 1);
      current.push(Math.min(...edits));
    }
    before = above;
    above = current;
  }
  return above[right.length] ?? 0;
}

/** The known name that a misspelt one most likely stands for: at most a third of its letters differ, case aside. Else null. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (name.length > 60) return null;
  const plain = (text: string) => text.replaceAll(/[-_]/g, '').toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(plain(name), plain(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((left, right) => left.edits - right.edits);
  return ranked[0]?.candidate ?? null;
}
