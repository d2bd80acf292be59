import { DocumentError } from '../../errors.ts';
import type { NumberMention } from '../../text/number-mention.ts';
import { numbersOfText } from '../../text/numbers.ts';
import type { Draft } from '../../types/draft.ts';
import type { Engine } from '../../types/engine.ts';
import type { Sentence } from '../../types/passage.ts';
import { acronymsOf } from './acronyms.ts';
import { assemble } from './assemble.ts';
import { chunk } from './chunks.ts';
import type { Claim } from './claims.ts';
import { confidenceOf } from './confidence.ts';
import { type Context, newContext } from './context.ts';
import { guardAgainst } from './copying.ts';
import { gather } from './gather.ts';
import { foreignLanguageOf } from './language.ts';
import { numbersLeft } from './numbers-left.ts';
import { patterns } from './patterns/index.ts';
import { type Publisher, publisherWith } from './publishing.ts';
import { setScene } from './scene.ts';
import { parseSentence } from './sentence.ts';
import { namesIn } from './sentence-starts.ts';
import { draftOfTable } from './tables.ts';
import { loadTagger } from './tagger.ts';
import { type Token, tokenize } from './tokens.ts';
import type { TagWords } from './words.ts';

type Reading = {
  tag: TagWords;
  context: Context;
  names: ReadonlySet<string>;
  publisher: Publisher;
  numbers: readonly NumberMention[];
};

/** Facts below `minConfidence` (0 to 1) are not claimed. */
export type OfflineSettings = { minConfidence: number };

function claimsOfSentence(sentence: Sentence, tokens: Token[], number: number, reading: Reading): Claim[] {
  const { tag, context, names, publisher } = reading;
  const numbers = reading.numbers
    .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
    .map((mention) => ({ ...mention, start: mention.start - sentence.start, end: mention.end - sentence.start }));
  return gather(parseSentence(tokens, number, tag, names), ({ words, asides }) => {
    const scene = setScene(words, chunk(words), asides, number, context);
    const claims = gather(patterns, (pattern) => pattern.find(scene));
    return [...claims, ...numbersLeft(scene, { sentence: sentence.text, numbers, publisher }, claims)];
  });
}

/** Facts of a passage by part-of-speech patterns. Sentence numbers of the evidence are positions in `sentences`, from 1. */
export function draftOf(sentences: Sentence[], text: string, tag: TagWords, { minConfidence }: OfflineSettings): Draft {
  const tokens = sentences.map((sentence) => tokenize(sentence.text));
  const reading: Reading = {
    tag,
    context: newContext(),
    names: namesIn(tokens),
    publisher: publisherWith(guardAgainst(text)),
    numbers: numbersOfText(text),
  };
  const acronyms = gather(sentences, (sentence, index) => acronymsOf(sentence.text, tokens[index]));
  const claims = gather(sentences, (sentence, index) =>
    claimsOfSentence(sentence, tokens[index] ?? [], index + 1, reading),
  );
  const isTrusted = (claim: Claim): boolean => claim.kind === 'alias' || confidenceOf(claim.evidence) >= minConfidence;
  const trusted = minConfidence === 0 ? claims : claims.filter(isTrusted);
  return assemble(trusted, acronyms, reading.publisher);
}

/** Patterns of English find nothing true in another language. */
const notEnglish = (language: string): DocumentError =>
  new DocumentError(
    'language',
    `the offline engine reads English; this looks like ${language === 'und' ? 'another language' : `another language (${language})`}`,
    'read it with a language model: --engine openai',
  );

/**
 * The embedded engine: open information extraction by patterns over part-of-speech tags. It needs no key, no network and
 * no download; the tagger and its model are loaded here, so that runs with other engines do not pay for them.
 * The same passage always gives the same draft.
 */
export async function createOfflineEngine({ minConfidence = 0 }: Partial<OfflineSettings> = {}): Promise<Engine> {
  const tag = await loadTagger();
  return {
    name: 'offline',
    model: null,
    prompt: null,
    extract: async ({ passage }, signal) => {
      signal.throwIfAborted();
      const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
      if (passage.setting?.kind === 'table') return { draft: draftOfTable(passage), usage, attempts: 0 };
      const language = await foreignLanguageOf(passage.text);
      if (language !== null) throw notEnglish(language);
      const draft = draftOf(passage.sentences, passage.text, tag, { minConfidence });
      return { draft, usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }, attempts: 0 };
    },
  };
}
