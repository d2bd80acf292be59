import { DocumentError } from '../../errors.ts';

/**
 * Elements inside of one another, tags of a page, attributes of a tag: pages of papers have a tenth of each. Pieces of text are made by
 * what might have been a tag or an entity: the parser keeps each as a node of its own.
 */
const most = { depth: 400, tags: 500_000, pieces: 250_000, attributes: 500 } as const;

/** What a tag costs wherever it stands, in levels of depth. */
const costOfTag = 4;

const withoutEnd: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option'.split(
    ' ',
  ),
);

/**
 * Looks at the tags of a page before it is parsed: parsers go down into elements and search among attributes, and what is
 * nested or crowded on purpose would take their stack or their time. Linear.
 * @returns what looking at each element with all around it costs: the depths of all, and a little for each, summed
 * @throws {DocumentError} `unsafe`
 */
export function refuseBombs(html: string): number {
  const open: string[] = [];
  let tags = 0;
  let depths = 0;
  for (const [tag, slash, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,60})[^<>]*>?/g)) {
    tags += 1;
    if (tags > most.tags) throw unsafe(`it has over ${most.tags.toLocaleString('en-GB')} tags`);
    if (attributesOf(tag) > most.attributes) throw unsafe(`a tag has over ${most.attributes} attributes`);
    depths += open.length + costOfTag;
    const known = name.toLowerCase();
    if (withoutEnd.has(known) || tag.endsWith('/>')) continue;
    if (slash === '') open.push(known);
    else {
      const at = open.lastIndexOf(known);
      if (at >= 0) open.length = at;
    }
    if (open.length > most.depth) throw unsafe(`elements stand in one another deeper than ${most.depth}`);
  }
  refusePieces(countOf(html, '<') - tags + countOf(html, '&'));
  return depths;
}

function refusePieces(pieces: number): void {
  if (pieces > most.pieces) throw unsafe(`its text is in over ${most.pieces.toLocaleString('en-GB')} pieces`);
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

const unsafe = (why: string): DocumentError =>
  new DocumentError('unsafe', `the page is not read: ${why}`, 'save the text of it alone, or as Markdown');

/** Words outside of quotation marks; only long tags are looked into. */
const attributesOf = (tag: string): number =>
  tag.length < most.attributes ? 0 : (tag.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/[^\s=]+/g)?.length ?? 0);

/** A page without comments, scripts and styles (formulas are scripts too, and stay). */
export function withoutScripts(html: string): string {
  let text = html;
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<script', '</script>'],
    ['<style', '</style>'],
  ] as const) {
    text = without(text, start, end);
  }
  return text;
}

function without(html: string, start: string, end: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(start); at >= 0; at = lower.indexOf(start, from)) {
    const close = lower.indexOf(end, at);
    const next = close < 0 ? html.length : close + end.length;
    const isFormula = /^<script[^>]{0,200}math\/(?:tex|asciimath)/.test(lower.slice(at, at + 300));
    kept.push(html.slice(from, isFormula ? next : at));
    from = next;
    if (close < 0) break;
  }
  kept.push(html.slice(from));
  return kept.join('');
}
