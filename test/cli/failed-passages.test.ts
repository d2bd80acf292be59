import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { attributeOf, draftOf, entityOf } from '../support/drafts.ts';
import { type Endpoint, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
const endpoints: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

const parts = 8;
const paper = (count = parts): string =>
  Array.from({ length: count }, (_, at) => `## Part ${at + 1}\n\nKelp number ${at + 1} grew.\n`).join('\n');

/** Declines passages of these numbers, and finds a fact in every other. */
async function endpointThat(declines: () => number[]): Promise<Endpoint> {
  const endpoint = await playEndpoint(({ body }) => {
    const number = Number(/^\[1\] Kelp number (\d+) grew/m.exec(body.messages[1]?.content ?? '')?.[1]);
    if (declines().includes(number)) return { refusal: 'I would rather not' };
    const attributes = [attributeOf({ name: 'growth', value: 'observed' })];
    return {
      content: JSON.stringify(draftOf({ entities: [entityOf('e1', `kelp number ${number}`, { attributes })] })),
    };
  });
  endpoints.push(endpoint);
  return endpoint;
}

const flagsFor = ({ baseUrl }: Endpoint) => [
  '--base-url',
  baseUrl,
  '--model',
  'played',
  '--passes',
  '1',
  '--repairs',
  '0',
  '--cache',
  'cache',
];

type Entry = {
  document: string;
  status: string;
  code?: string;
  message?: string;
  attempts: number;
  units: string[];
  passages: { index: number; section: string[]; code: string; message: string; attempts: number; evidence: unknown }[];
};
type Report = { documents: Entry[]; totals: Record<string, number> };

const reportIn = (cwd: string, name: string): Report => JSON.parse(readFileSync(join(cwd, name), 'utf8'));

describe('a paper of which some passages fail', () => {
  it('keeps the units of the others, names what failed, and ends with 1', async () => {
    const endpoint = await endpointThat(() => [3, 6]);
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), paper());
    const run = await ku(['extract', 'kelp.md', ...flagsFor(endpoint), '--report', 'run.json'], { cwd });
    expect(run.status).toBe(1);
    const units = jsonLines<Unit>(run.stdout);
    expect(units.map(({ passage }) => passage.index)).toEqual([0, 1, 3, 4, 6, 7]);
    expect(units.every(({ passage }) => passage.of === parts)).toBe(true);
    expect(run.stderr).toMatch(
      /failed {2}refused: kelp\.md \(kelp\): 2 of 8 passages failed, the units of the others are kept/,
    );
    expect(run.stderr).toContain('passage 3 of 8 (Part 3): refused: ');
    expect(run.stderr).toContain('passage 6 of 8 (Part 6): refused: ');
    expect(run.stderr).toMatch(/1 document · 8 passages · 6 units · 6 facts · 1 failed · 2 passages without a unit/);

    const { documents, totals } = reportIn(cwd, 'run.json');
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ document: 'kelp', status: 'failed', code: 'refused', attempts: 8 });
    expect(documents[0]?.units).toEqual(units.map(({ id }) => id));
    expect(documents[0]?.passages).toMatchObject([
      { index: 2, section: ['Part 3'], code: 'refused', attempts: 1, evidence: { answers: [expect.any(String)] } },
      { index: 5, section: ['Part 6'], code: 'refused', attempts: 1 },
    ]);
    expect(totals).toMatchObject({ documents: 1, passages: 8, units: 6, failed: 1, failedPassages: 2 });
    writeFileSync(join(cwd, 'units.jsonl'), run.stdout);
    expect((await ku(['validate', 'units.jsonl'], { cwd })).status).toBe(0);
  });

  it('is done again by --retry-failed, which asks for what failed alone', async () => {
    let declined = [3, 6];
    const endpoint = await endpointThat(() => declined);
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), paper());
    writeFileSync(join(cwd, 'other.md'), paper(2));
    const command = ['extract', 'kelp.md', 'other.md', ...flagsFor(endpoint), '--out', 'units/'];
    expect((await ku([...command, '--report', 'run.json'], { cwd })).status).toBe(1);
    const before = readFileSync(join(cwd, 'units/kelp.json'), 'utf8');
    expect(JSON.parse(before)).toHaveLength(6);
    declined = [];
    const asked = endpoint.asked.length;
    const again = await ku([...command, '--report', 'again.json', '--retry-failed', 'run.json'], { cwd });
    expect(again.status).toBe(0);
    // Two passages that failed, and the names that the units of the paper are about.
    expect(
      endpoint.asked.slice(asked).filter(({ body }) => /^\[1\]/m.test(body.messages[1]?.content ?? '')),
    ).toHaveLength(2);
    expect(reportIn(cwd, 'again.json').documents).toMatchObject([{ document: 'kelp', status: 'done' }]);
    const whole = JSON.parse(readFileSync(join(cwd, 'units/kelp.json'), 'utf8')) as Unit[];
    expect(whole.map(({ passage }) => passage.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);

    // The same as a run in which nothing failed.
    const fresh = await ku(['extract', 'kelp.md', ...flagsFor(endpoint), '--format', 'json'], { cwd });
    expect(fresh.stdout).toBe(readFileSync(join(cwd, 'units/kelp.json'), 'utf8'));
    // And the units of both runs make one corpus, each passage once.
    writeFileSync(join(cwd, 'before.json'), before);
    const merged = await ku(['merge', 'before.json', 'units/kelp.json'], { cwd });
    expect(merged.status).toBe(0);
    expect(jsonLines<Unit>(merged.stdout).map(({ passage }) => passage.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('goes on in a sequential run, with the names of those that are done', async () => {
    const endpoint = await endpointThat(() => [2]);
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), paper(3));
    const run = await ku(['extract', 'kelp.md', ...flagsFor(endpoint), '--mode', 'sequential'], { cwd });
    expect(run.status).toBe(1);
    expect(jsonLines<Unit>(run.stdout).map(({ passage }) => passage.index)).toEqual([0, 2]);
    expect(endpoint.asked[2]?.body.messages[1]?.content).toMatch(/^Names in use: kelp number 1$/m);
  });

  it('fails as a whole where no passage has a unit', async () => {
    const endpoint = await endpointThat(() => [1, 2, 3]);
    const cwd = folder();
    writeFileSync(join(cwd, 'kelp.md'), paper(3));
    const run = await ku(['extract', 'kelp.md', ...flagsFor(endpoint), '--out', 'units/', '--report', 'run.json'], {
      cwd,
    });
    expect(run.status).toBe(1);
    expect(run.stderr).not.toContain('are kept');
    expect(reportIn(cwd, 'run.json').documents).toMatchObject([{ status: 'failed', code: 'refused', attempts: 3 }]);
    expect(() => readFileSync(join(cwd, 'units/kelp.json'))).toThrow('ENOENT');
  });

  it('counts as a failed document for --max-failures, and is told to machines', async () => {
    const endpoint = await endpointThat(() => [2]);
    const cwd = folder();
    for (const name of ['a', 'b', 'c'])
      writeFileSync(join(cwd, `${name}.md`), `${paper(2)}\n## Own\n\n${name} is kelp.\n`);
    const flags = [...flagsFor(endpoint), '--max-failures', '0', '--concurrency', '1', '--log-json'];
    const run = await ku(['extract', 'a.md', 'b.md', 'c.md', ...flags], { cwd });
    expect(run.status).toBe(1);
    const events = jsonLines<Record<string, unknown>>(run.stderr);
    expect(events.find(({ event, status }) => event === 'document' && status === 'failed')).toMatchObject({
      document: 'a',
      code: 'refused',
      passages: [{ index: 1, of: 3, section: ['Part 2'], code: 'refused', attempts: 1 }],
    });
    expect(events.find(({ event }) => event === 'error')).toMatchObject({ code: 'failures' });
  });
});

describe('a paper in two languages', () => {
  const english = (at: number) =>
    `## Part ${at}\n\nThe kelp of the northern coast grew quickly in all of the plots that were studied here, and it lost little of its cover to the urchins.\n`;
  const german = (at: number) =>
    `## Teil ${at}\n\nDer Tang an der nördlichen Küste wuchs in allen untersuchten Flächen sehr schnell und gleichmäßig, und er verlor nur wenig von seiner Bedeckung durch die Seeigel.\n`;

  it('keeps what the offline engine reads, and fails where most of it is in another language', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'few.md'), [1, 2, 3].map(english).join('\n') + german(4));
    writeFileSync(join(cwd, 'most.md'), [1, 2, 3].map(german).join('\n') + english(4));
    const few = await ku(['extract', 'few.md', '--engine', 'offline'], { cwd });
    expect(jsonLines<Unit>(few.stdout).map(({ passage }) => passage.index)).toEqual([0, 1, 2]);
    expect(few.stderr).toContain('passage 4 of 4 (Teil 4): language: ');
    const most = await ku(['extract', 'most.md', '--engine', 'offline'], { cwd });
    expect(most).toMatchObject({ status: 1, stdout: '' });
    expect(most.stderr).toMatch(/failed {2}language/);
  });
});
