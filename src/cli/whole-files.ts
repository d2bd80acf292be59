import { type AtomicFile, atomicFile } from '../write/atomic-file.ts';
import { type CommandContext, pathFlag } from './context.ts';

/** The files that flags name, opened before any work is done; written all together, or none of them is there. */
export type WholeFiles = {
  has(flag: string): boolean;
  /** The text of each file by its flag; flags that were not given are left out. */
  write(texts: Readonly<Record<string, string>>): Promise<void>;
  /** Does nothing after `write`. */
  discard(): Promise<void>;
};

/** @throws KuError `output` for a place that can't be written */
export async function openFiles(context: CommandContext, flags: readonly string[]): Promise<WholeFiles> {
  const files = new Map<string, AtomicFile>();
  const discard = async () => {
    for (const file of files.values()) await file.discard();
  };
  try {
    for (const flag of flags) {
      const path = pathFlag(context, flag);
      if (path !== null) files.set(flag, await atomicFile(path));
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    has: (flag) => files.has(flag),
    async write(texts) {
      for (const [flag, text] of Object.entries(texts)) await files.get(flag)?.write(text);
      for (const file of files.values()) await file.commit();
    },
    discard,
  };
}
