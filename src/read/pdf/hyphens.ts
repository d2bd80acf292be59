/** The words of a document that stand within its lines, to tell a hyphen of the line's end from one of the word. */
export type Vocabulary = { has(word: string): boolean };

export function vocabularyOf(lines: string[]): Vocabulary {
  const words = new Set<string>();
  let isParted = false;
  for (const line of lines) {
    // The ends of a parted word are no words.
    const inside = (isParted ? line.replace(/^\S+/, '') : line).replace(/\S+[-\u00ad‐]$/u, '');
    isParted = /[-\u00ad‐]$/.test(line);
    for (const [word] of inside.matchAll(/\p{L}+(?:[-‐]\p{L}+)*/gu)) words.add(word.toLowerCase().replaceAll('‐', '-'));
  }
  return words;
}

/** Words that stay apart from what follows their hyphen. */
const apart =
  /^(?:self|non|well|ill|high|low|long|short|half|cross|all|ex|quasi|semi|state|so|time|two|three|four|five|six|seven|eight|nine|ten|one|first|second|third|large|small|single|double|multi|full|fast|slow|real|open|data|end|free|new|old|post|pre)$/i;

/** Letters and marks of scripts that put no blanks between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** Two lines of a paragraph as one text: with a blank, without, or without the hyphen that only parted the lines. */
export function joinLines(above: string, below: string, vocabulary: Vocabulary): string {
  if (above === '') return below;
  if (unspaced.test(above.slice(-1)) && unspaced.test(below.charAt(0))) return above + below;
  if (/\u00ad$/.test(above)) return above.slice(0, -1) + below;
  if (/(?:\p{L}[–—]|\p{N}–)$/u.test(above)) return above + below;
  if (/(?:https?:\/\/|www\.|doi\.org\/|10\.\d{4,}\/)\S*[/.\-_=?&]$/i.test(above) && /^\S*[a-z0-9/]/i.test(below))
    return above + below;
  const head = /([\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*)[-‐]$/u.exec(above)?.[1];
  const tail = /^[\p{L}\p{N}]+(?:[-‐]\p{L}+)*/u.exec(below)?.[0];
  if (head === undefined || tail === undefined) return /\p{L}\/$/u.test(above) ? above + below : `${above} ${below}`;
  return keepsHyphen(head, tail, vocabulary) ? above + below : above.slice(0, -1) + below;
}

/** Whether a word that is parted at its hyphen has that hyphen also where it stands whole. */
function keepsHyphen(head: string, tail: string, vocabulary: Vocabulary): boolean {
  if (!/^\p{Ll}/u.test(tail) || /[\d\p{Lu}]$/u.test(head)) return true;
  const [one, other] = [head.toLowerCase(), tail.toLowerCase()];
  if (vocabulary.has(`${one}-${other}`)) return true;
  if (vocabulary.has(one + other)) return false;
  const lastPart = one.split('-').at(-1) ?? one;
  if (lastPart !== one && vocabulary.has(lastPart + other)) return false;
  if (apart.test(lastPart) && vocabulary.has(other)) return true;
  return (
    lastPart.length > 3 && other.length > 3 && vocabulary.has(lastPart) && vocabulary.has(other.split('-')[0] ?? other)
  );
}

/**
 * A line with the blanks between sentences that a tight setting hides: "was cold.We saw". Both words stand elsewhere in the document, and
 * nothing around them looks like an address or a name of a program.
 */
export function withSentenceBlanks(line: string, vocabulary: Vocabulary): string {
  return line.replace(
    /(?<![^\s(])(\p{Ll}{3,}[.?!])(\p{Lu}\p{L}*)(?![^\s,;)])/gu,
    (whole: string, end: string, start: string) =>
      vocabulary.has(end.slice(0, -1)) && vocabulary.has(start.toLowerCase()) ? `${end} ${start}` : whole,
  );
}
