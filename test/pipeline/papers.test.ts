import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGate } from '../../src/pipeline/gate.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { attributeOf, draftOf, entityOf } from '../support/drafts.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
let endpoint: Endpoint;
afterEach(() => endpoint.close());

const paper = `# Kelp on cold shores

## Methods

Urchins grazed 40 plots of kelp.

## Results

See the figure above.

## Discussion

Otters may protect kelp.
`;

/** The lines of the data of a request by their labels; the numbered ones are the target. */
const dataOf = (content: string) => ({
  field: (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(content)?.[1] ?? '',
  target: content.split('\n').filter((line) => /^\[\d+\] /.test(line)),
});

async function extract(text: string, player: (data: ReturnType<typeof dataOf>) => Draft, ...flags: string[]) {
  const play: Player = ({ body }) => ({ content: JSON.stringify(player(dataOf(body.messages[1]?.content ?? ''))) });
  endpoint = await playEndpoint(play);
  const cwd = folder();
  writeFileSync(join(cwd, 'kelp.md'), text);
  const endpointFlags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1', '--repairs', '0'];
  const result = await ku(['extract', 'kelp.md', ...endpointFlags, ...flags], { cwd });
  return { ...result, units: jsonLines<Unit>(result.stdout) };
}

const nothing = draftOf({});
const about = (name: string, said: Parameters<typeof attributeOf>[0]): Draft =>
  draftOf({ entities: [entityOf('e1', name, { attributes: [attributeOf(said)] })] });
const grazed = about('urchins', { name: 'grazed plots', value: '40 plots of kelp' });

describe('the passages of a paper', () => {
  it('carry title, section and read-only context; units say where they stand', async () => {
    const { units, status } = await extract(paper, () => nothing);
    expect(status).toBe(0);
    const asked = endpoint.asked.map(({ body }) => dataOf(body.messages[1]?.content ?? ''));
    expect(asked.map(({ target }) => target)).toEqual(
      expect.arrayContaining([['[1] Urchins grazed 40 plots of kelp.'], ['[1] See the figure above.']]),
    );
    const results = asked.find(({ field }) => field('Section') === 'Results');
    expect(results?.field('Title')).toBe('Kelp on cold shores');
    expect(results?.field('Before')).toBe('Urchins grazed 40 plots of kelp.');
    expect(results?.field('After')).toBe('Otters may protect kelp.');
    expect(units.map(({ passage }) => [passage.index, passage.of, passage.section, passage.kind])).toEqual([
      [0, 3, ['Methods'], 'prose'],
      [1, 3, ['Results'], 'prose'],
      [2, 3, ['Discussion'], 'prose'],
    ]);
    expect(units[0]?.provenance.prompt?.id).toBe('passage.v2');
  });

  it('give an empty unit where the target has no fact, whatever a model takes from the context', async () => {
    const { units } = await extract(paper, () => grazed);
    expect(units.map(({ entities }) => entities.length)).toEqual([1, 0, 0]);
    expect(units[1]?.audit.dropped.map(({ check }) => check)).toContain('context');
    expect(JSON.stringify(units[1])).not.toMatch(/urchin|40 plots/i);
  });

  it('may call a thing by the name that only the context has: marked as inferred, and no failure of an audit', async () => {
    const named = paper
      .replace('of kelp', 'of Saccharina')
      .replace('See the figure above.', 'It grew slowly in autumn.');
    const grown = about('Saccharina', { name: 'autumn growth', value: 'slow' });
    const { units, stdout } = await extract(named, ({ target }) => (/autumn/.test(target.join()) ? grown : nothing));
    expect(units[1]?.entities[0]?.attributes).toMatchObject([{ value: 'slow', inferred: true }]);
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), named);
    writeFileSync(join(cwd, 'units.jsonl'), stdout);
    expect((await ku(['audit', 'units.jsonl', '--source', 'kelp.md'], { cwd })).status).toBe(0);
  });

  it('are chosen by their sections, and a paper without them is a failure that names those it has', async () => {
    const { units } = await extract(paper, () => nothing, '--sections', 'methods,discussion');
    expect(units.map(({ passage }) => passage.section?.[0])).toEqual(['Methods', 'Discussion']);
    await endpoint.close();
    const { status, stderr } = await extract(paper, () => nothing, '--sections', 'appendix', '--verbose');
    expect(status).toBe(1);
    expect(stderr).toMatch(/none of the sections appendix[\s\S]*Methods; Results; Discussion/);
  });
});

const sections = (count: number): string =>
  Array.from({ length: count }, (_, at) => `## Part ${at + 1}\n\nKelp number ${at + 1} grew.\n`).join('\n');

describe('the schedules', () => {
  it('work on all passages of one paper at once, and write them in order', async () => {
    endpoint = await playEndpoint(({ body }, index) => {
      const named = /number (\d+) grew/.exec(dataOf(body.messages[1]?.content ?? '').target.join())?.[1];
      const draft = about(`kelp number ${named}`, { name: 'growth', value: 'observed' });
      return { content: JSON.stringify(draft), delayMs: index === 0 ? 60 : 20 };
    });
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), sections(12));
    const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1', '--concurrency', '6'];
    const { stdout } = await ku(['extract', 'kelp.md', ...flags], { cwd });
    expect(endpoint.mostAtOnce()).toBe(6);
    const units = jsonLines<Unit>(stdout);
    expect(units.map(({ passage }) => passage.index)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    expect(units.map(({ entities }) => entities[0]?.name)).toEqual(
      Array.from({ length: 12 }, (_, at) => `kelp number ${at + 1}`),
    );
  });

  it('tell each passage in turn the names of the ten units before', async () => {
    const { units } = await extract(
      sections(13),
      ({ target }) => about(/Kelp number \d+/.exec(target.join())?.[0] ?? '', { name: 'growth', value: 'observed' }),
      ...['--mode', 'sequential'],
    );
    expect(units).toHaveLength(13);
    expect(endpoint.mostAtOnce()).toBe(1);
    const names = endpoint.asked.map(({ body }) => dataOf(body.messages[1]?.content ?? '').field('Names in use'));
    expect(names.slice(0, 3)).toEqual(['(none)', 'Kelp number 1', 'Kelp number 1; Kelp number 2']);
    expect(names[12]?.split('; ')).toEqual(Array.from({ length: 10 }, (_, at) => `Kelp number ${at + 3}`));
  });
});

it('a gate lets so many in, in the order in which they came, also after one that fails', async () => {
  endpoint = await playEndpoint([]);
  const gate = createGate(2);
  const log: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (number: number) =>
    gate(async () => {
      inside += 1;
      most = Math.max(most, inside);
      log.push(number);
      await new Promise((done) => setTimeout(done, 1));
      inside -= 1;
      if (number === 1) throw new Error('planted');
      return number;
    });
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect({ log, most, inside }).toEqual({ log: [0, 1, 2, 3, 4], most: 2, inside: 0 });
});
