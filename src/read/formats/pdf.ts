import type { Reading } from '../../types/document.ts';
import { structuredReading } from '../document.ts';
import { tooLarge } from '../failures.ts';
import { pdfLimits } from '../pdf/parser.ts';
import { readPdf as structuredText } from '../pdf/read-pdf.ts';
import type { TextInput } from '../text.ts';

/** PDF: one document. The file is held as a whole, as its parts are found from its end; its pages are taken one at a time. */
export async function* readPdf(input: TextInput): AsyncGenerator<Reading, void> {
  const origin = { id: input.stem, place: input.place };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input.bytes) {
    size += chunk.length;
    if (size > pdfLimits.maxFileBytes) {
      yield tooLarge(origin, 'PDF', pdfLimits.maxFileBytes);
      return;
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  for (let at = 0; chunks.length > 0; ) {
    const chunk = chunks.shift() ?? Buffer.alloc(0);
    bytes.set(chunk, at);
    at += chunk.length;
  }
  yield structuredReading(origin, 'PDF', await structuredText(bytes), input.maxBytes);
}
