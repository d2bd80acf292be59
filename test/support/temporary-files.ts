import { existsSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * Temporary files that are open or left in a folder; they have no names where the system lets an open file be without one, and stand
 * among the open files then.
 */
export function temporaryFiles(folder: string): string[] {
  const open = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
  return [...readdirSync(folder), ...open.map(targetOfDescriptor).filter((path) => path.startsWith(folder))];
}

function targetOfDescriptor(number: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${number}`);
  } catch {
    return '';
  }
}
