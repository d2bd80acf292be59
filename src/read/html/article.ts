import { Readability } from '@mozilla/readability';
import { childElements, type Page, type PageElement, type PageNode } from './dom.ts';
import { isLinks, isNavigation } from './names.ts';

/** Where the article of a page stands, and what inside of it is none of it. */
export type Article = { root: PageElement; foreign: ReadonlySet<PageNode> };

/**
 * Readability looks at elements with all around them: where the depths of all have this sum, that takes some seconds. A
 * publisher's page has a tenth of it.
 */
const maxDepths = 600_000;

const mark = 'data-ku-place';

/**
 * Finds the article of a page. One `article` or `main` says it itself; else Readability is asked, but only for the place: it also
 * drops lists, tables and captions of an article, so the whole of the smallest element that holds all it kept is read, without
 * those parts of it that are navigation.
 */
export function articleOf(page: Page, depths: number): Article {
  for (const selector of ['article', 'main', '[role="main"]']) {
    const [only, second] = page.querySelectorAll(selector);
    if (only !== undefined && second === undefined && hasText(only)) return { root: only, foreign: new Set() };
  }
  if (depths > maxDepths) return wholePage(page);
  const kept = keptByReadability(page, 'p, li, dd, td, blockquote, h2, h3, h4');
  if (kept.length === 0) return articleOfDivs(page);
  const root = smallestAround(kept, page.documentElement);
  return { root, foreign: new Set(foreignTo(root, new Set(kept))) };
}

/** Where nothing but `div` holds text, the outermost of those that are kept; else all of a page without what is named navigation. */
function articleOfDivs(page: Page): Article {
  const [outermost] = keptByReadability(page, 'div');
  if (outermost !== undefined) return { root: outermost, foreign: new Set() };
  return wholePage(page);
}

function wholePage({ documentElement: root }: Page): Article {
  return { root, foreign: new Set(childElements(root).flatMap(childElements).filter(isNavigation)) };
}

const hasText = (element: PageElement): boolean => (element.textContent ?? '').trim().length > 200;

/** The elements of these kinds that Readability takes for the article, in their order; none where it finds no article. */
function keptByReadability(page: Page, kinds: string): PageElement[] {
  const places = [...page.querySelectorAll(kinds)];
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

/** Branches on the way to the article of which nothing was kept, and that by their name or their links are navigation. */
function* foreignTo(root: PageElement, kept: ReadonlySet<PageNode>): Generator<PageElement> {
  const holding = new Set<PageNode>();
  for (const element of kept) for (const node of ancestorsOf(element)) holding.add(node);
  for (const child of childElements(root)) {
    if (!holding.has(child) && (isNavigation(child) || isLinks(child))) yield child;
  }
}
