import { createReadStream } from 'node:fs';
import { KuError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { textOf } from '../../validate/bytes.ts';
import { type RawItem, type SplitError, splitJson } from '../../validate/json-items.ts';
import { duplicateReason } from '../ledger.ts';
import { counted } from '../tally.ts';

/** The documents of a report that failed. */
export type FailedDocuments = {
  /** Id and place → whether a document of the inputs was it. */
  sent: Map<string, boolean>;
  /** Places of those that could not be read: what stands there may have another id by now. */
  unread: Map<string, boolean>;
  /** Documents of the report that a limit or Ctrl-C left undone. */
  skipped: number;
};

/** Characters before the documents of a report, and of one of its entries, above which it is no report. */
const longestHead = 65_536;
const longestEntry = 64 * 1024 ** 2;

const keyOf = (document: string, place: string): string => JSON.stringify([document, place]);

/**
 * Reads which documents failed from a report of `ku extract --report`, entry by entry.
 * @throws KuError `missing-input` where it can't be read or is no report
 */
export async function readFailed(path: string): Promise<FailedDocuments> {
  const failed: FailedDocuments = { sent: new Map(), unread: new Map(), skipped: 0 };
  for await (const item of entriesOf(path)) {
    const { document, place, status, attempts, reason } = entryOf(item.text, path);
    if (status === 'failed' && attempts === 0) failed.unread.set(place, false);
    else if (status === 'failed') failed.sent.set(keyOf(document, place), false);
    else if (status === 'skipped' && reason !== duplicateReason) failed.skipped += 1;
  }
  return failed;
}

function notReport(path: string, why: string): KuError {
  return new KuError('missing-input', `${path} is no report: ${why}`, 'name a file that ku extract --report wrote');
}

/** The items of the array `documents`, however the file is laid out. */
async function* entriesOf(path: string): AsyncGenerator<RawItem> {
  const splitter = splitJson(false);
  for await (const text of fromDocumentsOn(path)) {
    for (const item of splitter.feed(text)) {
      if (isAfterArray(item)) return;
      if (item.kind === 'error') throw notReport(path, `it goes wrong at ${item.found}`);
      yield item;
    }
    if (splitter.pending().size > longestEntry) throw notReport(path, 'an entry is over 64 MB');
  }
  throw notReport(path, 'it is cut off');
}

const headOfReport = /^\s*\{\s*"tool"\s*:\s*"ku"[^[\]]*?"documents"\s*:\s*(?=\[)/;

/** The text of the file from the bracket on that opens the array of documents. */
async function* fromDocumentsOn(path: string): AsyncGenerator<string> {
  let head: string | null = '';
  for await (const text of textOf(bytesOf(path))) {
    if (text === null) throw notReport(path, 'it is not UTF-8');
    if (head === null) {
      yield text;
      continue;
    }
    head += text;
    const begin = headOfReport.exec(head.slice(0, longestHead));
    if (begin === null && head.length >= longestHead) break;
    if (begin === null) continue;
    yield head.slice(begin[0].length);
    head = null;
  }
  if (head !== null) throw notReport(path, 'it does not begin as one');
}

/** What follows the array in its object is, to the splitter, the first thing that is wrong. */
const isAfterArray = (item: RawItem | SplitError): boolean => item.kind === 'error' && item.expected === 'the end';

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Buffer;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new KuError(
      'missing-input',
      `${path} can't be read (${reason})`,
      'name a file that ku extract --report wrote',
    );
  }
}

type Entry = { document: string; place: string; status: string; attempts: number; reason: unknown };

function entryOf(text: string, path: string): Entry {
  const { document, place, status, attempts = 0, reason } = parsed(text, path);
  if (typeof document !== 'string' || typeof place !== 'string' || typeof status !== 'string') {
    throw notReport(path, 'an entry has no document, place or status');
  }
  return { document, place, status, attempts: Number(attempts), reason };
}

function parsed(text: string, path: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notReport(path, error.message);
  }
}

/** Named in the notice about those that were not found. */
const named = 5;

/** The readings of the documents that failed, and in the end a notice about those of them that the inputs do not have. */
export async function* onlyFailed(readings: AsyncIterable<Reading>, failed: FailedDocuments): AsyncGenerator<Reading> {
  const { sent, unread, skipped } = failed;
  for await (const reading of readings) if (reading.kind === 'notice' || isOf(failed, reading)) yield reading;
  const missing = [
    ...[...sent].filter(([, found]) => !found).map(([key]) => (JSON.parse(key) as string[])[1]),
    ...[...unread].filter(([, found]) => !found).map(([place]) => place),
  ];
  if (missing.length > 0) {
    const more = missing.length > named ? ` and ${missing.length - named} more` : '';
    const message = `${counted(missing.length, 'document')} that failed in the report not found: ${missing.slice(0, named).join(', ')}${more}`;
    yield { kind: 'notice', message: `${message} (named as in that run?)` };
  }
  if (skipped > 0) {
    const message = `the report has ${counted(skipped, 'document')} that were skipped; the run without --retry-failed does them`;
    yield { kind: 'notice', message };
  }
}

function isOf({ sent, unread }: FailedDocuments, reading: Exclude<Reading, { kind: 'notice' }>): boolean {
  const { document, place } =
    reading.kind === 'failure' ? reading.failure : { document: reading.document.id, place: reading.document.place };
  const key = keyOf(document, place);
  if (sent.has(key)) sent.set(key, true);
  else if (unread.has(place)) unread.set(place, true);
  else return false;
  return true;
}
