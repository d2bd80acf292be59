import { Worker } from 'node:worker_threads';
import { DocumentError } from '../../errors.ts';
import { sizeInWords } from '../failures.ts';

/** A run of text of one font, measured in points from the upper left corner of the page; `y` is its baseline. */
export type RawItem = {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** In radians, counter-clockwise; 0 for text that runs to the right. */
  angle: number;
  /** Name of the font as the file has it; empty where it has none. */
  font: string;
};

export type RawPage = { width: number; height: number; items: RawItem[] };

type Opened = {
  kind: 'opened';
  pages: number;
  info: Record<string, unknown>;
  xmp: Record<string, string | string[]>;
  outline: { title: string; level: number }[];
};

export type Request = { kind: 'open'; bytes: Uint8Array } | { kind: 'page'; number: number } | { kind: 'close' };
export type Answer =
  | Opened
  | { kind: 'page'; page: RawPage }
  | { kind: 'closed' }
  | { kind: 'failed'; name: string; message: string };

export type PdfLimits = {
  /** Size of the file, which is held as a whole. */
  maxFileBytes: number;
  maxPages: number;
  /** For each page, and for the opening. */
  pageMilliseconds: number;
  /** For the whole file. */
  fileMilliseconds: number;
  /** What the process may grow by while a page is read. */
  maxGrowthBytes: number;
};

/** A 500-page book takes some 10 seconds and 200 MB; these leave room for ten times that. */
export const pdfLimits: PdfLimits = {
  maxFileBytes: 100_000_000,
  maxPages: 5000,
  pageMilliseconds: 20_000,
  fileMilliseconds: 300_000,
  maxGrowthBytes: 1_500_000_000,
};

export type OpenPdf = Opened & { page(number: number): Promise<RawPage>; close(): Promise<void> };

/** The thread that waits for its next file: starting one and loading the parser takes 150 ms. */
let idle: Worker | null = null;

function takeThread(): Worker {
  const thread =
    idle ??
    new Worker(new URL('./parser-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      stdout: true,
      stderr: true,
    });
  idle = null;
  return thread;
}

async function giveBack(thread: Worker): Promise<void> {
  if (idle === null) idle = thread;
  else await thread.terminate();
}

/**
 * Opens a PDF in a thread of its own. `bytes` are handed over and can't be used any more.
 * @throws {DocumentError} `malformed` where it is encrypted or broken, `too-large` where it has too many bytes or pages.
 */
export async function openPdf(bytes: Uint8Array, limits: PdfLimits = pdfLimits): Promise<OpenPdf> {
  if (bytes.length > limits.maxFileBytes) {
    const message = `the PDF is over the limit of ${sizeInWords(limits.maxFileBytes)}`;
    throw new DocumentError('too-large', message, 'split it, or make its pictures smaller');
  }
  const thread = takeThread();
  const deadline = performance.now() + limits.fileMilliseconds;
  const ask = async (request: Request, what: string) => {
    const answer = await answerOf(thread, request, what, deadline, limits);
    if (answer.kind !== 'failed') return answer;
    await giveBack(thread);
    throw failureOf(answer.name, answer.message, what);
  };
  const opened = await ask({ kind: 'open', bytes }, 'the PDF');
  if (opened.kind !== 'opened') throw new TypeError(`the parser answered ${opened.kind}`);
  const close = async () => {
    await ask({ kind: 'close' }, 'the PDF');
    await giveBack(thread);
  };
  if (opened.pages > limits.maxPages) {
    await close();
    const message = `the PDF has ${opened.pages} pages; the limit is ${limits.maxPages}`;
    throw new DocumentError('too-large', message, 'split it into several documents');
  }
  const page = async (number: number) => {
    const answer = await ask({ kind: 'page', number }, `page ${number}`);
    if (answer.kind !== 'page') throw new TypeError(`the parser answered ${answer.kind}`);
    return answer.page;
  };
  return { ...opened, page, close };
}

/** One answer of the thread. Where it breaks down, stalls or swells, the thread is ended and the document fails (`malformed`, `unsafe`). */
async function answerOf(
  thread: Worker,
  request: Request,
  what: string,
  deadline: number,
  limits: PdfLimits,
): Promise<Answer> {
  const { promise, resolve, reject } = deferred();
  const until = Math.min(performance.now() + limits.pageMilliseconds, deadline);
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => {
    if (performance.now() > until) reject(tooSlow(what));
    else if (process.memoryUsage.rss() - before > limits.maxGrowthBytes) reject(tooHungry(what));
  }, 50);
  const onExit = () => reject(broken(what, 'the parser ended'));
  const onError = (error: Error) => reject(isOutOfMemory(error) ? tooHungry(what) : broken(what, error.message));
  thread.on('message', resolve).on('error', onError).on('exit', onExit);
  thread.ref();
  try {
    if (request.kind === 'open') thread.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    else thread.postMessage(request);
    return await promise;
  } catch (error) {
    await thread.terminate();
    throw error;
  } finally {
    clearInterval(watch);
    thread.off('message', resolve).off('error', onError).off('exit', onExit);
    thread.unref();
  }
}

function deferred() {
  let resolve: (answer: Answer) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Answer>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

function failureOf(name: string, message: string, what: string): DocumentError {
  if (name !== 'PasswordException') return broken(what, message);
  const hint = 'save a copy without the password, for instance with qpdf --decrypt';
  return new DocumentError('malformed', 'the PDF is encrypted and asks for a password', hint);
}

function broken(what: string, why: string): DocumentError {
  const message = `${what} is broken and can't be read (${why.replace(/[.\s]+$/, '')})`;
  return new DocumentError('malformed', message, 'get the file again, or repair it, for instance with qpdf');
}

function tooSlow(what: string): DocumentError {
  return new DocumentError('unsafe', `${what} takes too long to read`, 'save the PDF anew, or split it');
}

function tooHungry(what: string): DocumentError {
  return new DocumentError('unsafe', `${what} takes too much memory to read`, 'save the PDF anew, or split it');
}
