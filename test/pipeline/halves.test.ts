import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../src/errors.ts';
import { extractWhole } from '../../src/pipeline/halves.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Answer, Engine, Target } from '../../src/types/engine.ts';
import { draftAbout, targetOf } from '../support/targets.ts';

const never = new AbortController().signal;
const spent = { inputTokens: 10, cachedInputTokens: 0, outputTokens: 5 };
const text = 'Kelp is blue. Ferns are green. Moss is grey. Roses are red. Snow is white.';

/** Plays a model whose answers hold the facts of `most` sentences at most: one entity for each, named after its first word. */
function engineFor(most: number, change: (draft: Draft, target: Target) => Draft = (draft) => draft) {
  const asked: Target[] = [];
  const engine: Engine = {
    name: 'played',
    model: null,
    prompt: null,
    async extract(target): Promise<Answer> {
      asked.push(target);
      const { sentences } = target.passage;
      if (sentences.length > most) {
        const evidence = { answers: ['{"cut'], finishReason: 'length', problems: [], ...spent };
        throw new DocumentError('truncated', 'the answer was cut off', 'split it', { attempts: 2, evidence });
      }
      const entities = sentences.flatMap((sentence, at) =>
        draftAbout(sentence.text.split(' ')[0] ?? '').entities.map((entity) => ({
          ...entity,
          id: `e${at + 1}`,
          attributes: entity.attributes.map((attribute) => ({ ...attribute, evidence: [at + 1] })),
        })),
      );
      return {
        draft: change({ summary: sentences[0]?.text ?? null, entities, relations: [] }, target),
        usage: spent,
        attempts: 1,
      };
    },
  };
  return { engine, asked };
}

const cited = (answer: Answer) =>
  answer.draft.entities.map(({ name, attributes }) => [name, attributes.flatMap(({ evidence }) => evidence)]);

describe('a passage whose answer is cut off', () => {
  it('is asked for in halves, whose facts cite the sentences of the whole', async () => {
    const { engine, asked } = engineFor(3);
    const answer = await extractWhole(engine, targetOf(text), never);
    expect(cited(answer)).toEqual([
      ['Kelp', [1]],
      ['Ferns', [2]],
      ['Moss', [3]],
      ['Roses', [4]],
      ['Snow', [5]],
    ]);
    expect(new Set(answer.draft.entities.map(({ id }) => id)).size).toBe(5);
    expect(answer).toMatchObject({ attempts: 4, usage: { inputTokens: 30, outputTokens: 15 } });
    expect(answer.draft.summary).toContain('Kelp');
    expect(answer.draft.summary).toContain('Moss');
    expect(asked).toHaveLength(3);
  });

  it('is split at a sentence, near the middle, again and again if need be', async () => {
    const { engine, asked } = engineFor(1);
    const target = targetOf(text);
    const answer = await extractWhole(engine, target, never);
    expect(cited(answer).map(([name]) => name)).toEqual(['Kelp', 'Ferns', 'Moss', 'Roses', 'Snow']);
    expect(answer.attempts).toBe(2 * 4 + 5);
    for (const { passage } of asked) {
      expect(target.document.text.slice(passage.start, passage.end)).toBe(passage.text);
      for (const { start, end, text: sentence } of passage.sentences) {
        expect(passage.text.slice(start, end)).toBe(sentence);
      }
    }
  });

  it('keeps evidence out of range out of range', async () => {
    const { engine } = engineFor(3, (draft) => ({
      ...draft,
      entities: draft.entities.map((entity) => ({
        ...entity,
        attributes: entity.attributes.map((attribute) => ({ ...attribute, evidence: [0, 4] })),
      })),
    }));
    const answer = await extractWhole(engine, targetOf(text), never);
    for (const [, evidence] of cited(answer)) expect(evidence).toEqual([0, 0]);
  });

  it('is a failure where one sentence is too much, with all that was spent', async () => {
    const { engine } = engineFor(0);
    await expect(extractWhole(engine, targetOf('Kelp is blue. Ferns are green.'), never)).rejects.toMatchObject({
      code: 'truncated',
      attempts: 4,
      evidence: { answers: ['{"cut'], inputTokens: 20, outputTokens: 10 },
    });
  });

  it('is split for nothing else', async () => {
    const { engine, asked } = engineFor(9);
    const refused = new DocumentError('refused', 'no', 'x', { attempts: 1 });
    const refusing: Engine = { ...engine, extract: async () => Promise.reject(refused) };
    await expect(extractWhole(refusing, targetOf(text), never)).rejects.toBe(refused);
    await extractWhole(engine, targetOf(text), never);
    expect(asked).toHaveLength(1);
  });
});
