import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Batch, BatchStore } from '../../../types/batch-store.ts';

/**
 * What goes into one batch. OpenAI, whose limits others share, takes 50,000 requests and 200 MB; but while a file is sent it is held in
 * memory, so that ours are smaller.
 */
export type BatchLimits = { requests: number; bytes: number };
export const usualLimits: BatchLimits = { requests: 50_000, bytes: 50_000_000 };

/** Writes requests into files, a file for each batch. Only the folder of the cache holds them, until they are sent. */
export type BatchWriter = {
  /** Adds a line to the batch that is being written; returns the one that this has filled. */
  add(key: string, outputLimit: number | null, body: string): Batch | null;
  /** Ends the batch that is being written. */
  finish(): Batch | null;
};

export const requestFile = (folder: string, { name }: Batch): string => join(folder, `${name}.jsonl`);

export function createWriter(
  store: BatchStore,
  origin: { endpoint: string; model: string },
  limits: BatchLimits,
): BatchWriter {
  let open: { batch: Batch; file: number; bytes: number } | null = null;

  function begin() {
    const made = Math.floor(Date.now() / 1000);
    const name = `ku-${made.toString(36)}-${randomBytes(5).toString('hex')}`;
    const writer = { requests: 0, state: 'writing' as const, owner: process.pid };
    const batch: Batch = { name, ...origin, made, ...writer, file: null, batch: null };
    store.save(batch);
    return { batch, file: openSync(requestFile(store.folder, batch), 'wx', 0o600), bytes: 0 };
  }

  function finish(): Batch | null {
    if (open === null) return null;
    closeSync(open.file);
    const written: Batch = { ...open.batch, state: 'written' };
    store.save(written);
    open = null;
    return written;
  }

  return {
    add(key, outputLimit, body) {
      if (store.waiting(key) !== null) return null;
      const line = Buffer.from(`{"custom_id":"${key}","method":"POST","url":"/v1/chat/completions","body":${body}}\n`);
      const isFull =
        open !== null && (open.batch.requests >= limits.requests || open.bytes + line.length > limits.bytes);
      const filled = isFull ? finish() : null;
      open ??= begin();
      if (store.wait(key, open.batch.name, outputLimit)) {
        writeSync(open.file, line);
        open.batch.requests += 1;
        open.bytes += line.length;
      }
      return filled;
    },
    finish,
  };
}

/** What a process that is gone has begun to write is thrown away: nothing of it was sent. */
export function discardUnfinished(store: BatchStore, batch: Batch): void {
  rmSync(requestFile(store.folder, batch), { force: true });
  store.remove(batch.name);
}
