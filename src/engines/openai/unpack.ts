import { promisify } from 'node:util';

/** More than any answer; what unpacks to more is none. */
const mostBytes = 64 * 1024 ** 2;

/** What a body is packed with, which gateways do unasked; null where it is not. */
export function packingOf(encoding: string | undefined): string | null {
  const name = (encoding ?? '').trim().toLowerCase();
  return name === '' || name === 'identity' ? null : name;
}

export async function unpack(body: Buffer, packing: string): Promise<Buffer> {
  const zlib = await import('node:zlib');
  const unpackers = { gzip: zlib.gunzip, 'x-gzip': zlib.gunzip, deflate: zlib.inflate, br: zlib.brotliDecompress };
  if (!Object.hasOwn(unpackers, packing))
    throw new Error(`the answer is packed as ${packing}, which ku does not unpack`);
  const unpacker = promisify<Buffer, { maxOutputLength: number }, Buffer>(unpackers[packing as keyof typeof unpackers]);
  return unpacker(body, { maxOutputLength: mostBytes });
}
