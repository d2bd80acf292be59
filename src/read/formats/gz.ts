import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { bomb, endsTooSoon, freeOfRatio, mostRatio, refuseNested } from '../archives/members.ts';
import type { TextInput } from '../text.ts';

/** What gzip packed, by the name without `.gz`; `.tgz` is a packed tar. */
export async function* readGz(input: TextInput): AsyncGenerator<Reading, void> {
  refuseNested(input, false);
  const { stem, place, files, containers } = input;
  const name = /\.tgz$/i.test(place) ? `${stem}.tar` : stem;
  yield* containers.read({ name, place, chunks: unpacked(input), files });
}

/** Bytes as they are asked for, so that no more than a chunk is held. */
async function* unpacked(input: TextInput): AsyncGenerator<Buffer, void> {
  let packed = 0;
  let size = 0;
  async function* counted(): AsyncGenerator<Buffer, void> {
    for await (const chunk of input.bytes) {
      packed += chunk.length;
      yield chunk;
    }
  }
  const { budget } = input.containers;
  const gunzip = createGunzip();
  // What fails on either side is thrown by the loop below.
  const stream = pipeline(Readable.from(counted()), gunzip, () => undefined);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      budget.left -= chunk.length;
      if (size > freeOfRatio && size > mostRatio * packed) throw bomb('what is in it');
      if (budget.left < 0)
        throw new DocumentError('unsafe', 'it unpacks to more than the limit', 'unpack it, and split it');
      yield chunk;
    }
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'Z_BUF_ERROR') return endsTooSoon();
  if (code !== 'Z_DATA_ERROR') return error;
  return new DocumentError('malformed', 'it is no sound gzip file', 'get it again, or pack it again', { cause: error });
}
