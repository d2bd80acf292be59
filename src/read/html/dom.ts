/** What the reader needs of the nodes of a page, as the W3C names it; the library's own types want the DOM of a browser. */
export type PageNode = {
  nodeType: number;
  textContent: string | null;
  parentNode: PageNode | null;
  childNodes: Iterable<PageNode>;
};

export type PageElement = PageNode & {
  localName: string;
  className: string;
  id: string;
  nextElementSibling: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};

export type Page = {
  documentElement: PageElement;
  childNodes: Iterable<PageNode>;
  cloneNode(deep: boolean): Page;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};

export const isElement = (node: PageNode): node is PageElement => node.nodeType === 1;
export const isText = (node: PageNode): boolean => node.nodeType === 3;

export const childElements = (node: PageNode): PageElement[] => [...node.childNodes].filter(isElement);
