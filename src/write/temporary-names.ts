import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Process ids mean something on one machine alone, and in one container: a folder may be shared by several.
 */
const whereIdsHold = createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 8);

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** A name that nobody else has and that says who writes the file. */
export const temporaryName = (): string => `.ku-${whereIdsHold}-${process.pid}-${randomBytes(8).toString('hex')}.tmp`;

const ours = new RegExp(`^\\.ku-${whereIdsHold}-(\\d{1,10})-[0-9a-f]{16}\\.tmp$`);

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * Removes from a folder the temporary files of runs that were killed: those that a process of this machine wrote which is no more. What
 * can't be listed or removed stays; whoever can't write there either is told so by the next write.
 */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const writer = ours.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) await rm(join(folder, name)).catch(() => undefined);
  }
}
