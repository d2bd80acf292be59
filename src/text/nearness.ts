/** How near two sequences of words are. Both take time and room of the product of their lengths: for sentences only. */

/**
 * Edit distance (Levenshtein, in words) of `words` to the stretch of `sentence` that is nearest to it, divided by the
 * number of `words`: 0 for a verbatim stretch (P. Sellers, "The theory and computation of evolutionary distances", 1980).
 */
export function distanceToNearestStretch(words: readonly string[], sentence: readonly string[]): number {
  if (words.length === 0) return 0;
  let above = new Int32Array(sentence.length + 1);
  for (let row = 1; row <= words.length; row += 1) {
    const current = new Int32Array(sentence.length + 1);
    current[0] = row;
    for (let column = 1; column <= sentence.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (words[row - 1] === sentence[column - 1] ? 0 : 1);
      current[column] = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
    }
    above = current;
  }
  return above.reduce((least, distance) => Math.min(least, distance)) / words.length;
}

/** ROUGE-L: F1 of the longest common subsequence of words, 0 to 1 (C.-Y. Lin, "ROUGE", ACL workshop 2004). */
export function rougeL(words: readonly string[], sentence: readonly string[]): number {
  if (words.length === 0 || sentence.length === 0) return 0;
  let above = new Int32Array(sentence.length + 1);
  for (const word of words) {
    const current = new Int32Array(sentence.length + 1);
    for (let column = 1; column <= sentence.length; column += 1) {
      current[column] =
        word === sentence[column - 1]
          ? (above[column - 1] ?? 0) + 1
          : Math.max(above[column] ?? 0, current[column - 1] ?? 0);
    }
    above = current;
  }
  return (2 * (above.at(-1) ?? 0)) / (words.length + sentence.length);
}
