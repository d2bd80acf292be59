import type { Writable } from 'node:stream';
import { isBrokenPipe, outputError } from '../write/index.ts';

/**
 * Writes pieces to a stream, each when the one before is taken. A reader who is gone wants no more: the rest is left out, and
 * that is no error.
 */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  try {
    for (const piece of pieces) await send(stream, piece);
  } catch (error) {
    if (!isBrokenPipe(error)) throw outputError('standard output', error);
  }
}

function send(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
