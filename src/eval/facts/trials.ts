import { splitSentences } from '../../text/sentences.ts';
import { wordTexts } from '../../text/words.ts';
import type { SaidByDocument } from '../said.ts';
import { sourceOf } from './excerpt.ts';
import type { Put, Trial } from './judging.ts';
import type { ListedFact, Lists } from './listing.ts';
import type { Side } from './marks.ts';

/** A document in its sentences. */
export type Text = { id: string; sha256: string; sentences: string[] };

/** What is judged about one document, of one system. */
export type DocumentTrials = {
  document: string;
  /** Whether the system says anything about it. */
  isSaid: boolean;
  recall: Trial;
  precision: Trial;
  /** Pieces of the text, or of what the system says, of which no facts could be listed. */
  unlisted: number;
};

/** What the facts of another extractor's output are listed under. */
export const keyOfSaid = (system: number, sha256: string): string => `${system} ${sha256}`;

/** The trials of each document. The decoys of a document are the facts of the next one. */
export function trialsOf(
  texts: readonly Text[],
  saidBy: SaidByDocument,
  { system, lists }: { system: number; lists: Lists },
): DocumentTrials[] {
  const factsOf = (key: string): ListedFact[] => lists.get(key)?.facts ?? [];
  return texts.map(({ id, sha256, sentences }, at) => {
    const said = saidBy.get(sha256);
    const next = texts[(at + 1) % texts.length];
    const decoys = next === undefined || next.sha256 === sha256 ? [] : factsOf(next.sha256).map(({ text }) => text);
    const put = (side: Side) => (fact: ListedFact) => putOf(id, side, fact);
    const own = said?.facts?.map(({ unit, pointer, ...fact }) => ({ id: `${unit}#${pointer}`, ...fact }));
    return {
      document: id,
      isSaid: said !== undefined,
      recall: {
        source: said === undefined ? null : sourceOf(linesOf(said.context)),
        facts: factsOf(sha256).map(put('recall')),
        decoys,
      },
      precision: {
        source: sourceOf(sentences),
        facts: (own ?? factsOf(keyOfSaid(system, sha256))).map(put('precision')),
        decoys: [],
      },
      unlisted: (lists.get(sha256)?.failed ?? 0) + (lists.get(keyOfSaid(system, sha256))?.failed ?? 0),
    };
  });
}

const putOf = (document: string, side: Side, { id, text, sentences }: ListedFact): Put => ({
  text,
  mark: { document, side, fact: id, sentences },
});

/** Words of a line that is no line of a record but a paragraph. */
const longestLine = 80;

/** The lines of a context; a paragraph in its sentences. */
export const linesOf = (context: string): string[] =>
  context
    .split('\n')
    .flatMap((line) => (wordTexts(line).length > longestLine ? splitSentences(line).map(({ text }) => text) : [line]))
    .filter((line) => line.trim() !== '');
