import { readdirSync, readFileSync } from 'node:fs';
import type { Draft } from '../../src/types/draft.ts';
import type { Target } from '../../src/types/engine.ts';
import { targetOf } from './drafts.ts';

export type GoodUnit = { name: string; target: Target; draft: Draft };

type Fixture = { draft: Draft; title?: string | null; text?: string; seed?: number };

const folder = new URL('../fixtures/checks/', import.meta.url);
const seedFile = new URL('../../seeds/000_49d4fee2f1e1fee8.txt', import.meta.url);

const seedText = (number: number): string => readFileSync(seedFile, 'utf8').split('Abstract:')[number]?.trim() ?? '';

/** Passages with drafts of them in which, by hand, nothing is wrong: what a check says of one is a false alarm. */
export function goodUnits(): GoodUnit[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const fixture: Fixture = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const text = fixture.text ?? seedText(fixture.seed ?? 0);
      return { name: file.replace('.json', ''), target: targetOf(text, fixture.title ?? null), draft: fixture.draft };
    });
}
