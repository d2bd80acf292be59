import { KuError } from '../errors.ts';
import type { Unit } from '../types/unit.ts';
import { checkUnit } from '../validate/check-unit.ts';
import { filesOf } from '../validate/files.ts';
import { itemsOf, type ValidateOptions } from '../validate/index.ts';
import { type Item, pointerTo } from '../validate/problems.ts';

/**
 * The units of unit files, one at a time, in the order of the files.
 * @throws KuError `missing-input` for what does not exist, `units` for what is no valid unit: what is written from it would be less
 */
export async function* readUnits(sources: readonly string[], options: ValidateOptions): AsyncGenerator<Unit> {
  for (const file of await filesOf(sources, options.cwd)) {
    for await (const item of await itemsOf(file, options)) yield unitOf(item, file.name);
  }
}

function unitOf(item: Item, file: string): Unit {
  if (item.kind === 'broken') throw invalid(file, item.position.line, pointerTo(item.path), item.message);
  const [wrong] = checkUnit(item.value);
  if (wrong === undefined) return item.value as Unit;
  const path = pointerTo([...item.path, ...wrong.path]);
  throw invalid(file, item.locate(wrong.path).line, path, `${wrong.message}; expected ${wrong.expected}`);
}

function invalid(file: string, line: number | null, pointer: string, message: string): KuError {
  const place = [file, line].filter((part) => part !== null).join(':');
  return new KuError(
    'units',
    `${place}${pointer === '' ? '' : ` ${pointer}`}: ${message}`,
    'ku validate says all that is wrong',
  );
}
