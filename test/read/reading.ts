import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { defaultMaxBytes, type ReadOptions, readInputs } from '../../src/read/index.ts';
import type { Document, Reading } from '../../src/types/document.ts';
import type { Failure } from '../../src/types/failure.ts';

const fixtures = join(import.meta.dirname, '../fixtures/read');

export function options(changed: Partial<ReadOptions> = {}): ReadOptions {
  return {
    cwd: fixtures,
    stdin: null,
    textField: null,
    inputFormat: null,
    outputs: [],
    maxBytes: defaultMaxBytes,
    signal: new AbortController().signal,
    meter: null,
    ...changed,
  };
}

export type Read = { all: Reading[]; documents: Document[]; failures: Failure[]; notices: string[] };

export async function read(inputs: string[], changed: Partial<ReadOptions> = {}): Promise<Read> {
  const result: Read = { all: [], documents: [], failures: [], notices: [] };
  for await (const reading of readInputs(inputs, options(changed))) {
    result.all.push(reading);
    if (reading.kind === 'document') result.documents.push(reading.document);
    else if (reading.kind === 'failure') result.failures.push(reading.failure);
    else result.notices.push(reading.message);
  }
  return result;
}

/** A folder with these files, gone after the test. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ku-read-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What is read of one file of this content. */
export function readFileOf(name: string, content: string | Buffer, changed: Partial<ReadOptions> = {}): Promise<Read> {
  return read([name], { cwd: folderWith({ [name]: content }), ...changed });
}

/** What is read of standard input that comes in these chunks. */
export function readStdin(chunks: Buffer[], changed: Partial<ReadOptions> = {}): Promise<Read> {
  return read(['-'], { stdin: Readable.from(chunks, { objectMode: false }), ...changed });
}

export function codes(result: Read): string[] {
  return result.failures.map((failure) => `${failure.code} ${failure.document} ${failure.place}`);
}

export function texts(result: Read): string[] {
  return result.documents.map((document) => document.text);
}

export function ids(result: Read): string[] {
  return result.documents.map((document) => document.id);
}
