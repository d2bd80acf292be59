import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../../src/text/sentences.ts';
import { wordTexts } from '../../../src/text/words.ts';
import { type Draft, draftSchema } from '../../../src/types/draft.ts';
import { draftOf } from './read.ts';

const seeds = readFileSync(new URL('../../../seeds/000_49d4fee2f1e1fee8.txt', import.meta.url), 'utf8')
  .split('Abstract:')
  .slice(1)
  .map((text) => text.trim());

const pronoun = /^(?:i|we|it|they|them|this|that|these|those|he|she|us|our|its|their|which|who|there|what|one|such)$/i;
const determined = /^(?:the|a|an|this|these|our|its|their) /i;
const dangling = / (?:of|in|on|for|with|to|by|and|or|from|at)$/;

/** Every text of a draft that may share five words at most, and every fact read aloud. */
function wordingOf(draft: Draft): { fields: string[]; facts: string[] } {
  const names = new Map(draft.entities.map((entity) => [entity.id, entity.name]));
  const attributes = draft.entities.flatMap((entity) =>
    entity.attributes.map((attribute) => ({ entity, ...attribute })),
  );
  return {
    fields: [
      ...draft.entities.flatMap((entity) => [entity.name, ...entity.aliases]),
      ...attributes.map((attribute) => attribute.value),
      ...facts(draft).flatMap((fact) => fact.conditions),
    ],
    facts: [
      ...attributes.map(({ entity, name, value }) => `${entity.name} ${name} ${value}`),
      ...draft.relations.map(({ subject, predicate, object }) =>
        [names.get(subject), predicate.replaceAll('_', ' '), names.get(object.entity ?? '')].join(' '),
      ),
    ],
  };
}

/** Words in the longest run that two lists share, the plain way. */
function longestRun(words: string[], source: string[]): number {
  let longest = 0;
  for (let from = 0; from < words.length; from++) {
    for (let to = 0; to < source.length; to++) {
      let length = 0;
      while (from + length < words.length && words[from + length] === source[to + length]) length++;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function facts(draft: Draft) {
  return [...draft.relations, ...draft.entities.flatMap((entity) => entity.attributes)];
}

/** The draft as an engine that knows no confidence would give it. */
const withoutConfidence = (draft: Draft): Draft =>
  JSON.parse(JSON.stringify(draft, (key, value) => (key === 'confidence' ? undefined : value)));

function expectSound(draft: Draft, sentences: number): void {
  expect(draftSchema.parse(withoutConfidence(draft))).toEqual(withoutConfidence(draft));
  for (const { confidence } of facts(draft))
    expect(confidence !== undefined && confidence >= 0 && confidence <= 1).toBe(true);
  const ids = new Set(draft.entities.map((entity) => entity.id));
  expect(ids.size).toBe(draft.entities.length);
  for (const entity of draft.entities) {
    expect(entity.name).not.toMatch(pronoun);
    expect(entity.name).not.toMatch(determined);
    expect(entity.name).not.toMatch(dangling);
    expect(entity.name.trim()).toBe(entity.name);
    expect(entity.name).not.toBe('');
  }
  for (const relation of draft.relations) {
    expect(ids.has(relation.subject)).toBe(true);
    expect(ids.has(relation.object.entity ?? '')).toBe(true);
    expect(relation.predicate).toMatch(/^[\p{Ll}\p{Lo}\p{N}]+(_[\p{Ll}\p{Lo}\p{N}]+)*$/u);
  }
  for (const fact of facts(draft)) {
    expect(fact.evidence.length).toBeGreaterThan(0);
    for (const number of fact.evidence) expect(number >= 1 && number <= sentences).toBe(true);
    for (const condition of fact.conditions) expect(condition).not.toBe('');
  }
}

describe('over the seeds', () => {
  test.each(seeds.map((text, index): [number, string] => [index, text]))('seed %i is sound', async (_index, text) => {
    const draft = await draftOf(text);
    expectSound(draft, splitSentences(text).length);
    expect(facts(draft).length).toBeGreaterThanOrEqual(6);
    expect(await draftOf(text)).toEqual(draft);
  });

  test.each(seeds.map((text, index): [number, string] => [index, text]))(
    'seed %i copies no wording',
    async (_index, text) => {
      const source = wordTexts(text);
      const wording = wordingOf(await draftOf(text));
      for (const field of wording.fields) expect(longestRun(wordTexts(field), source), field).toBeLessThanOrEqual(5);
      for (const fact of wording.facts) expect(longestRun(wordTexts(fact), source), fact).toBeLessThan(8);
    },
  );
});

describe('over anything', () => {
  const words = fc.constantFrom(
    ...'the a of and , . ( ) which that we it model models increases was not 5 % mM to using may is larger than such as DNA data quickly : ;'.split(
      ' ',
    ),
  );

  test('made-up word salad is sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 40 }), async (parts) => {
        const text = parts.join(' ');
        expectSound(await draftOf(text), splitSentences(text).length);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('any string is sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        expectSound(await draftOf(text), splitSentences(text).length);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

// What is not linear here runs into the runner's time limit.
describe('hostile input ends in bounded time', () => {
  const whole = (text: string) => [{ start: 0, end: text.length, text }];
  const sentence = 'the old pump cools the small coil and the new fan heats the dry room, ';
  const cases: [name: string, text: string][] = [
    ['a sentence of 50,000 words', sentence.repeat(3_400)],
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['one word with 50,000 hyphens', 'a-'.repeat(50_000)],
    ['a line of 100 kB without blanks', 'x(y)[z],'.repeat(12_500)],
    ['10,000 nested brackets', `${'('.repeat(10_000)}pump${')'.repeat(10_000)} cools the coil.`],
    ['10,000 open brackets', '('.repeat(10_000)],
    ['20,000 asides in a row', 'pump (PM) '.repeat(20_000)],
    ['100,000 digits', '1'.repeat(100_000)],
    ['of without end', 'part of '.repeat(20_000)],
    ['a list without end', 'alpha, '.repeat(20_000)],
    ['adverbs without end', 'very '.repeat(20_000)],
    ['numbers without end', '5 to 6 ± 7 × 10 '.repeat(10_000)],
  ];

  test.each(cases)('%s', async (_name, text) => {
    const draft = await draftOf(text, whole(text));
    expectSound(draft, 1);
  });

  test('an empty passage is an empty draft', async () => {
    expect(await draftOf('')).toEqual({ summary: null, entities: [], relations: [] });
  });

  test('a long sentence loses nothing at its end', async () => {
    const text = `${sentence.repeat(200)}and the last valve drains the deep tank.`;
    const draft = await draftOf(text, whole(text));
    expect(draft.relations.some((relation) => relation.predicate === 'drain')).toBe(true);
  });

  test('an aborted run stops', async () => {
    const { createOfflineEngine } = await import('../../../src/engines/offline/index.ts');
    const engine = await createOfflineEngine();
    const passage = { index: 0, of: 1, start: 0, end: 0, text: '', sentences: [] };
    const credit = { title: null, authors: [], year: null, doi: null, url: null, license: null };
    const document = { id: 'd', credit, text: '', sha256: '', language: null, blocks: [], place: '' };
    await expect(engine.extract({ document, passage }, AbortSignal.abort())).rejects.toThrow();
    expect(await engine.extract({ document, passage }, new AbortController().signal)).toEqual({
      draft: { summary: null, entities: [], relations: [] },
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 },
      attempts: 0,
    });
  });
});
