import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KuError } from '../errors.ts';

/** Values on the disk, as JSON, so that more of them than memory holds can be looked at again: in memory are 16 bytes for each. */
export type Spool<Value> = {
  /** Keeps a value and returns its number; the first is 0. */
  add(value: Value): Promise<number>;
  read(number: number): Promise<Value>;
  /** Takes the temporary file away. */
  close(): Promise<void>;
};

function refused(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  const hint = 'free some space there, or name another folder in TMPDIR';
  throw new KuError('output', `the folder for temporary files could not be written: ${reason}`, hint, { cause: error });
}

async function openIn(folder: string): Promise<FileHandle> {
  try {
    const file = await open(join(folder, 'values.jsonl'), 'wx+');
    // An open file needs no name: where the system agrees, nothing is left behind even by a run that is killed.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return file;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return refused(error);
  }
}

/** @throws KuError `output` where the folder for temporary files can't be written */
export async function openSpool<Value>(): Promise<Spool<Value>> {
  const folder = await mkdtemp(join(tmpdir(), 'ku-')).catch(refused);
  const file = await openIn(folder);
  const starts: number[] = [];
  let end = 0;
  return {
    async add(value) {
      const bytes = Buffer.from(JSON.stringify(value), 'utf8');
      const start = end;
      const number = starts.push(start) - 1;
      end += bytes.length;
      await file.write(bytes, 0, bytes.length, start).catch(refused);
      return number;
    },
    async read(number) {
      const start = starts[number] ?? end;
      const bytes = Buffer.alloc((starts[number + 1] ?? end) - start);
      await file.read(bytes, 0, bytes.length, start).catch(refused);
      return JSON.parse(bytes.toString('utf8')) as Value;
    },
    async close() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
