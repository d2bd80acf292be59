import { describe, expect, it } from 'vitest';
import type { Draft, DraftRelation } from '../../src/types/draft.ts';
import type { Unit } from '../../src/types/unit.ts';
import { ku } from '../support/cli.ts';
import { entityOf, honest, honestWith, inPieces, kelpWith, passage, sentences, worded } from './kelp.ts';
import { extracting } from './playing.ts';
import { copiedIn, longestSharedRun, plainWords } from './source-words.ts';

const extract = extracting();

const pieces = (size: number): string[] => inPieces(passage, size);
const fourth = { evidence: [4] };
const all = [1, 2, 3, 4, 5];

const saying = (predicate: string, value: string, evidence: number[]): DraftRelation => ({
  subject: 'e1',
  predicate,
  object: { entity: null, value, quantity: null },
  conditions: [],
  polarity: 'affirmed',
  certainty: 'stated',
  evidence,
});

/** Answers that copy, next to honest facts: what of each must be dropped, and how often at least. */
const copies: [string, Draft, Unit['audit']['dropped'][number]['what'], number][] = [
  ['as the summary', honestWith({ summary: passage }), 'summary', 1],
  ['as the summary, sentences in reverse', honestWith({ summary: [...sentences].reverse().join(' ') }), 'summary', 1],
  ['as the summary, a word put in after each five', honestWith({ summary: pieces(5).join(' so ') }), 'summary', 1],
  ['as one value', kelpWith([worded(passage, { evidence: all })]), 'attribute', 1],
  [
    'sentence by sentence as values',
    kelpWith(sentences.map((text, at) => worded(text, { evidence: [at + 1] }))),
    'attribute',
    5,
  ],
  [
    'as names of attributes',
    kelpWith(sentences.map((text, at) => worded('so', { name: text, evidence: [at + 1] }))),
    'attribute',
    5,
  ],
  [
    'as names of entities with attributes',
    honestWith({
      entities: sentences.map((text, at) =>
        entityOf(`e${at + 10}`, text, { attributes: [worded('kelp', { evidence: [at + 1] })] }),
      ),
    }),
    'entity',
    5,
  ],
  ['as aliases', kelpWith([], { aliases: [...sentences] }), 'alias', 5],
  [
    'as conditions',
    kelpWith(sentences.map((text, at) => worded('noted', { conditions: [text], evidence: [at + 1] }))),
    'attribute',
    5,
  ],
  [
    'as conditions of five words, to be read on',
    kelpWith([worded('noted', { conditions: pieces(5), evidence: all })]),
    'attribute',
    1,
  ],
  [
    'as predicates',
    honestWith({ relations: sentences.map((text, at) => saying(text, 'so', [at + 1])) }),
    'relation',
    5,
  ],
  [
    'as values of relations',
    honestWith({ relations: sentences.map((text, at) => saying('notes', text, [at + 1])) }),
    'relation',
    5,
  ],
  [
    'as units',
    kelpWith(
      sentences.map((unit, at) =>
        worded('so', {
          quantity: { comparator: '=', value: 3, upper: null, unit, uncertainty: null },
          evidence: [at + 1],
        }),
      ),
    ),
    'attribute',
    5,
  ],
  [
    'cut in two, as name and value',
    kelpWith(
      sentences.map((text, at) => {
        const words = text.split(' ');
        return worded(words.slice(5, 10).join(' '), { name: words.slice(0, 5).join(' '), evidence: [at + 1] });
      }),
    ),
    'attribute',
    5,
  ],
  ['in capitals', kelpWith([worded(passage.toUpperCase(), { evidence: all })]), 'attribute', 1],
  ['with quotation marks and dots', kelpWith([worded(sentences[3].replaceAll(' ', '”.“'), fourth)]), 'attribute', 1],
  ['with underscores for blanks', kelpWith([worded(sentences[3].replaceAll(' ', '_'), fourth)]), 'attribute', 1],
  [
    'in full-width letters',
    kelpWith([
      worded(
        sentences[3].replace(/[!-~]/g, (found) => String.fromCharCode(found.charCodeAt(0) + 0xfee0)),
        fourth,
      ),
    ]),
    'attribute',
    1,
  ],
  [
    'with zero-width blanks inside of words',
    kelpWith([worded(sentences[3].replace(/(\w)(?=\w)/g, '$1\u200b'), fourth)]),
    'attribute',
    1,
  ],
  [
    'with bidirectional marks inside of words',
    kelpWith([worded(sentences[3].replace(/(\w\w)(?=\w)/g, '$1\u202a'), fourth)]),
    'attribute',
    1,
  ],
  [
    'with every sixth word another one',
    kelpWith([worded(sentences[3].replace(/((?:\S+ ){5})\S+/g, '$1else'), fourth)]),
    'attribute',
    1,
  ],
  ['in base64', kelpWith([worded(Buffer.from(sentences[3], 'utf8').toString('base64'), fourth)]), 'attribute', 1],
];

function expectCleanOf(unit: Unit | undefined, source: string): void {
  expect(unit).toBeDefined();
  if (unit === undefined) return;
  const { inTexts, anywhere } = copiedIn(unit, source);
  expect(inTexts).toBeLessThan(6);
  expect(anywhere).toBeLessThan(6);
  expect(unit.audit.longestCopiedRun).toBeLessThan(6);
  expect(unit.audit).toMatchObject({ copiedShare: 0, ngram11: 0 });
  for (const { reason } of unit.audit.dropped) expect(longestSharedRun(reason, source)).toBeLessThan(4);
}

describe('an answer that is the passage word for word', () => {
  it('is told from an honest one, of which nothing is dropped', async () => {
    const { status, units, asked } = await extract(passage, { extract: honest });
    expect({ status, questions: asked.length }).toEqual({ status: 0, questions: 1 });
    expect(units[0]?.audit).toMatchObject({
      dropped: [],
      findings: [],
      repairs: 0,
      numbers: { stated: 7, kept: 7, drifted: 0 },
    });
    expectCleanOf(units[0], passage);
  });

  it.each(copies)('is dropped and listed %s, and the rest is published', async (_, draft, what, amount) => {
    const { status, units, stdout, stderr } = await extract(passage, { extract: draft });
    expect(status).toBe(0);
    const [unit] = units;
    expectCleanOf(unit, passage);
    const dropped = unit?.audit.dropped.filter((one) => one.what === what) ?? [];
    expect(dropped.length).toBeGreaterThanOrEqual(amount);
    expect(new Set(dropped.map(({ pointer }) => pointer)).size).toBe(dropped.length);
    expect(unit?.audit.numbers).toEqual({ stated: 7, kept: 7, drifted: 0 });
    expect(stderr).toMatch(/\d+ dropped and listed/);
    expect(await ku(['validate', '-'], { stdin: stdout })).toMatchObject({ status: 0 });
  });

  it('leaves nothing but what was dropped when there is nothing else', async () => {
    const copied: Draft = {
      summary: passage,
      entities: [
        entityOf('e1', 'kelp', { attributes: sentences.map((text, at) => worded(text, { evidence: [at + 1] })) }),
      ],
      relations: [],
    };
    const { units } = await extract(passage, { extract: copied });
    expectCleanOf(units[0], passage);
    expect(units[0]?.summary).toBeNull();
    expect(units[0]?.entities.flatMap(({ attributes }) => attributes)).toEqual([]);
    expect(units[0]?.audit.numbers).toEqual({ stated: 7, kept: 0, drifted: 0 });
    expect(new Set(units[0]?.audit.dropped.map(({ check }) => check))).toEqual(new Set(['copied-wording']));
  });

  it('is a named failure as prose, and there is no unit', async () => {
    const { status, stdout, stderr, asked } = await extract(passage, { extract: passage });
    expect({ status, stdout, questions: asked.length }).toEqual({ status: 1, stdout: '', questions: 3 });
    expect(stderr).toContain('invalid-answer');
    expect(longestSharedRun(stderr, passage)).toBeLessThan(6);
  });

  it('does not come in by the second look, nor by a repair', async () => {
    const { attributes, ...kelp } = entityOf('e1', 'bladed kelp');
    const half: Draft = { summary: null, entities: [{ ...kelp, attributes }], relations: [] };
    const complete = kelpWith(sentences.map((text, at) => worded(text, { evidence: [at + 1] })));
    const looked = await extract(passage, { extract: half, complete });
    expectCleanOf(looked.units[0], passage);
    expect(looked.units[0]?.audit.numbers.kept).toBe(7);
    expect(looked.units[0]?.audit.dropped.length).toBeGreaterThanOrEqual(5);
    const repaired = await extract(passage, {
      extract: honestWith({ summary: passage }),
      repair: () => ({ summary: sentences.slice(1).join(' ') }),
    });
    expectCleanOf(repaired.units[0], passage);
    expect(repaired.units[0]?.audit).toMatchObject({ repairs: 0, dropped: [{ what: 'summary' }] });
  });

  it('is published with its findings under --gate warn', async () => {
    const { status, units } = await extract(passage, { extract: honestWith({ summary: passage }) }, ['--gate', 'warn']);
    expect(status).toBe(1);
    expect(units[0]?.summary).toBe(passage);
    expect(units[0]?.audit.longestCopiedRun).toBeGreaterThan(100);
    expect(units[0]?.audit.dropped).toEqual([]);
    expect(units[0]?.audit.findings).toContainEqual(
      expect.objectContaining({ check: 'copied-wording', severity: 'fail', pointer: '/summary' }),
    );
    for (const { reason } of units[0]?.audit.findings ?? []) expect(longestSharedRun(reason, passage)).toBeLessThan(4);
  });

  it('can not be let through: there is no --gate off', async () => {
    const { status, stdout, stderr, asked } = await extract(passage, { extract: honest }, ['--gate', 'off']);
    expect({ status, stdout, questions: asked.length }).toEqual({ status: 2, stdout: '', questions: 0 });
    expect(stderr).toContain('expected one of fail, warn');
  });
});

describe('pieces of five words in facts of their own', () => {
  it('are below the threshold, and the audit shows how many there are', async () => {
    const values = pieces(5).map((text) => worded(text, { evidence: all }));
    const [plain, mosaic] = await Promise.all([
      extract(passage, { extract: honest }),
      extract(passage, { extract: kelpWith(values) }),
    ]);
    const [unit] = mosaic.units;
    expect(unit === undefined ? 0 : copiedIn(unit, passage).inTexts).toBe(5);
    expect(plain.units[0]?.audit.ngram5).toBeLessThan(0.02);
    expect(unit?.audit.ngram5).toBeGreaterThan(0.1);
    expect(unit?.audit.longestCopiedRun).toBe(5);
    expect(plainWords(passage).length).toBeGreaterThan(100);
  });
});
