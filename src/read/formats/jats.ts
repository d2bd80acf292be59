import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import type { StructuredText } from '../../types/structured-text.ts';
import { structuredReading } from '../document.ts';
import { partsOf } from '../jats/body.ts';
import { creditOf } from '../jats/front.ts';
import type { TextInput } from '../text.ts';
import { readXml, type XmlElement, type XmlOptions } from '../xml.ts';

const options: XmlOptions = {
  wanted: 'article',
  roots: ['article', 'pmc-articleset', 'article-set', 'articles', 'OAI-PMH'],
  without: new Set([
    'ack',
    'alt-text',
    'alt-title',
    'article-categories',
    'author-notes',
    'bio',
    'counts',
    'custom-meta-group',
    'fn-group',
    'funding-group',
    'graphic',
    'history',
    'index-term',
    'inline-graphic',
    'journal-meta',
    'kwd-group',
    'long-desc',
    'processing-meta',
    'ref-list',
    'related-article',
    'response',
    'sub-article',
    'trans-abstract',
    'trans-title-group',
  ]),
  attributes: new Set([
    'abstract-type',
    'colspan',
    'contrib-type',
    'pub-id-type',
    'ref-type',
    'rowspan',
    'xlink:href',
    'xml:lang',
  ]),
};

const structureOf = (article: XmlElement): StructuredText => ({
  credit: creditOf(article),
  language: article.attributes['xml:lang'] ?? null,
  parts: partsOf(article),
});

/** JATS and NLM XML: an article is a document; a set of articles, as PubMed Central gives it, is several. */
export async function* readJats(input: TextInput): AsyncGenerator<Reading, void> {
  let position = 0;
  for await (const article of readXml(input, options)) {
    position += 1;
    const id = position === 1 ? input.stem : `${input.stem}#${position}`;
    const place = position === 1 ? input.place : `${input.place}#${position}`;
    yield structuredReading({ id, place }, 'article', structureOf(article), input.maxBytes);
  }
  if (position === 0) {
    throw new DocumentError('empty', 'the XML holds no article', 'fill in its text, or leave it out');
  }
}
