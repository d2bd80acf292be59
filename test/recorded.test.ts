import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../src/types/unit.ts';
import { jsonLines, ku } from './support/cli.ts';
import { type Endpoint, playEndpoint } from './support/endpoint.ts';

/** The whole way through with answers written by hand in the place of a strong model: see test/recorded/README.md. */
const folder = new URL('./recorded/seeds-extract.v1/', import.meta.url);
const answers = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
const abstracts = readFileSync(new URL('../seeds/000_49d4fee2f1e1fee8.txt', import.meta.url), 'utf8')
  .split(/^Abstract:/m)
  .slice(1)
  .map((text) => text.trim());

let endpoint: Endpoint;
let units: Unit[];

beforeAll(async () => {
  endpoint = await playEndpoint(({ body }) => {
    const asked = body.messages.at(-1)?.content ?? '';
    const which = abstracts.findIndex((text) => asked.includes(`[1] ${text.slice(0, 60)}`));
    return { content: answers[which] ?? null };
  });
  const { stdout } = await ku(['extract', 'seeds', '--base-url', endpoint.baseUrl, '--model', 'by-hand']);
  units = jsonLines<Unit>(stdout);
});

afterAll(() => endpoint.close());

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

function wordsOut({ summary, entities, relations }: Unit): number {
  const attributes = entities.flatMap((entity) => entity.attributes);
  const texts = [
    summary ?? '',
    ...entities.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...attributes.flatMap(({ name, value, conditions }) => [name, value, ...conditions]),
    ...relations.flatMap(({ predicate, object, conditions }) => [
      predicate.replaceAll('_', ' '),
      'value' in object ? object.value : '',
      ...conditions,
    ]),
  ];
  return texts.reduce((sum, text) => sum + wordsIn(text), 0);
}

describe('units of the seeds from answers of a strong reader', () => {
  it('are ten, from one request each', () => {
    expect(units).toHaveLength(10);
    expect(endpoint.asked).toHaveLength(10);
  });

  it('copy nothing', () => {
    for (const { audit } of units) {
      expect(audit).toMatchObject({ copiedShare: 0, ngram11: 0 });
      expect(audit.longestCopiedRun).toBeLessThanOrEqual(5);
    }
  });

  it('lose nothing: every number is kept, no claim is dropped', () => {
    for (const { audit } of units) {
      expect(audit.numbers).toMatchObject({ kept: audit.numbers.stated, drifted: 0 });
      expect(audit.dropped).toEqual([]);
    }
  });

  it('say it in fewer words', () => {
    const said = units.reduce((sum, unit) => sum + wordsOut(unit), 0);
    const read = abstracts.reduce((sum, text) => sum + wordsIn(text), 0);
    expect(said / read).toBeLessThanOrEqual(0.9);
  });
});
