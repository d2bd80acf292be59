import { Readability } from '@mozilla/readability';
import { childElements, type Page, type PageElement, type PageNode } from './dom.ts';

/** Where the article of a page stands, and what inside of it is none of it. */
export type Article = { root: PageElement; foreign: ReadonlySet<PageNode> };

const mark = 'data-ku-place';

/**
 * Finds the article of a page. One `article` or `main` says it itself; else Readability is asked, but only for the place: it also
 * drops lists, tables and captions of an article, so the whole of the smallest element that holds all it kept is read, without
 * those parts of it that are navigation.
 */
export function articleOf(page: Page): Article {
  for (const selector of ['article', 'main', '[role="main"]']) {
    const [only, second] = page.querySelectorAll(selector);
    if (only !== undefined && second === undefined && hasText(only)) return { root: only, foreign: new Set() };
  }
  const kept = keptByReadability(page);
  const root = kept.length === 0 ? page.documentElement : smallestAround(kept, page.documentElement);
  return { root, foreign: new Set(foreignTo(root, new Set(kept))) };
}

const hasText = (element: PageElement): boolean => (element.textContent ?? '').trim().length > 200;

/** The elements of the page that Readability takes for the article; none where it finds no article. */
function keptByReadability(page: Page): PageElement[] {
  const places = [...page.querySelectorAll('p, li, dd, td, blockquote, h2, h3, h4')];
  for (const [at, element] of places.entries()) element.setAttribute(mark, String(at));
  const found = new Readability<PageElement>(page.cloneNode(true) as never, {
    serializer: (node) => node as unknown as PageElement,
  }).parse();
  const content = found?.content;
  if (content === null || content === undefined) return [];
  return [...content.querySelectorAll(`[${mark}]`)].flatMap((one) => places[Number(one.getAttribute(mark))] ?? []);
}

function ancestorsOf(node: PageNode): PageNode[] {
  const path: PageNode[] = [];
  for (let at: PageNode | null = node; at !== null; at = at.parentNode) path.push(at);
  return path.reverse();
}

function smallestAround(elements: readonly PageElement[], fallback: PageElement): PageElement {
  const [first, ...others] = elements;
  let common = first === undefined ? [] : ancestorsOf(first).slice(0, -1);
  for (const other of others) {
    const path = ancestorsOf(other);
    const end = common.findIndex((node, at) => path[at] !== node);
    if (end >= 0) common = common.slice(0, end);
  }
  const root = common.findLast((node): node is PageElement => node.nodeType === 1);
  return root ?? fallback;
}

const navigation =
  /(?:^|[-_ ])(?:nav|navbar|navigation|menu|sidebar|side-bar|footer|cookies?|share|sharing|social|related|recommended|comments?|advert\w*|ads?|banner|breadcrumbs?|subscribe|newsletter|toolbar|pagination)(?:[-_ ]|$)/i;

/** Share of the text of an element that links make up, from which it is a list of links. */
const linkShare = 0.5;

/** Branches on the way to the article of which nothing was kept, and that by their name or their links are navigation. */
function* foreignTo(root: PageElement, kept: ReadonlySet<PageNode>): Generator<PageElement> {
  const holding = new Set<PageNode>();
  for (const element of kept) for (const node of ancestorsOf(element)) holding.add(node);
  for (const child of childElements(root)) {
    if (!holding.has(child) && (navigation.test(`${child.className} ${child.id}`) || isLinks(child))) yield child;
  }
}

function isLinks(element: PageElement): boolean {
  const all = (element.textContent ?? '').trim().length;
  const inLinks = [...element.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent ?? '').length, 0);
  return all > 0 && inLinks / all > linkShare;
}
