import type { Line } from './lines.ts';

const captionWord =
  /^(?:(?:supplementary|extended data|additional|appendix)\s)?(?:fig(?:ure)?s?|table|tab|scheme|box|chart|plate|algorithm|listing|video|movie)\b\.?\s?(?:[A-Z]?\d+|[IVX]+\b|[A-Z]\b)(?:[.-]?\d+)?[a-z]?/iu;

/** Whether a line begins like a caption: "Figure 2.", "Table II:", "Fig. 3 |", or the number and then the end or a capital. */
export function captionStart({ text, lead }: Pick<Line, 'text' | 'lead'>): boolean {
  const label = captionWord.exec(text)?.[0];
  if (label === undefined || !/^\p{Lu}/u.test(text)) return false;
  const rest = text.slice(label.length);
  if (/^\s*(?:[.:|–—]|$)/.test(rest)) return true;
  return /^\s+\p{Lu}/u.test(rest) && (lead !== '' || /^\s+\p{Lu}\p{Ll}+\s+(?!(?:et|and)\b)/u.test(rest));
}
