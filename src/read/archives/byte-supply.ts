import { endsTooSoon } from './members.ts';

/** Gives the bytes of a stream in pieces of the length that is asked for. */
export type ByteSupply = {
  /**
   * The next bytes; empty where they are not to be kept.
   * @throws {DocumentError} `malformed` where there are not so many
   */
  take(length: number, keep: boolean): Promise<Buffer>;
};

export function byteSupply(bytes: AsyncIterable<Buffer>): ByteSupply {
  const chunks = bytes[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  return {
    async take(length, keep) {
      const parts: Buffer[] = [];
      for (let missing = length; missing > 0; ) {
        if (left.length === 0) {
          const { value, done } = await chunks.next();
          if (done === true) throw endsTooSoon();
          left = value;
        }
        const part = left.subarray(0, missing);
        left = left.subarray(part.length);
        missing -= part.length;
        if (keep) parts.push(part);
      }
      return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    },
  };
}
