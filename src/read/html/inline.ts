import { mathOnOneLine } from '../jats/formulas.ts';
import { subscript, superscript } from '../scripts.ts';
import type { XmlElement } from '../xml.ts';
import { childElements, isElement, isText, type PageElement, type PageNode } from './dom.ts';
import { isDrawnFormula, isMark, isNote } from './names.ts';

/** Never read, wherever they stand. */
const unread: ReadonlySet<string> = new Set(
  'script style noscript template nav aside footer form button input select textarea iframe object svg canvas audio video map head link meta'.split(
    ' ',
  ),
);

export function isUnread(element: PageElement): boolean {
  const { localName } = element;
  if (localName === 'script') return !isFormulaScript(element);
  return (
    unread.has(localName) ||
    isMark(element) ||
    element.getAttribute('hidden') !== null ||
    // Captions are hidden from what reads aloud where the picture says the same, and are seen all the same.
    (element.getAttribute('aria-hidden') === 'true' && localName !== 'figcaption')
  );
}

const isFormulaScript = (element: PageElement): boolean => /^math\/tex/.test(element.getAttribute('type') ?? '');

/** The text of an element that reads on within a sentence and is more than its own text; null for all else. */
export function inlineText(element: PageElement, before: string): string | null {
  const { localName } = element;
  if (localName === 'sup') return isNoteMark(element) ? '' : superscript(before, plainText(element));
  if (localName === 'sub') return subscript(before, plainText(element));
  if (localName === 'br' || localName === 'wbr') return localName === 'br' ? ' ' : '';
  if (localName === 'math') return formulaText(element);
  if (localName === 'script') return `$${(element.textContent ?? '').trim()}$`;
  if (localName === 'img') return formulaOfPicture(element);
  if (isDrawnFormula(element)) return sourceOfDrawn(element);
  return isNoteReference(element) ? '' : null;
}

/** A raised link within the page points at a note or at literature. */
const isNoteMark = (element: PageElement): boolean =>
  [...element.querySelectorAll('a')].some((link) => (link.getAttribute('href') ?? '').includes('#'));

const isNoteReference = (element: PageElement): boolean =>
  element.localName === 'a' &&
  (element.getAttribute('role') === 'doc-noteref' || /(?:^| )(?:footnote-ref|noteref)(?: |$)/.test(element.className));

/** Pictures of formulas have them in TeX as their other text, as on Wikipedia. */
function formulaOfPicture(element: PageElement): string {
  const text = element.getAttribute('alt') ?? '';
  return /(?:^| )(?:math|tex|latex|mwe-math)/.test(element.className) && text !== '' ? `$${text}$` : '';
}

/** MathJax puts the source behind what it draws; where that is gone, what it draws for reading aloud tells it. */
function sourceOfDrawn(drawn: PageElement): string | null {
  const behind = drawn.nextElementSibling;
  if (behind !== null && isFormulaScript(behind)) return '';
  const math = drawn.querySelector('math');
  return math === null ? null : formulaText(math);
}

function formulaText(math: PageElement): string {
  const tex = [...math.querySelectorAll('annotation')].find((one) => /tex/i.test(one.getAttribute('encoding') ?? ''));
  const source = (tex?.textContent ?? '').trim();
  if (source !== '') return `$${source.replaceAll(/\s+/g, ' ')}$`;
  return mathOnOneLine(asXml(math)).replaceAll(/\s+/g, ' ').trim();
}

const asXml = (element: PageElement): XmlElement => ({
  name: element.localName,
  attributes: {},
  children: [...element.childNodes].flatMap((node): (XmlElement | string)[] => {
    if (isElement(node)) return [asXml(node)];
    return isText(node) ? [node.textContent ?? ''] : [];
  }),
});

/** The text of an element, with superscripts and formulas. */
export function plainText(element: PageElement): string {
  let text = '';
  const visit = (node: PageNode): void => {
    if (isText(node)) text += node.textContent ?? '';
    if (!isElement(node) || isUnread(node) || isNote(node)) return;
    const own = inlineText(node, text.slice(-40));
    if (own !== null) text += own;
    else for (const child of node.childNodes) visit(child);
  };
  for (const child of element.childNodes) visit(child);
  return text.replaceAll(/\s+/g, ' ').trim();
}

export const rowsOf = (table: PageElement): PageElement[] =>
  childElements(table).flatMap((child) =>
    child.localName === 'tr' ? [child] : /^t(?:head|body|foot)$/.test(child.localName) ? rowsOf(child) : [],
  );
