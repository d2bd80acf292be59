import { splitSentences } from '../../text/sentences.ts';
import type { Document } from '../../types/document.ts';
import type { Usage } from '../../types/usage.ts';
import type { SaidByDocument } from '../said.ts';
import { type FactFigures, factFiguresOf } from './figures.ts';
import { callsOf, judgeFacts } from './judging.ts';
import { type ListOptions, listFacts } from './listing.ts';
import { createSpent } from './spent.ts';
import { keyOfSaid, linesOf, type Text, trialsOf } from './trials.ts';

export type FactsOptions = ListOptions & {
  draws: number;
  seed: string;
  /** Told, once the facts of the texts are known, how many they are and with how many calls all is judged. */
  begin: (facts: number, calls: number) => void;
};

export type FactsEvaluation = {
  /** Of each system, in their order. */
  systems: FactFigures[];
  usage: Usage;
  attempts: number;
};

/**
 * Lists the facts of each text once and asks of each whether a system's units entail it, and of each fact of the units whether the text
 * entails it. Words that decide must stand in what was shown. What fails is counted, and not as supported.
 * @param systems what each says; the others are compared with the first
 * @throws what the judge throws but DocumentErrors
 */
export async function evaluateFacts(
  documents: readonly Pick<Document, 'id' | 'sha256' | 'text'>[],
  systems: readonly SaidByDocument[],
  options: FactsOptions,
): Promise<FactsEvaluation> {
  const spent = createSpent();
  const texts = textsOf(documents);
  const ofTexts = texts.map(({ sha256, sentences }) => ({ key: sha256, sentences }));
  const ofOthers = systems.flatMap((said, system) =>
    texts.flatMap(({ sha256 }) => {
      const one = said.get(sha256);
      return one?.facts === null ? [{ key: keyOfSaid(system, sha256), sentences: linesOf(one.context) }] : [];
    }),
  );
  const lists = await listFacts([...ofTexts, ...ofOthers], options, spent);
  const trials = systems.map((said, system) => trialsOf(texts, said, { system, lists }));
  const all = trials.flatMap((own) => own.flatMap(({ recall, precision }) => [recall, precision]));
  options.begin(
    ofTexts.reduce((sum, { key }) => sum + (lists.get(key)?.facts.length ?? 0), 0),
    callsOf(all),
  );
  const judged = await judgeFacts(all, options, spent);
  const figures = trials.map((own) => factFiguresOf(own, { first: trials[0] ?? own, judged, ...options }));
  return { systems: figures, usage: spent.usage, attempts: spent.attempts };
}

/** Each text once, in its sentences. */
function textsOf(documents: readonly Pick<Document, 'id' | 'sha256' | 'text'>[]): Text[] {
  const once = new Map(documents.map((document) => [document.sha256, document]));
  return [...once.values()].map(({ id, sha256, text }) => ({
    ...{ id, sha256 },
    sentences: splitSentences(text).map((sentence) => sentence.text),
  }));
}
