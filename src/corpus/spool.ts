import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KuError } from '../errors.ts';
import type { Unit } from '../types/unit.ts';

/** Units on the disk, so that all of a corpus can be looked at more than once: in memory are 16 bytes a unit. */
export type Spool = {
  /** Keeps a unit and returns its number; the first is 0. */
  add(unit: Unit): Promise<number>;
  read(number: number): Promise<Unit>;
  /** Takes the temporary file away. */
  close(): Promise<void>;
};

/** @throws KuError `output` where the folder for temporary files can't be written */
export async function openSpool(): Promise<Spool> {
  const refused = (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = 'free some space there, or name another folder in TMPDIR';
    throw new KuError('output', `the folder for temporary files could not be written: ${reason}`, hint, {
      cause: error,
    });
  };
  const folder = await mkdtemp(join(tmpdir(), 'ku-')).catch(refused);
  const file = await open(join(folder, 'units.jsonl'), 'wx+').catch(refused);
  const starts: number[] = [];
  let end = 0;
  return {
    async add(unit) {
      const bytes = Buffer.from(JSON.stringify(unit), 'utf8');
      await file.write(bytes, 0, bytes.length, end).catch(refused);
      starts.push(end);
      end += bytes.length;
      return starts.length - 1;
    },
    async read(number) {
      const start = starts[number] ?? end;
      const bytes = Buffer.alloc((starts[number + 1] ?? end) - start);
      await file.read(bytes, 0, bytes.length, start);
      return JSON.parse(bytes.toString('utf8')) as Unit;
    },
    async close() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
