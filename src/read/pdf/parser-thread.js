// The thread in which PDF files are taken apart: a file that makes the parser hang or eat memory is ended with its thread.
// In JavaScript, as Node runs it from the sources as well. Answers each message with one; see parser.ts for their types.
import { parentPort } from 'node:worker_threads';

/** Characters of a page in fonts of unknown names from which the names are asked for; that costs a look at its graphics. */
const unknownCharacters = 20;

/** Pages after which the fonts that were read are let go; those that are met again are read again. */
const pagesWithFonts = 64;

// The parser needs it to hand out the names of fonts; Node has it from version 22 on.
if (!('transferToFixedLength' in ArrayBuffer.prototype)) {
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    /** @this {ArrayBuffer} @param {number} length */
    value(length) {
      return this.slice(0, length);
    },
  });
}

/** @type {import('unpdf/pdfjs').PDFDocumentProxy | null} */
let pdf = null;
/** @type {Map<string, string>} */
let fontNames = new Map();

/** @param {import('./parser.ts').Request} request @returns {Promise<import('./parser.ts').Answer>} */
async function answer(request) {
  if (request.kind === 'open') return open(request.bytes);
  if (request.kind === 'page') return { kind: 'page', page: await readPage(request.number) };
  await close();
  return { kind: 'closed' };
}

/** What is left open is a file whose page failed. */
async function close() {
  const open = pdf;
  pdf = null;
  await open?.destroy();
}

/** @param {Uint8Array} bytes @returns {Promise<import('./parser.ts').Answer>} */
async function open(bytes) {
  const { getDocumentProxy } = await import('unpdf');
  await close();
  fontNames = new Map();
  pdf = await getDocumentProxy(bytes, {
    verbosity: 0,
    // Pictures are not looked at: any larger than one pixel is left out before it is decoded.
    maxImageSize: 1,
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
  });
  const { info, metadata } = (await optional(pdf.getMetadata())) ?? { info: {}, metadata: null };
  const outline = await optional(pdf.getOutline());
  return {
    kind: 'opened',
    pages: pdf.numPages,
    info: /** @type {Record<string, unknown>} */ (JSON.parse(JSON.stringify(info))),
    xmp: metadata === null ? {} : Object.fromEntries([...metadata].filter(([, value]) => isPlain(value))),
    outline: outline === null ? [] : flattened(outline, 1),
  };
}

/** Metadata and bookmarks are no reason to fail: a file whose pages can be read is read without them.
 * @template T @param {Promise<T>} promise @returns {Promise<T | null>} */
async function optional(promise) {
  return promise.catch(() => null);
}

/** @param {unknown} value */
function isPlain(value) {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

/** @param {{ title: string, items: any[] }[]} items @param {number} level @returns {{ title: string, level: number }[]} */
function flattened(items, level) {
  if (level > 5) return [];
  return items.slice(0, 2000).flatMap((item) => [{ title: item.title, level }, ...flattened(item.items, level + 1)]);
}

/** @param {number} number @returns {Promise<import('./parser.ts').RawPage>} */
async function readPage(number) {
  if (pdf === null) throw new Error('no document is open');
  const page = await pdf.getPage(number);
  const content = await page.getTextContent();
  const viewport = page.getViewport({ scale: 1 });
  const items = content.items.flatMap((item) => ('str' in item ? [item] : []));
  await learnFonts(page, items);
  const raw = {
    width: viewport.width,
    height: viewport.height,
    items: items.map((item) => placed(item, viewport.transform)),
  };
  page.cleanup();
  // Fonts are kept for all of a file, and a volume of many papers has those of each of them.
  if (number % pagesWithFonts === 0) await optional(pdf.cleanup());
  return raw;
}

/** @param {import('unpdf/pdfjs').PDFPageProxy} page @param {{ fontName: string, str: string }[]} items */
async function learnFonts(page, items) {
  const unknown = items.filter(({ fontName }) => !fontNames.has(fontName));
  if (unknown.reduce((sum, { str }) => sum + str.trim().length, 0) < unknownCharacters) return;
  await optional(page.getOperatorList());
  for (const { fontName } of unknown) {
    if (fontNames.has(fontName)) continue;
    const font = page.commonObjs.has(fontName) ? page.commonObjs.get(fontName) : null;
    fontNames.set(fontName, String(font?.name ?? ''));
  }
}

/** Where an item stands from the upper left corner of the page as it is shown.
 * @param {{ str: string, transform: number[], width: number, fontName: string }} item @param {number[]} view */
function placed(item, view) {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform;
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
  return {
    text: item.str,
    x: va * e + vc * f + ve,
    y: vb * e + vd * f + vf,
    width: item.width,
    size: Math.hypot(c, d),
    angle: Math.atan2(-(vb * a + vd * b), va * a + vc * b),
    font: fontNames.get(item.fontName) ?? '',
  };
}

parentPort?.on('message', async (request) => {
  try {
    parentPort?.postMessage(await answer(request));
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    parentPort?.postMessage({ kind: 'failed', name, message });
  }
});
