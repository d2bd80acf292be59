import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../src/errors.ts';
import { readInputs } from '../../../src/read/index.ts';
import { pdfLimits } from '../../../src/read/pdf/parser.ts';
import { readPdf } from '../../../src/read/pdf/read-pdf.ts';
import { temporaryFolders } from '../../support/folder.ts';
import { pdfFile, setLines } from '../../support/pdf-file.ts';

const text =
  'The river rose by two metres in spring and fell again when the summer came to the valley and all was dry.';
const page = setLines(text, 50, 80, 400);

async function failureOf(bytes: Uint8Array, limits = pdfLimits): Promise<DocumentError> {
  const error = await readPdf(bytes, limits).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DocumentError)) throw new Error(`no DocumentError but ${String(error)}`);
  return error;
}

/** A page whose content is 400 MB of blanks, in 400 kB of file. */
function bomb(): Uint8Array {
  const content = deflateSync(Buffer.alloc(400_000_000, 0x20));
  const start =
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n' +
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>\nendobj\n' +
    `4 0 obj\n<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n`;
  const end = '\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n';
  return new Uint8Array(Buffer.concat([Buffer.from(start), content, Buffer.from(end)]));
}

describe('a PDF that cannot be read', () => {
  it('says that it is encrypted', async () => {
    const key = `<${'5a'.repeat(32)}>`;
    const trailer = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<01> <01>]`;
    const { code, message } = await failureOf(pdfFile([page], { trailer }));
    expect([code, message]).toEqual(['malformed', 'the PDF is encrypted and asks for a password']);
  });

  it('says that it is a scan', async () => {
    const { code, message } = await failureOf(pdfFile([[], []]));
    expect([code, message]).toEqual(['empty', 'the PDF has no text: its 2 pages are pictures, as of a scan']);
  });

  it('says that it has no pages', async () => {
    const { code, message } = await failureOf(pdfFile([]));
    expect([code, message]).toEqual(['empty', 'the PDF has no pages']);
  });

  it('says that it is broken', async () => {
    const { code, message } = await failureOf(new Uint8Array(Buffer.from('%PDF-1.7\nnothing of a PDF follows')));
    expect(code).toBe('malformed');
    expect(message).toMatch(/^the PDF is broken and can't be read/);
  });

  it('says which limit it is over', async () => {
    const bytes = await failureOf(pdfFile([page]), { ...pdfLimits, maxFileBytes: 500 });
    expect([bytes.code, bytes.message]).toEqual(['too-large', 'the PDF is over the limit of 500 bytes']);
    const pages = await failureOf(pdfFile([page, page, page]), { ...pdfLimits, maxPages: 2 });
    expect([pages.code, pages.message]).toEqual(['too-large', 'the PDF has 3 pages; the limit is 2']);
  });

  it('is given up where a page takes too long', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => ({ text: `word ${at}`, x: at % 500, y: 20 + (at % 700) }));
    const failure = await failureOf(pdfFile([many]), { ...pdfLimits, pageMilliseconds: 100 });
    expect([failure.code, failure.message]).toEqual(['unsafe', 'page 1 takes too long to read']);
  });

  it('is given up where a page swells', async () => {
    const failure = await failureOf(bomb(), { ...pdfLimits, maxGrowthBytes: 100_000_000 });
    expect([failure.code, failure.message]).toEqual(['unsafe', 'page 1 takes too much memory to read']);
  });

  it('does not keep the next one from being read', async () => {
    await failureOf(new Uint8Array(Buffer.from('%PDF-1.7\n')));
    expect((await readPdf(pdfFile([page]))).parts).toEqual([{ kind: 'paragraph', text }]);
  });
});

describe('a .pdf file', () => {
  const folder = temporaryFolders();

  it('is read among other files, and fails alone', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'a.pdf'), pdfFile([page], { compress: true }));
    writeFileSync(join(cwd, 'b.pdf'), pdfFile([[]]));
    const readings = [];
    for await (const reading of readInputs(['a.pdf', 'b.pdf'], { cwd })) readings.push(reading);
    expect(readings).toMatchObject([
      { kind: 'document', document: { id: 'a', text } },
      { kind: 'failure', failure: { document: 'b', code: 'empty' } },
    ]);
  });
});
