import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/text/normalise.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Unit } from '../../src/types/unit.ts';
import { ku } from '../support/cli.ts';
import type { AskedRequest } from '../support/endpoint.ts';
import { attributeOf, entityOf, honest, honestWith, kelpWith, passage, sentences, worded } from './kelp.ts';
import { apiKey, extracting, questionOf, type Run } from './playing.ts';
import { copiedIn, saysUnmarked } from './source-words.ts';

const extract = extracting();

/** A text that tells the model to do something else, what a model that obeys it does, and what it then says. */
type Injection = {
  name: string;
  text: string;
  obeys: 'prose' | 'copy' | 'empty' | 'stated' | 'invent' | 'number' | 'names' | 'keys' | 'evidence';
  payload: string[];
};
const injections: Injection[] = JSON.parse(
  readFileSync(new URL('../fixtures/bad-input/injections.json', import.meta.url), 'utf8'),
);
const named = injections.map((injection) => [injection.name, injection] as const);
const obeying = (...kinds: Injection['obeys'][]) => named.filter(([, { obeys }]) => kinds.includes(obeys));

const behind = ({ text }: Injection): string => `${passage} ${text}`;
const inside = ({ text }: Injection): string => [...sentences.slice(0, 2), text, ...sentences.slice(2)].join(' ');
const apart = ({ text }: Injection): string => [text, passage, text].join('\n\n');

/** Without a second look, so that each claim is dropped once. */
const once = ['--passes', '1'];

const systemOf = (request: AskedRequest): string => request.body.messages[0]?.content ?? '';

/** What a reader takes from the user message who knows nothing but the rule of the boundary lines. */
function dataOf(request: AskedRequest): { around: string; lines: string[] } {
  const lines = request.body.messages[1]?.content.split('\n') ?? [];
  const start = lines.findIndex((line) => /^<<<DATA [0-9a-f]{24}$/.test(line));
  const mark = lines[start]?.slice('<<<DATA '.length) ?? '?';
  const end = lines.indexOf(`DATA ${mark}>>>`);
  expect(start).toBeGreaterThan(-1);
  expect(end).toBe(lines.length - 1);
  expect(lines.join('\n').split(mark)).toHaveLength(3);
  return { around: [...lines.slice(0, start), ...lines.slice(end + 1)].join('\n'), lines: lines.slice(start + 1, end) };
}

const numbered = (lines: string[]): string[] => lines.filter((line) => /^\[\d+\] /.test(line));
const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

/** The text stands whole on the numbered lines, and these are the first lines but for the title. */
function expectOnItsLines(lines: string[], text: string, unit: Unit | undefined): void {
  const first = lines[0]?.startsWith('Title: ') === true ? 1 : 0;
  const own = lines.slice(first, first + numbered(lines).length);
  expect(own).toEqual(numbered(lines));
  expect(own.map((line) => /^\[(\d+)\] /.exec(line)?.[1])).toEqual(own.map((_, at) => String(at + 1)));
  if (unit !== undefined) expect(own).toHaveLength(unit.passage.sentences.length);
  const said = own.map((line) => line.replace(/^\[\d+\] /, '')).join('');
  expect(withoutBlanks(said)).toBe(withoutBlanks(normaliseText(text)));
}

const empty: Draft = { summary: null, entities: [], relations: [] };
/** Leads to every question: its summary fails, and half of the passage is missing from it. */
const partial: Draft = { ...honest, entities: honest.entities.slice(0, 2), summary: passage };

describe('a text that tells the model to do something else', () => {
  /** The requests of a run with a harmless text: one of each question. */
  const known = new Map<string, AskedRequest>();

  beforeEach(async () => {
    if (known.size > 0) return;
    const { asked } = await extract(passage, { extract: partial, complete: empty });
    for (const request of asked) known.set(questionOf(request), request);
  });

  it('comes in many kinds', () => {
    expect(injections.length).toBeGreaterThanOrEqual(20);
    expect(new Set(injections.map(({ name }) => name)).size).toBe(injections.length);
    expect(new Set(injections.map(({ obeys }) => obeys)).size).toBe(9);
  });

  it.each(named)('stays between the boundary lines, on lines of its own: %s', async (_, injection) => {
    expect([...known.keys()].sort()).toEqual(['complete', 'extract', 'repair']);
    for (const text of [inside(injection), apart(injection)]) {
      const { asked, units } = await extract(text, { extract: partial, complete: empty }, ['--repairs', '1']);
      expect(new Set(asked.map(questionOf))).toEqual(new Set(known.keys()));
      for (const request of asked) {
        const like = known.get(questionOf(request));
        expect(Object.keys(request.body)).toEqual(Object.keys(like?.body ?? {}));
        expect(request.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
        expect(like === undefined ? '' : systemOf(like)).toBe(systemOf(request));
        expect(request.body.response_format).toEqual(like?.body.response_format);
        const { around, lines } = dataOf(request);
        expect(like === undefined ? '' : dataOf(like).around).toBe(around);
        expectOnItsLines(lines, text, units[0]);
      }
    }
  });

  it.each(named)('stays on the line of the title, when it is the title: %s', async (_, { text }) => {
    const { asked } = await extract(passage, { extract: honest }, [], { title: text });
    const [request] = asked;
    const like = known.get('extract');
    if (request === undefined || like === undefined) throw new Error('nothing was asked');
    expect(systemOf(request)).toBe(systemOf(like));
    const [title = '', ...lines] = dataOf(request).lines;
    expect(title.startsWith('Title: ')).toBe(true);
    expect(withoutBlanks(title)).toContain(withoutBlanks(normaliseText(text)));
    expectOnItsLines(lines, passage, undefined);
  });
});

function expectNothingCarried({ status, stdout, stderr, units, asked }: Run, text: string, payload: string[]): Unit {
  const [unit] = units;
  expect(status).toBe(0);
  if (unit === undefined) throw new Error('there is no unit');
  expect(copiedIn(unit, text).inTexts).toBeLessThan(8);
  for (const phrase of payload) expect(saysUnmarked(unit, phrase)).toEqual([]);
  for (const place of [stdout, stderr, ...asked.map(({ body }) => JSON.stringify(body))]) {
    expect(place).not.toContain(apiKey);
  }
  return unit;
}

/** The last sentence of the text: where the injection stands, so a model that obeys it may well cite it. */
const about = (name: string, value: string, evidence: number[]) =>
  entityOf('e9', name, { attributes: [worded(value, { name: 'known for', evidence })] });

describe('a model that obeys', () => {
  it.each(obeying('copy'))('and copies, has all of it dropped: %s', async (_, injection) => {
    const text = behind(injection);
    const copy = kelpWith([
      worded(text),
      worded(injection.text, { name: 'order', evidence: [6] }),
      ...sentences.map((one, at) => worded(one, { evidence: [at + 1] })),
    ]);
    const run = await extract(text, { extract: { ...copy, summary: text } });
    const unit = expectNothingCarried(run, text, []);
    expect(unit.summary).toBeNull();
    expect(unit.audit.longestCopiedRun).toBeLessThan(8);
    expect(unit.audit.dropped.length).toBeGreaterThanOrEqual(7);
    expect(unit.audit.numbers).toMatchObject({ kept: 7, drifted: 0 });
    expect(await ku(['validate', '-'], { stdin: run.stdout })).toMatchObject({ status: 0 });
  });

  it.each(obeying('invent'))('and invents, has it dropped or marked: %s', async (_, injection) => {
    const text = behind(injection);
    const [name = '', value = ''] = injection.payload;
    const draft = honestWith({
      entities: [about(name, value, [6])],
      relations: [
        {
          subject: 'e9',
          predicate: 'explains',
          object: { entity: 'e1', value: null, quantity: null },
          conditions: [],
          polarity: 'affirmed',
          certainty: 'stated',
          evidence: [1],
        },
      ],
    });
    const run = await extract(text, { extract: draft });
    const unit = expectNothingCarried(run, text, [name, value]);
    expect(unit.audit.dropped.length + unit.audit.findings.length).toBeGreaterThan(0);
    const strict = await extract(text, { extract: draft }, ['--strict']);
    expect(expectNothingCarried(strict, text, [name, value]).entities.map((entity) => entity.name)).not.toContain(name);
  });

  it.each(obeying('names'))('and writes orders into names, has them dropped: %s', async (_, injection) => {
    const text = behind(injection);
    const [order = ''] = injection.payload;
    const kelp = kelpWith([], { aliases: [order] });
    const draft = { ...kelp, entities: [...kelp.entities, about(order, order, [6])] };
    const unit = expectNothingCarried(await extract(text, { extract: draft }), text, [order]);
    expect(unit.audit.dropped.map(({ what }) => what)).toEqual(expect.arrayContaining(['alias', 'entity']));
  });

  it.each(obeying('number'))('and changes numbers, has them dropped: %s', async (_, injection) => {
    const text = behind(injection);
    const [value = ''] = injection.payload;
    const wrong = attributeOf({
      value,
      quantity: { comparator: '=', value: 124, upper: null, unit: 'cm', uncertainty: null },
    });
    const unit = expectNothingCarried(await extract(text, { extract: kelpWith([wrong]) }, once), text, [value]);
    expect(unit.audit.dropped).toMatchObject([{ check: 'numbers' }]);
  });

  it.each(obeying('stated'))('and takes every hedge away, has these facts dropped: %s', async (_, injection) => {
    const text = behind(injection);
    const entities = honest.entities.map((entity) => ({
      ...entity,
      attributes: entity.attributes.map((one) => ({ ...one, certainty: 'stated' as const })),
    }));
    const unit = expectNothingCarried(await extract(text, { extract: { ...honest, entities } }, once), text, [
      'cover for juveniles on coastal farms',
    ]);
    expect(unit.audit.dropped).toMatchObject([{ what: 'attribute', check: 'certainty', evidence: [5] }]);
  });

  it.each(obeying('evidence'))('and cites what it is told to, has these facts dropped: %s', async (_, injection) => {
    const text = behind(injection);
    const quantity = { comparator: '=', value: 99, upper: null, unit: 'cm', uncertainty: null } as const;
    const shrinking = [[1], [7], [99]].map((evidence) =>
      attributeOf({ name: 'weekly shrinking', value: '99 cm', quantity, conditions: [], evidence }),
    );
    const unit = expectNothingCarried(await extract(text, { extract: kelpWith(shrinking) }, once), text, ['99 cm']);
    // The same fact twice is one fact, with the evidence of both.
    expect(unit.audit.dropped).toMatchObject([
      { check: 'structure', evidence: [99] },
      { check: 'numbers', evidence: [1, 7] },
    ]);
    expect(unit.audit.numbers.stated).toBeGreaterThan(7);
    expect(unit.audit.numbers.kept).toBe(7);
  });

  it.each(obeying('prose'))('and writes prose, ends in a named failure: %s', async (_, injection) => {
    const said = 'Of course! The sea is wide, the kelp is long.';
    const { status, stdout, stderr, asked } = await extract(behind(injection), { extract: said });
    expect({ status, stdout, questions: asked.length }).toEqual({ status: 1, stdout: '', questions: 3 });
    expect(stderr).toMatch(/failed {2}invalid-answer: .*holds no JSON object/);
    expect(stderr).toContain('0 units');
    expect(stderr).not.toContain(said);
  });

  it.each(obeying('keys'))('and answers with other keys, ends in a named failure: %s', async (_, injection) => {
    const keys = Object.fromEntries(injection.payload.map((key) => [key, true]));
    for (const answer of [keys, { ...honest, ...keys }]) {
      const { status, stdout, stderr } = await extract(behind(injection), { extract: JSON.stringify(answer) });
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('invalid-answer');
    }
  });

  it.each(obeying('empty'))('and answers nothing, is asked again, and the audit shows it: %s', async (_, injection) => {
    const text = behind(injection);
    const run = await extract(text, { extract: empty });
    const unit = expectNothingCarried(run, text, []);
    expect(unit).toMatchObject({ summary: null, entities: [], relations: [] });
    expect(unit.audit.numbers.stated).toBeGreaterThanOrEqual(7);
    expect(unit.audit.numbers.kept).toBe(0);
    expect(run.asked.map(questionOf)).toEqual(['extract', 'complete']);
    const missing = run.asked[1]?.body.messages[1]?.content.split('\nMissing:\n')[1] ?? '';
    expect(missing).toMatch(/^numbers: 12\.4 cm \[1\]/);
    expect(run.stderr).toContain('1 unit · 0 facts');
    const answered = await extract(text, { extract: empty, complete: honest });
    expect(answered.units[0]?.audit.numbers.kept).toBe(7);
  });
});
