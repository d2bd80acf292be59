import type { Credit } from '../../types/document.ts';
import { creditFrom } from '../credit.ts';
import type { Lookup } from '../fields.ts';
import { elementAt, elementsNamed, rawText, type XmlElement } from '../xml.ts';
import { plainText } from './inline.ts';

/** Title, authors, year, DOI and licence of an article, from its front matter. */
export function creditOf(article: XmlElement): Credit {
  const meta = elementAt(article, 'front', 'article-meta') ?? elementAt(article, 'front');
  if (meta === null) return creditFrom(() => []);
  const values: Partial<Record<Parameters<Lookup>[0], unknown[]>> = {
    title: [titleOf(meta)],
    authors: [authorsOf(meta)],
    year: [yearOf(meta)],
    doi: elementsNamed(meta, 'article-id').filter(isDoi).map(rawText),
    url: elementsNamed(meta, 'self-uri').map(linkOf),
    license: licensesOf(meta),
  };
  return creditFrom((field) => (values[field] ?? []).filter((value) => value !== null && value !== undefined));
}

const isDoi = ({ attributes }: XmlElement): boolean => attributes['pub-id-type'] === 'doi';

const linkOf = ({ attributes }: XmlElement): string | undefined => attributes['xlink:href'];

function titleOf(meta: XmlElement): string | null {
  const group = elementAt(meta, 'title-group');
  const title = group === null ? null : elementAt(group, 'article-title');
  if (group === null || title === null) return null;
  const subtitle = elementAt(group, 'subtitle');
  const parts = [title, ...(subtitle === null ? [] : [subtitle])].map(plainText).filter((part) => part !== '');
  return parts.join(': ') || null;
}

function authorsOf(meta: XmlElement): string[] {
  return elementsNamed(meta, 'contrib')
    .filter(({ attributes }) => (attributes['contrib-type'] ?? 'author') === 'author')
    .flatMap((contributor) => {
      const [name] = elementsNamed(contributor, 'name');
      if (name === undefined) return elementsNamed(contributor, 'collab').map(plainText);
      const parts = ['given-names', 'surname', 'suffix'].map((part) => elementAt(name, part));
      const text = parts.flatMap((part) => (part === null ? [] : plainText(part))).join(' ');
      return text === '' ? [] : [text];
    });
}

/** The first year of its publications, electronic or printed. */
function yearOf(meta: XmlElement): number | null {
  const dates = elementsNamed(meta, 'pub-date');
  const years = dates.flatMap((date) => elementsNamed(date, 'year')).map((year) => Number(rawText(year)));
  const sound = years.filter((year) => Number.isInteger(year) && year > 0);
  return sound.length === 0 ? null : Math.min(...sound);
}

/** The address of the licence before its words. */
function licensesOf(meta: XmlElement): (string | undefined)[] {
  const licenses = elementsNamed(meta, 'license');
  return [
    ...licenses.map(linkOf),
    ...elementsNamed(meta, 'ali:license_ref').map(rawText),
    ...licenses.map(plainText),
  ].filter((text) => text !== undefined && text.trim() !== '');
}
