/**
 * Superscripts and subscripts as plain text, so that `10<sup>-3</sup>` stays `10^-3` and `H<sub>2</sub>O` becomes `H2O`. `before` is
 * what stands before them, its last characters are enough.
 */
export function superscript(before: string, raised: string): string {
  const text = raised.replaceAll(/\s+/g, ' ').trim().replace(/^[−–]/u, '-');
  if (text === '' || isReferenceMark(before, text)) return '';
  if (/^[oº∘○◦]$/u.test(text) && /\d\s*$/.test(before)) return '°';
  // Ordinals and signs read on without a mark.
  if (/^(?:st|nd|rd|th|[®™©°*†‡§¶#′″'’+-])+$/iu.test(text)) return /^[+-]$/.test(text) ? `^${text}` : text;
  return `^${grouped(text)}`;
}

export function subscript(before: string, lowered: string): string {
  const text = lowered.replaceAll(/\s+/g, ' ').trim();
  if (text === '') return '';
  const joins = /[\p{L})\]]$/u.test(before) && /^[\p{L}\p{N}]+$/u.test(text);
  return joins ? text : `_${grouped(text)}`;
}

/** What would read as part of the following text without brackets. */
const grouped = (text: string): string => (/^[-+−]?[\p{L}\p{N}.,*−+-]+$/u.test(text) ? text : `{${text}}`);

/**
 * A raised number that is no exponent but the mark of a note or a reference: a list of numbers, 1 after anything, and more than
 * 3 after a word of three letters (powers of units are small, and marks of this size stand behind words).
 */
function isReferenceMark(before: string, text: string): boolean {
  if (/^\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]$/.test(text)) return true;
  if (/^\d{1,3}(?:\s?[,–-]\s?\d{1,3})+$/.test(text)) return /[\p{L}.,;:)\]"”’]$/u.test(before);
  if (!/^\d{1,3}$/.test(text)) return /^[a-z](?:,\s?[a-z])*$/.test(text) && /[\p{L}\d]{2}[.,;:]$/u.test(before);
  if (text === '1') return /[\p{L}\p{N}.,;:)\]]$/u.test(before);
  return Number(text) > 3 ? /(?:\p{L}{3}|[.,;:])$/u.test(before) : /\p{L}[.,;:]$/u.test(before);
}
