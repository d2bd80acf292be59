import { readInputs } from '../src/read/index.ts';
import { splitSentences } from '../src/text/sentences.ts';
import type { Document } from '../src/types/document.ts';
import { mixedIn, type Truth } from './apart.ts';

/** How a file was read: sentences of the body, those found whole and in order, those missing, and what stands inside of a sentence. */
export type Score = { sentences: number; whole: number; missing: string[]; mixed: string[] };

/**
 * Letters and digits alone: blanks, marks and the form of superscripts differ between readers; marks of references, which other
 * formats write in their own ways, and the addresses of links are left out.
 */
const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/\\?\[[\d, –-]*\\?\]/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const sentencesIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => splitSentences(text)).map(({ text }) => text);

/** What a publisher's site has around an article (`reading-formats.ts`). */
const surroundings = /as others read it|cookies|All rights reserved/;

async function documentOf(file: string): Promise<Document> {
  for await (const reading of readInputs([file])) {
    if (reading.kind === 'document') return reading.document;
    if (reading.kind === 'failure') throw new Error(reading.failure.message);
  }
  throw new Error(`${file} gave no document`);
}

/** The sentences of the paragraphs, before a formula takes those around it. */
const readIn = ({ text, blocks }: Document): string[] =>
  sentencesIn(
    blocks.length === 0
      ? [text]
      : blocks.flatMap(({ kind, start, end }) => (kind === 'paragraph' ? [text.slice(start, end)] : [])),
  );

/** Those of the true sentences that are not found behind the one before. */
function missingIn(truth: readonly string[], read: readonly string[]): string[] {
  let at = 0;
  return truth.filter((sentence) => {
    const place = read.indexOf(squeezed(sentence), at);
    if (place >= 0) at = place + 1;
    return place < 0;
  });
}

export async function scoreOf(file: string, { prose, apart }: Truth): Promise<Score> {
  const document = await documentOf(file);
  const read = readIn(document);
  const truth = sentencesIn(prose);
  const missing = missingIn(truth, read.map(squeezed));
  const mixed = mixedIn({ prose, apart: sentencesIn(apart) }, read, squeezed);
  const around = read.filter((text) => surroundings.test(text));
  return {
    sentences: truth.length,
    whole: truth.length - missing.length,
    missing,
    mixed: [...mixed, ...around],
  };
}
