/** Letters after which a raised number is an exponent: units, and single letters of formulas. */
const unit = /(?:^|[^\p{L}])(?:[kcmµμnpdhMG]?(?:m|s|g|l|L|mol|M|Hz|J|W|Pa|V|A|K|N|C|eV|Da|bp|h)|min|ha|yr|d|\p{L})$/u;

/** Marks of footnotes, affiliations and the like, in any number. */
const symbolMark = /^[*∗†‡§¶‖#,\s]+$/u;

const citationMark = /^\d{1,3}[a-z]?(?:\s?[,;–−-]\s?\d{1,3}[a-z]?)*[,\s]*$/u;

/**
 * What a raised piece adds to the text before it: `^-3` for exponents, the letters themselves for ordinals and degrees, nothing
 * for marks of footnotes and references.
 */
export function superscript(raw: string, before: string): string {
  const text = raw.replace(/[−–](?=\s?\d)/gu, '-').replace(/^-\s/, '-');
  if (/^(?:st|nd|rd|th|°|®|™)$/u.test(text)) return text;
  if (/^[o◦∘○]$/u.test(text)) return '°';
  if (symbolMark.test(text)) return '';
  if (before === '') return isMark(text, before) ? '' : text;
  return isMark(text, before) ? '' : `^${text}`;
}

function isMark(text: string, before: string): boolean {
  if (/^\[.*\]$/.test(text)) return true;
  if (/^[a-z](?:\s?,\s?[a-z*∗†‡])*,?$/u.test(text)) return /\p{L}{3}[.,;:)]?$/u.test(before);
  if (!citationMark.test(text)) return false;
  if (/\d$/.test(before)) return text.includes(',') || /(?:^|\D)(?!10+$)\d{3,}$/.test(before);
  if (/[.,;:?!”"'’]$/u.test(before)) return true;
  if (/[)\]]$/.test(before)) return text.length > 1;
  return !unit.test(before.slice(-8));
}
