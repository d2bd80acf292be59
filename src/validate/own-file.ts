import { extname } from 'node:path';
import type { Unit } from '../types/unit.ts';
import { checkUnit } from './check-unit.ts';
import { bytesOf } from './files.ts';
import { formatOfEnding, formats } from './formats.ts';

/** Bytes that an item of a file may have; a larger one is no unit of ours. */
const limit = 64 * 1024 * 1024;

/**
 * The id of the document that a file is about, where the file holds units of one document as ku writes them and nothing else:
 * each valid, with the id that its content gives, so that nobody has changed it since. Null for every other file.
 */
export async function documentOfOwnFile(path: string): Promise<string | null> {
  const format = formatOfEnding(extname(path));
  if (format === null) return null;
  const ids = new Set<string>();
  for await (const item of formats[format].read(bytesOf({ name: path, path }), { limit, many: false })) {
    if (item.kind === 'broken' || checkUnit(item.value).length > 0) return null;
    ids.add((item.value as Unit).document.id);
  }
  const [id = null] = ids;
  return ids.size === 1 ? id : null;
}
