import { KuError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import type { TextInput } from './text.ts';

export type Format = {
  name: string;
  /** In lower case, with the dot. */
  endings: string[];
  /** `text`: its bytes are decoded first, and binary files are refused. `bytes`: they come as they are. */
  takes: 'text' | 'bytes';
  /** The first bytes of every such file, by which it is known on standard input; only of formats that take bytes. */
  signature?: string;
  /** How far from the beginning the signature stands; 0 where it is not said. */
  signatureAt?: number;
  /** It is no document: its files are read by the readers of their own formats. */
  contains?: boolean;
  /** Loads its reader, and with it its parser, when the first such input is met. */
  load: () => Promise<Reader>;
};

/** Throws DocumentError where the input as a whole fails; what fails within it is yielded. */
type Reader = (input: TextInput) => AsyncGenerator<Reading, void>;

/** What `ku` reads. A format is added as one file and one line. */
export const formats: Format[] = [
  text('txt', ['.txt', '.text'], async () => (await import('./formats/txt.ts')).readTxt),
  text('md', ['.md', '.markdown'], async () => (await import('./formats/md.ts')).readMd),
  text('jsonl', ['.jsonl', '.ndjson'], async () => (await import('./formats/jsonl.ts')).readJsonl),
  text('json', ['.json'], async () => (await import('./formats/json.ts')).readJson),
  text('csv', ['.csv'], async () => (await import('./formats/csv.ts')).readCsv),
  text('tsv', ['.tsv', '.tab'], async () => (await import('./formats/csv.ts')).readTsv),
  text('html', ['.html', '.htm', '.xhtml'], async () => (await import('./formats/html.ts')).readHtml),
  text('jats', ['.xml', '.nxml'], async () => (await import('./formats/jats.ts')).readJats),
  {
    name: 'pdf',
    endings: ['.pdf'],
    takes: 'bytes',
    signature: '%PDF-',
    load: async () => (await import('./formats/pdf.ts')).readPdf,
  },
  text('tex', ['.tex', '.ltx'], async () => (await import('./formats/tex.ts')).readTex),
  {
    ...container('gz', ['.gz', '.tgz'], async () => (await import('./formats/gz.ts')).readGz),
    signature: '\x1f\x8b',
  },
  {
    ...container('zip', ['.zip'], async () => (await import('./formats/zip.ts')).readZip),
    signature: 'PK\x03\x04',
  },
  {
    ...container('tar', ['.tar'], async () => (await import('./formats/tar.ts')).readTar),
    signature: 'ustar',
    signatureAt: 257,
  },
];

function text(name: string, endings: string[], load: Format['load']): Format {
  return { name, endings, takes: 'text', load };
}

function container(name: string, endings: string[], load: Format['load']): Format {
  return { name, endings, takes: 'bytes', contains: true, load };
}

/** @throws {KuError} `usage` where there is none of that name. */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = formats.map((format) => format.name).join(', ');
  throw new KuError('usage', `there is no input format "${name}"`, `the formats are ${names}`);
}

export function formatOfEnding(ending: string): Format | null {
  return formats.find((format) => format.endings.includes(ending.toLowerCase())) ?? null;
}

/** The format that the first bytes say; null where they say none. */
export function formatOfSignature(head: Buffer): Format | null {
  const has = (signature: string, at: number) =>
    head.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'));
  return (
    formats.find(({ signature, signatureAt = 0 }) => signature !== undefined && has(signature, signatureAt)) ?? null
  );
}

/**
 * The name of the format of standard input, from its first characters: an object is JSON Lines when the first line is a whole
 * one (or longer than the head), else JSON; an array is JSON; what begins with a tag of theirs is HTML or XML, and with the class of a document LaTeX; all else is text,
 * also prose that begins with a bracket.
 */
export function sniffFormat(head: Buffer): string {
  const text = head.toString('utf8').trimStart();
  if (/^\[\s*[[{"\]]/.test(text)) return 'json';
  if (text.startsWith('<')) return sniffTags(text);
  if (/^(?:%[^\n]*\s*|\s+)*\\document(?:class|style)[[{]/.test(text)) return 'tex';
  if (!/^\{\s*["}]/.test(text)) return 'txt';
  const end = text.indexOf('\n');
  return end < 0 || isJson(text.slice(0, end)) ? 'jsonl' : 'json';
}

/** The first tag that is no comment, declaration or instruction says it; prose may begin with a bracket as well. */
function sniffTags(text: string): string {
  const [, first = ''] =
    /^(?:\s*<(?:\?[^>]*|!--[^>]*|!DOCTYPE[^>[]*)>)*\s*<(!?[A-Za-z][A-Za-z0-9:-]*)/.exec(text) ?? [];
  if (/^(?:html|head|body|div|p|h[1-6]|main|section)$/i.test(first) || /^<!DOCTYPE html/i.test(text)) return 'html';
  return text.startsWith('<?xml') || /^(?:article|pmc-articleset|article-set|articles|OAI-PMH|!DOCTYPE)$/.test(first)
    ? 'jats'
    : 'txt';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
