import { createHash } from 'node:crypto';
import { wordTexts } from '../../text/words.ts';
import type { FactJudge } from '../../types/fact-judge.ts';
import { grouped } from '../grouped.ts';
import { type Mapping, mapAll } from '../map-all.ts';
import type { Spent } from './spent.ts';

/** A fact that a model found in sentences, which have numbers from 1 over all of them. */
export type ListedFact = { id: string; text: string; sentences: number[] };

/** What facts are to be listed of: the sentences of a text, or the lines of a record; `key` tells them apart. */
export type Listable = { key: string; sentences: readonly string[] };

/** The facts by key, and how many pieces of it gave no list that can be used. */
export type Lists = ReadonlyMap<string, { facts: ListedFact[]; failed: number }>;

export type ListOptions = Mapping & { judge: FactJudge };

/** What is listed with one call, at most. */
const mostSentences = 40;
const mostWords = 1000;

type Piece = { key: string; from: number; sentences: string[] };

/** Lists the facts of each, with calls as many as it is long. What the judge throws ends it, but DocumentErrors. */
export async function listFacts(
  all: readonly Listable[],
  { judge, ...mapping }: ListOptions,
  spent: Spent,
): Promise<Lists> {
  const list = async ({ key, from, sentences }: Piece, signal: AbortSignal) => {
    const facts = await spent.during(async () => {
      const listed = await judge.list(sentences, signal);
      return { ...listed, value: listed.facts };
    });
    const placed = facts?.map(({ fact, sentences: cited }) => ({
      text: fact.trim(),
      sentences: [...new Set(cited)].sort((one, other) => one - other).map((number) => number + from),
    }));
    return { key, facts: placed ?? null };
  };
  const pieces = all.flatMap(piecesOf);
  const byKey = grouped(await mapAll(pieces, list, mapping), ({ key }) => key);
  return new Map(
    all.map(({ key }) => {
      const own = byKey.get(key) ?? [];
      const found = own.flatMap(({ facts }) => facts ?? []);
      return [key, { facts: once(key, found), failed: own.filter(({ facts }) => facts === null).length }];
    }),
  );
}

/** Each fact once, whatever its case and punctuation. */
function once(key: string, facts: readonly Omit<ListedFact, 'id'>[]): ListedFact[] {
  const byWords = grouped(facts, ({ text }) => wordTexts(text).join(' '));
  return [...byWords].map(([words, [first]]) => ({
    id: `f_${createHash('sha256').update(`${key}\n${words}`).digest('hex').slice(0, 24)}`,
    text: first?.text ?? '',
    sentences: first?.sentences ?? [],
  }));
}

function piecesOf({ key, sentences }: Listable): Piece[] {
  const pieces: Piece[] = [];
  let words = 0;
  for (const [at, sentence] of sentences.entries()) {
    const length = wordTexts(sentence).length;
    const last = pieces.at(-1);
    if (last === undefined || last.sentences.length >= mostSentences || words + length > mostWords) {
      pieces.push({ key, from: at, sentences: [sentence] });
      words = length;
    } else {
      last.sentences.push(sentence);
      words += length;
    }
  }
  return pieces;
}
