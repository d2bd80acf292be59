import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AskedRequest, type Endpoint, type Played, type Player, playEndpoint } from './endpoint.ts';
import { draftAbout } from './targets.ts';

/** A folder with a corpus `in.jsonl` and an endpoint that plays a model for it: the scene of a test of a run. */
export type Scene = { folder: string; endpoint: Endpoint; flags: string[]; read(name: string): string };

const line = (index: number) => JSON.stringify({ id: `d${index}`, text: `Kelp number ${index} is blue.` });

/** The number of the document that a request is about. */
export const numberOf = (request: AskedRequest): number =>
  Number(/Kelp number (\d+)/.exec(request.body.messages.at(-1)?.content ?? '')?.[1] ?? -1);

export const answering = (request: AskedRequest): Played => ({
  content: JSON.stringify(draftAbout(`kelp number ${numberOf(request)}`)),
});

/** Documents d0, d1, … in `in.jsonl`, and what else is to lie beside it; gone after the test. */
export async function sceneOf(documents: number, player: Player, files: Record<string, string> = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'ku-run-'));
  const endpoint = await playEndpoint(player);
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await endpoint.close();
  });
  writeFileSync(join(folder, 'in.jsonl'), Array.from({ length: documents }, (_, index) => line(index)).join('\n'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played'];
  return { folder, endpoint, flags, read: (name) => readFileSync(join(folder, name), 'utf8') };
}

/** A promise and what fulfils it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
