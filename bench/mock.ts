import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the load-test tools: a mock endpoint and a maker of synthetic abstracts. They are no part of the project. */
export function mockFolder(): string | null {
  const folder = resolve(process.env.KU_MOCK_LLM ?? '../shared/tools/mock-llm');
  return existsSync(join(folder, 'mock-server.mjs')) ? folder : null;
}

export type MockServer = { baseUrl: string; stop(): void };

export async function startMockServer(folder: string, options: string[]): Promise<MockServer> {
  const child = spawn(process.execPath, [join(folder, 'mock-server.mjs'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((done) => child.stdout.once('data', (data: Buffer) => done(data.toString())));
  const { listening } = JSON.parse(line) as { listening: string };
  return { baseUrl: listening, stop: () => void child.kill() };
}

export async function makeCorpus(folder: string, documents: number, file: string): Promise<void> {
  const child = spawn(process.execPath, [join(folder, 'make-corpus.mjs'), String(documents), file, '--jsonl'], {
    stdio: 'ignore',
  });
  const status = await new Promise<number | null>((done) => child.on('close', done));
  if (status !== 0) throw new Error(`make-corpus ended with status ${status}`);
}
