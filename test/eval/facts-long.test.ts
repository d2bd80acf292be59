import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../src/errors.ts';
import { excerptFor, mostWords, sourceOf } from '../../src/eval/facts/excerpt.ts';
import { evaluateFacts, type SaidByDocument } from '../../src/eval/index.ts';
import { wordTexts } from '../../src/text/words.ts';
import type { FactJudge } from '../../src/types/fact-judge.ts';

const spent = { usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 }, attempts: 1 };

const sentenceOf = (at: number) =>
  `The basin number ${1000 + at} was found to hold about ${5000 + at} litres of clear water after heavy rain.`;
const factOf = (sentence: string) =>
  `basin ${/number (\d+)/.exec(sentence)?.[1]}: ${/(\d+) litres/.exec(sentence)?.[1]} litres`;

/** Plays a judge: finds the number of the basin with its litres in the context, and counts the words that it is shown. */
function counting() {
  const seen = { calls: 0, words: 0, longest: 0 };
  const note = (...texts: string[]) => {
    const words = texts.reduce((sum, text) => sum + wordTexts(text).length, 0);
    seen.calls += 1;
    seen.words += words;
    seen.longest = Math.max(seen.longest, words);
  };
  const judge: FactJudge = {
    model: 'played',
    prompts: { facts: { id: 'facts', sha256: '' }, entailment: { id: 'entailment', sha256: '' } },
    async list(sentences) {
      note(...sentences);
      return { ...spent, facts: sentences.map((sentence, at) => ({ fact: factOf(sentence), sentences: [at + 1] })) };
    },
    async judge(context, facts) {
      note(context, ...facts);
      const judgements = facts.map((fact, at) => {
        const litres = /(\d+) litres/.exec(fact)?.[1] ?? '';
        const isThere = context.includes(`${litres} litres`);
        const verdict = isThere ? ('supported' as const) : ('absent' as const);
        return { fact: at + 1, words: isThere ? `${litres} litres` : '', verdict };
      });
      return { ...spent, judgements };
    },
  };
  return { judge, seen };
}

function paperOf(sentences: number) {
  const texts = Array.from({ length: sentences }, (_, at) => sentenceOf(at));
  const document = { id: 'paper', sha256: 'a'.repeat(64), text: texts.join(' ') };
  const said = texts.map((text, at) => ({
    text: factOf(text),
    ...{ unit: `ku_${Math.floor(at / 10)}`, pointer: `/relations/${at % 10}`, sentences: [1] },
  }));
  const context = said.map(({ text }) => text).join('\n');
  const system: SaidByDocument = new Map([[document.sha256, { context, facts: said }]]);
  return { document, system };
}

const options = {
  ...{ concurrency: 4, signal: new AbortController().signal, draws: 100, seed: 'long' },
  begin: () => undefined,
};

async function evaluated(sentences: number) {
  const { document, system } = paperOf(sentences);
  const { judge, seen } = counting();
  const { systems } = await evaluateFacts([document], [system], { ...options, judge });
  return { seen, figures: systems[0] };
}

describe('facts of long documents', () => {
  it('are found wherever they stand, with words to read that grow as the document does', async () => {
    const one = await evaluated(800);
    const four = await evaluated(3200);
    for (const [{ figures }, sentences] of [
      [one, 800],
      [four, 3200],
    ] as const) {
      expect(figures?.recall).toMatchObject({ facts: sentences, share: { value: 1 } });
      expect(figures?.precision).toMatchObject({ facts: sentences, share: { value: 1 } });
    }
    expect(four.seen.calls).toBe(4 * one.seen.calls);
    expect(four.seen.words / one.seen.words).toBeLessThan(4.2);
    expect(four.seen.longest).toBeLessThan(mostWords + 600);
  });

  it('have sentence numbers of the whole document', async () => {
    const { figures } = await evaluated(100);
    const numbers = figures?.marks.filter(({ side }) => side === 'recall').map(({ sentences }) => sentences[0]);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  });

  it('are held against what is nearest to them, in the order of the text, with a line on either side', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `line ${at} of the quarry says w${at}.`);
    const source = sourceOf(lines);
    expect(excerptFor(source, ['w40', 'w7'], 40)).toBe([6, 7, 8, 39, 40, 41].map((at) => lines[at]).join('\n'));
    expect(excerptFor(source, ['w40'], 10_000)).toBe(lines.join('\n'));
    expect(excerptFor(source, ['nothing like it'], 30)).toBe('');
  });
});

describe('a piece that cannot be listed', () => {
  it('costs its own facts alone, and is named', async () => {
    const { document, system } = paperOf(100);
    const { judge } = counting();
    const failing: FactJudge = {
      ...judge,
      list: (sentences, signal) => {
        if (sentences.includes(sentenceOf(50))) throw new DocumentError('invalid-answer', 'no', 'none');
        return judge.list(sentences, signal);
      },
    };
    const { systems } = await evaluateFacts([document], [system], { ...options, judge: failing });
    expect(systems[0]).toMatchObject({ unlisted: ['paper'], recall: { facts: 60 }, precision: { facts: 100 } });
  });
});
