import type { Draft } from '../../types/draft.ts';
import type { Engine } from '../../types/engine.ts';
import type { Sentence } from '../../types/passage.ts';
import { acronymsOf } from './acronyms.ts';
import { assemble } from './assemble.ts';
import { chunk } from './chunks.ts';
import type { Claim } from './claims.ts';
import { type Context, newContext } from './context.ts';
import { patterns } from './patterns/index.ts';
import { setScene } from './scene.ts';
import { namesIn, parseSentence } from './sentence.ts';
import { loadTagger } from './tagger.ts';
import type { TagWords } from './words.ts';

type Reading = { tag: TagWords; context: Context; names: ReadonlySet<string> };

function claimsOfSentence(sentence: Sentence, number: number, reading: Reading): Claim[] {
  const { tag, context, names } = reading;
  return parseSentence(sentence.text, number, tag, names).flatMap(({ words, asides }) => {
    const scene = setScene(words, chunk(words), asides, number, context);
    return patterns.flatMap((pattern) => pattern.find(scene));
  });
}

/** Facts of a passage by part-of-speech patterns. Sentence numbers of the evidence are positions in `sentences`, from 1. */
export function draftOf(sentences: Sentence[], text: string, tag: TagWords): Draft {
  const reading: Reading = { tag, context: newContext(), names: namesIn(sentences.map((sentence) => sentence.text)) };
  const acronyms = sentences.flatMap((sentence) => acronymsOf(sentence.text));
  const claims = sentences.flatMap((sentence, index) => claimsOfSentence(sentence, index + 1, reading));
  return assemble(claims, acronyms, text);
}

/**
 * The embedded engine: open information extraction by patterns over part-of-speech tags. It needs no key, no network and
 * no download; the tagger and its model are loaded here, so that runs with other engines do not pay for them.
 * The same passage always gives the same draft.
 */
export async function createOfflineEngine(): Promise<Engine> {
  const tag = await loadTagger();
  return {
    name: 'offline',
    model: null,
    prompt: null,
    extract: async ({ passage }, signal) => {
      signal.throwIfAborted();
      const draft = draftOf(passage.sentences, passage.text, tag);
      return { draft, usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }, attempts: 0 };
    },
  };
}
