import type { PageElement, PageNode } from './dom.ts';
import { isElement } from './dom.ts';

/** What elements are by their class, id or role: names that publishers, LaTeXML and MathJax give them. */

const namesOf = (element: PageElement): string => `${element.className} ${element.id}`;

/** Lists of literature and of notes, and the names above an article. */
export const isApart = (element: PageElement): boolean =>
  /^doc-(?:bibliography|endnotes|footnote)$/.test(element.getAttribute('role') ?? '') ||
  /(?:^| )(?:ref-list|references|bibliography|footnotes|ltx_bibliography|ltx_authors|ltx_dates|citation-list|toc)(?: |$)/i.test(
    namesOf(element),
  ) ||
  (navigation.test(namesOf(element)) && isLinks(element));

const navigation =
  /(?:^|[-_ ])(?:nav|navbar|navigation|menu|sidebar|side-bar|footer|cookies?|share|sharing|social|related|recommended|comments?|advert\w*|ads?|banner|breadcrumbs?|subscribe|newsletter|toolbar|pagination)(?:[-_ ]|$)/i;

export const isNavigation = (element: PageElement): boolean => navigation.test(namesOf(element));

/** Share of the text of an element that links make up, from which it is a list of links. */
const linkShare = 0.5;

export function isLinks(element: PageElement): boolean {
  const all = (element.textContent ?? '').trim().length;
  const inLinks = [...element.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent ?? '').length, 0);
  return all > 0 && inLinks / all > linkShare;
}

/** The words under a figure and over or under a table. */
export const isCaption = (element: PageElement): boolean =>
  element.localName === 'figcaption' ||
  /(?:^| )(?:(?:fig|figure|table|tbl)?[-_]?(?:captions?|legend)|fig(?:ure)?-?desc(?:ription)?|(?:html-)?(?:fig|table)_(?:caption|description)|table(?:-wrap)?-foot(?:er|notes?)?|tblfn)(?: |$)/i.test(
    element.className,
  );

/** A note within a sentence, with its mark and its text. */
export const isNote = (element: PageElement): boolean => /(?:^| )ltx_note(?: |$)/.test(element.className);

/** Marks of notes, numbers of notes and of equations: what a page shows beside the text itself. */
export const isMark = (element: PageElement): boolean =>
  /(?:^| )(?:ltx_note_mark|ltx_tag_note|ltx_note_type|ltx_eqn_eqno|MathJax_Preview)(?: |$)/.test(element.className);

/** A displayed equation that is set as a table. */
export const isEquation = (element: PageElement): boolean =>
  /(?:^| )(?:ltx_equation(?:group)?|ltx_eqn_table)(?: |$)/.test(element.className);

/** A formula as MathJax draws it, beside its source. */
export const isDrawnFormula = (element: PageElement): boolean =>
  /^(?:span|div)$/.test(element.localName) &&
  /(?:^| )MathJax(?:_(?:Display|CHTML|SVG|SVG_Display))?(?: |$)/.test(element.className);

const isAbstractWord = (node: PageNode): boolean =>
  isElement(node) && /^(?:abstract|summary)[.:]?$/i.test(node.textContent?.trim() ?? '');

/** What of an abstract is not the word itself. */
export const abstractNodes = (element: PageElement): PageNode[] =>
  [...element.childNodes].filter((node) => !isAbstractWord(node));
