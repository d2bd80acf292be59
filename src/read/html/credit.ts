import type { Credit } from '../../types/document.ts';
import { creditFrom } from '../credit.ts';
import type { Lookup } from '../fields.ts';
import { isElement, isText, type Page, type PageNode } from './dom.ts';
import { isNote } from './names.ts';

type Field = Parameters<Lookup>[0];

/** Names under which pages say it in `meta`, the most telling first: Highwire Press, Dublin Core, PRISM, Open Graph. */
const names: Partial<Record<Field, string[]>> = {
  title: ['citation_title', 'dc.title', 'dcterms.title', 'og:title'],
  authors: ['citation_author', 'dc.creator', 'dcterms.creator', 'author'],
  year: [
    'citation_publication_date',
    'citation_date',
    'citation_year',
    'dc.date',
    'dcterms.date',
    'article:published_time',
    'date',
  ],
  doi: ['citation_doi', 'dc.identifier', 'prism.doi'],
  url: ['citation_fulltext_html_url', 'og:url'],
  license: ['dc.rights', 'dcterms.license', 'citation_license'],
};

/** Credit from the `meta` of a page; the title else from its heading or its `title`. */
export function creditOfPage(page: Page, heading: string | null): Credit {
  const contents = new Map<string, string[]>();
  for (const meta of page.querySelectorAll('meta')) {
    const name = (meta.getAttribute('name') ?? meta.getAttribute('property') ?? '').toLowerCase();
    const content = meta.getAttribute('content') ?? '';
    if (name !== '' && content.trim() !== '') contents.set(name, [...(contents.get(name) ?? []), content]);
  }
  const found = (field: Field): string[][] => (names[field] ?? []).flatMap((name) => [contents.get(name) ?? []]);
  const link = (rel: string): string | null => page.querySelector(`link[rel="${rel}"]`)?.getAttribute('href') ?? null;
  const also: Partial<Record<Field, (string | null | undefined)[]>> = {
    title: [heading, page.querySelector('title')?.textContent],
    url: [link('canonical')],
    license: [link('license')],
  };
  return creditFrom((field) => {
    if (field === 'authors') return [...found(field), namesIn(page)].filter((list) => list.length > 0);
    return [...found(field).flat(), ...(also[field] ?? [])].filter((value) => value !== null && value !== undefined);
  });
}

/** The names that LaTeXML sets above an article, several in one element where the source has them so. */
const namesIn = (page: Page): string[] =>
  [...page.querySelectorAll('.ltx_personname')]
    .flatMap((element) => textOfLines(element).split(/\n|,|&|\band\b/))
    .map((name) => name.replaceAll(/[\d*†‡§¶]+/g, ' ').trim())
    .filter((name) => /^\p{L}[\p{L}.'’ -]+ [\p{L}.'’-]+$/u.test(name) && !/@|universit|institut/i.test(name));

function textOfLines(node: PageNode): string {
  if (isText(node)) return node.textContent ?? '';
  if (!isElement(node)) return '';
  if (node.localName === 'br') return '\n';
  return isNote(node) || node.localName === 'sup' ? '' : [...node.childNodes].map(textOfLines).join('');
}
