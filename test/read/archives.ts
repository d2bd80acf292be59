import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = {
  path: string;
  content: Buffer | string;
  /** What the directory says instead of the truth. */
  says?: {
    size?: number;
    packed?: number;
    start?: number;
    crc?: number;
    mode?: number;
    flags?: number;
    method?: number;
  };
};

/** A ZIP archive as a packer would write it, but for what its directory is told to say. */
export function zipOf(entries: ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, says = {} } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(says.flags ?? 0x800, 2);
    fields.writeUInt16LE(says.method ?? 8, 4);
    fields.writeUInt32LE(says.crc ?? crc32(bytes), 10);
    fields.writeUInt32LE(says.packed ?? packed.length, 14);
    fields.writeUInt32LE(says.size ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt16LE((says.mode ?? 0o100_644) & 0xffff, 8);
    place.writeUInt32LE(says.start ?? at, 10);
    files.push(Buffer.from('PK\x03\x04'), fields, name, packed);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, place, name);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(18);
  const listed = Buffer.concat(directory);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06'), end]);
}

export type TarEntry = { path: string; content: Buffer | string; type?: string; size?: number };

/** A tar archive of POSIX, ended by two blocks of zeros. */
export function tarOf(entries: TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ path, content, type = '0', size }) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0, 100, 'utf8');
    header.write('0000644\0', 100);
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
