/** What of an article stands apart from its prose, as another reader sees it: headings, captions, titles of references. */
export type Truth = { prose: string[]; apart: string[] };

/** Words from which on a heading or caption in a sentence can't be chance, and letters that a sentence has beside it. */
const fewest = { words: 4, letters: 12 } as const;

const label = /^(?:figure|fig|table|tab|movie|video|scheme|box)[a-z]?\d+/i;

/**
 * Headings, captions and references that stand inside of a sentence that was read, though in none of the article's own, with other words
 * before or after them. One that is a sentence for itself is in none.
 * @param squeezed the form in which texts are compared
 */
export function mixedIn(
  { prose, apart }: Truth,
  sentences: readonly string[],
  squeezed: (text: string) => string,
): string[] {
  const [own, read] = [prose, sentences].map((texts) => texts.map(squeezed)) as [string[], string[]];
  return apart.filter((text) => {
    const wanted = squeezed(text);
    if (text.split(/\s+/).length < fewest.words || wanted === '' || own.some((one) => one.includes(wanted)))
      return false;
    const lengths = read.filter((one) => one.includes(wanted)).map((one) => one.replace(label, '').length);
    return lengths.some((length) => length >= wanted.length + fewest.letters);
  });
}
