import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { KuError } from '../errors.ts';
import { packageFile } from '../files/package-file.ts';
import { type PromptKind, promptKinds } from './kinds.ts';
import { type Prompt, parsePrompt } from './parse.ts';

export type { Prompt } from './parse.ts';

type Released = { id: string; kind: PromptKind; version: number };

const folder = packageFile('prompts/');
const releasedName = /^([a-z]+(?:-[a-z]+)*)\.v([1-9][0-9]*)\.md$/;

const isKind = (name: string): name is PromptKind => Object.hasOwn(promptKinds, name);

/** The released prompts, by kind and then by version, the newest of a kind last. Reads the folder and opens no file. */
export async function listPrompts(): Promise<Released[]> {
  const released: Released[] = [];
  for (const file of await readdir(folder)) {
    const [, kind = '', version = ''] = releasedName.exec(file) ?? [];
    if (isKind(kind)) released.push({ id: `${kind}.v${version}`, kind, version: Number(version) });
  }
  const order = Object.keys(promptKinds);
  return released.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.version - b.version);
}

async function loadReleased({ id, kind, version }: Released): Promise<Prompt> {
  const file = `prompts/${id}.md`;
  const prompt = await parsePrompt(await readFile(fileURLToPath(new URL(`${id}.md`, folder))), file, kind);
  if (prompt.id !== id || prompt.version !== version) {
    const message = `${file}: the front matter says ${prompt.id}, version ${prompt.version}`;
    throw new KuError('config', message, 'id and version of a released prompt are those of its file name');
  }
  return prompt;
}

async function readPromptFile(path: string, known: Released[]): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const hint = `give a file that can be read, or one of ${known.map((released) => released.id).join(', ')}`;
    throw new KuError('config', `no prompt "${path}": neither a released one nor a readable file (${why})`, hint, {
      cause,
    });
  }
}

/**
 * Loads a prompt and checks it: by the id of a released one, by the path of a file, or, by null, the newest released.
 * @throws KuError `config` where there is no such prompt, or something in it is wrong
 */
export async function loadPrompt(idOrFile: string | null, kind: PromptKind = 'extract'): Promise<Prompt> {
  const known = (await listPrompts()).filter((released) => released.kind === kind);
  const released = idOrFile === null ? known.at(-1) : known.find(({ id }) => id === idOrFile);
  if (released !== undefined) return loadReleased(released);
  if (idOrFile === null) {
    throw new KuError('bug', `no prompt to ${kind} in prompts/`, 'the package is incomplete: install it again');
  }
  return parsePrompt(await readPromptFile(idOrFile, known), idOrFile, kind);
}
