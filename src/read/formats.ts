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
