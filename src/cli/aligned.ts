/** Text in columns: the first flush left, the others flush right; the first row is the head. */
export function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    rows.reduce((widest, row) => Math.max(widest, [...(row[at] ?? '')].length), 0),
  );
  const pad = (cell: string, at: number) => {
    const blanks = ' '.repeat((widths[at] ?? 0) - [...cell].length);
    return at === 0 ? cell + blanks : blanks + cell;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
