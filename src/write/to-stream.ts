import { type FormatName, piecesOf, startSequence } from './formats.ts';
import { isBrokenPipe, outputError, type UnitSink } from './sink.ts';

/** Resolves when the stream has taken the text, which is how a slow reader slows the run down. */
function send(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Writes units to a stream, a document after the other. `close` writes the end of the format and leaves the stream open.
 * When the reader is gone, `write` (or the first call that sees it) rejects with an error that `isBrokenPipe` recognises;
 * any other failure is a KuError. `name` is what messages call the stream.
 */
export function toStream(stream: NodeJS.WritableStream, format: FormatName, name = 'standard output'): UnitSink {
  const sequence = startSequence(format);
  let told = false;

  // A stream reports a failed write twice, to the callback and as an event; unheard, the event would end the process.
  let failed: unknown = null;
  stream.on('error', (error: unknown) => {
    failed ??= error;
  });

  async function put(text: string): Promise<void> {
    try {
      if (failed !== null) throw failed;
      if (text !== '') await send(stream, text);
    } catch (error) {
      told = true;
      throw isBrokenPipe(error) ? error : outputError(name, error);
    }
  }

  return {
    async write(_document, units) {
      for await (const piece of piecesOf(sequence, units)) await put(piece);
    },
    async close() {
      if (!told) await put(sequence.end());
    },
  };
}
