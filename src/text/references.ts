export type Span = { start: number; end: number };

/** What only points somewhere: figures and their panels, tables, numbered references, years of citations, enumerators in brackets. */
const patterns = [
  /\b(?:figs?|figures?|tables?|tabs?|eqs?|eqns?|equations?|sect?s?|sections?|refs?|references?|chapters?|appendix|schemes?|algorithms?|theorems?|lemmas?|propositions?|definitions?)\.?\s?\(?\d{1,4}(?:\.\d{1,3})?(?:\s?(?:[,–-]|and)\s?\d{1,4}){0,6}/gi,
  /\b(?:[Ff]igs?|[Ff]igures?|[Tt]ables?)\.?\s?\(?\d{1,3}(?:[A-Z](?![\p{L}\p{N}])(?:(?:\s?[,–-]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s)\d{0,3}[A-Z](?![\p{L}\p{N}])){1,20}|(?<=s\.?\s?\(?\d{1,3})[a-z](?![\p{L}\p{N}])(?:(?:\s?[,–-]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s)\d{0,3}[a-z](?![\p{L}\p{N}])){1,20})/gu,
  /\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]/gu,
  /(?<![\p{L}\p{N}])\(\d{1,2}\)(?=\s)/gu,
  /\bet al\.?,?\s?\(?(?:1[89]|20)\d\d/gi,
  /\(\p{Lu}\p{L}{1,30}(?: (?:and|&) \p{Lu}\p{L}{1,30})?,?\s(?:1[89]|20)\d\d(?=[a-z]?[);,])/gu,
];

/** Works in one pair of brackets, each ending with its year, or its years. */
const bracketedWorks =
  /\((?:(?:e\.g\.|see|see also|cf\.),?\s)?\p{Lu}[^()\d]{1,160}?\s(?:1[89]|20)\d\d[a-z]?(?:[,;]\s?[^()\d]{0,160}?(?:1[89]|20)\d\d[a-z]?){0,30}\)/gu;

/** What stands in small letters among the names of authors and institutions. */
const particles = new Set(
  'et al and of the for on in de di da del der den des du la le van von und e g see also cf eds ed'.split(' '),
);

const isOfNames = (works: string): boolean =>
  (works.match(/(?<![\p{L}\p{N}])\p{Ll}+/gu) ?? []).every((word) => word.length === 1 || particles.has(word));

/** Where works are cited in brackets, by names and a year: "(Ito & Weber, 2009; Lake Board of Health, 2010a)". */
export const citationSpans = (text: string): Span[] =>
  [...text.matchAll(bracketedWorks)]
    .filter(([works]) => isOfNames(works))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** A quick no for most texts. */
const mayPoint =
  /[[(]|\b(?:fig|tab|eq|sec|ref|chapter|appendix|scheme|algorithm|theorem|lemma|proposition|definition|et al)/i;

/** The spans of a text whose numbers are no statements, in order and apart from each other. */
export function referenceSpans(text: string): Span[] {
  const found: Span[] = [];
  if (!mayPoint.test(text)) return found;
  found.push(...citationSpans(text));
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length });
  }
  found.sort((one, other) => one.start - other.start);
  const spans: Span[] = [];
  for (const span of found) {
    const last = spans.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else spans.push({ ...span });
  }
  return spans;
}

/** Whether an offset is inside one of the spans, which are in order and apart from each other. */
export function isInSpans(spans: readonly Span[], at: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined || at < span.start) high = middle - 1;
    else if (at >= span.end) low = middle + 1;
    else return true;
  }
  return false;
}
