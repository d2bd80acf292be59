import { DocumentError } from '../../errors.ts';
import { normaliseLine } from '../../text/normalise.ts';
import type { Part, StructuredText } from '../../types/structured-text.ts';
import { blocksOf } from './blocks.ts';
import { type Classified, classify, partOf } from './classify.ts';
import { type Gutters, regionsOf } from './columns.ts';
import { creditOf, splitFront } from './front.ts';
import { withoutFootnotes, withoutFurniture } from './furniture.ts';
import { levelsOf, outlineOf } from './headings.ts';
import { vocabularyOf, withSentenceBlanks } from './hyphens.ts';
import { withoutLineNumbers } from './line-numbers.ts';
import { type Line, linesOf } from './lines.ts';
import { joinParagraphs } from './paragraphs.ts';
import { type OpenPdf, openPdf, type PdfLimits, pdfLimits } from './parser.ts';
import { piecesOf } from './pieces.ts';
import { withoutReferences } from './references.ts';
import { styleOf } from './style.ts';

type PageLines = { height: number; lines: Line[] };

/**
 * Reads a PDF, page by page, in its reading order. `bytes` are handed over and can't be used any more.
 * @throws {DocumentError} `malformed` where it is encrypted or broken, `too-large` where it has too many bytes or pages, `unsafe` where
 *   a page takes too much time or memory, `empty` where it has no text, as a scan.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits = pdfLimits): Promise<StructuredText> {
  const pdf = await openPdf(bytes, limits);
  const pages = await linesOfPages(pdf);
  await pdf.close();
  if (!pages.some(({ lines }) => lines.length > 0)) throw withoutText(pdf.pages);
  return structured(pages, pdf);
}

async function linesOfPages(pdf: OpenPdf): Promise<PageLines[]> {
  const pages: PageLines[] = [];
  const gutters: Gutters = { last: null };
  let regions = 0;
  for (let number = 1; number <= pdf.pages; number += 1) {
    const page = await pdf.page(number);
    const found = regionsOf(withoutLineNumbers(piecesOf(page)), gutters);
    pages.push({ height: page.height, lines: found.flatMap((region) => linesOf(region, number, regions++)) });
  }
  return pages;
}

function withoutText(pages: number): DocumentError {
  if (pages === 0) return new DocumentError('empty', 'the PDF has no pages', 'get the file again');
  const message = `the PDF has no text: its ${pages === 1 ? 'page is a picture' : `${pages} pages are pictures`}, as of a scan`;
  return new DocumentError('empty', message, 'run character recognition on it first, for instance with ocrmypdf');
}

function structured(pages: PageLines[], pdf: OpenPdf): StructuredText {
  const firstPage = pages[0]?.lines.map(({ text }) => text).join('\n') ?? '';
  const trimmed = withoutFurniture(pages);
  const { body } = styleOf(trimmed.flat());
  const kept = trimmed.flatMap((own, index) => withoutNotes(own, body, pages[index]?.height ?? 0));
  const style = styleOf(kept);
  const vocabulary = vocabularyOf(kept.map(({ text }) => text));
  const lines = kept.map((line) => ({ ...line, text: withSentenceBlanks(line.text, vocabulary) }));
  const scene = { style, vocabulary, outline: outlineOf(pdf.outline) };
  const { front, rest } = splitFront(blocksOf(lines, style), scene, pdf);
  const items = withoutReferences(joinParagraphs(classify(rest, scene), style, vocabulary));
  const { Language: language } = pdf.info;
  return {
    credit: creditOf(front, firstPage, pdf),
    language: typeof language === 'string' && language !== '' ? language : null,
    parts: partsOf(items),
  };
}

/** Region by region, as each column has footnotes of its own. */
function withoutNotes(lines: Line[], body: number, height: number): Line[] {
  const regions = new Map<number, Line[]>();
  for (const line of lines) {
    const own = regions.get(line.region) ?? [];
    own.push(line);
    regions.set(line.region, own);
  }
  return [...regions.values()].flatMap((own) => withoutFootnotes(own, body, height));
}

function partsOf(items: Classified[]): Part[] {
  const looks = items.flatMap((item) => (item.kind === 'heading' ? [item.look] : []));
  const levelOf = levelsOf(looks);
  const parts = items.map((item): Part => {
    if (item.kind === 'heading') return { kind: 'heading', level: levelOf(item.look), text: normaliseLine(item.text) };
    const part = partOf(item);
    return part.kind === 'table' ? part : { ...part, text: normaliseLine(part.text) };
  });
  return parts.filter((part) => part.kind === 'table' || part.text !== '');
}
