import { readFile } from 'node:fs/promises';
import { KuError } from '../../errors.ts';
import { packageFile } from '../../files/package-file.ts';
import type { CommandContext } from '../context.ts';

/** The published JSON Schemas by name: files in `schemas/`, generated from zod by `npm run generate`. */
export const schemaFiles = new Map([
  ['unit', 'unit.v1.json'],
  ['draft', 'draft.v1.json'],
  ['question', 'question.v1.json'],
  ['evaluation', 'evaluation.v1.json'],
]);

/** `ku schema [name]`: the files of `schemas/`, as they are. */
export async function schema(context: CommandContext): Promise<number> {
  const name = context.arguments[0] ?? 'unit';
  const file = schemaFiles.get(name);
  if (file === undefined) {
    throw new KuError('usage', `there is no schema named ${name}`, `name one of ${[...schemaFiles.keys()].join(', ')}`);
  }
  context.io.stdout.write(await readFile(packageFile(`schemas/${file}`), 'utf8'));
  return 0;
}
