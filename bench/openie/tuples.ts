import { chunk } from '../../src/engines/offline/chunks.ts';
import type { Clause } from '../../src/engines/offline/clause.ts';
import { findClauses } from '../../src/engines/offline/clauses.ts';
import type { Item } from '../../src/engines/offline/items.ts';
import { parseSentence } from '../../src/engines/offline/sentence.ts';
import { tokenize } from '../../src/engines/offline/tokens.ts';
import type { TagWords, Word } from '../../src/engines/offline/words.ts';
import { appositions } from './appositions.ts';
import { clauseTuples } from './clause-tuples.ts';
import { type Detokenised, detokenise } from './detokenise.ts';
import type { Span, Stretch, Tuple } from './spans.ts';

/** A tuple in the sentence's own words. */
export type Extraction = { predicate: string; args: string[]; evidence: string[] };

/** What the clause machinery finds in a sentence, as tuples of its words. */
export function tuplesOf(sentence: string, tag: TagWords): Extraction[] {
  const source = { ...detokenise(sentence), sentence };
  return parseSentence(tokenize(source.text), 1, tag, new Set()).flatMap(({ words }) => {
    const items: Item[] = chunk(words);
    const clauses: Clause[] = findClauses(items);
    const stretch: Stretch = { words, items, clauses };
    const tuples = [...clauseTuples(stretch), ...appositions(stretch)];
    return unique(tuples.map((tuple) => render(source, words, tuple)));
  });
}

type Source = Detokenised & { sentence: string };

/** The tokens of the benchmark's sentence under a span, with the quotation marks around it. */
function slice({ text, origin, sentence }: Source, words: Word[], [from, to]: Span): string {
  let start = words[from]?.token.start ?? 0;
  let end = words[to - 1]?.token.end ?? start;
  if (text[start - 1] === '“') start--;
  if (text[end] === '”') end++;
  const last = sentence.indexOf(' ', origin[end - 1]);
  return sentence.slice(origin[start], last < 0 ? sentence.length : last).trim();
}

const textOf = (source: Source, words: Word[], spans: Span[]): string =>
  spans
    .filter(([from, to]) => from < to)
    .map((span) => slice(source, words, span))
    .join(' ');

const render = (source: Source, words: Word[], tuple: Tuple): Extraction => ({
  predicate: [tuple.implied, textOf(source, words, tuple.predicate)].filter((part) => part !== '').join(' '),
  args: [textOf(source, words, tuple.subject), textOf(source, words, tuple.object)],
  evidence: tuple.evidence,
});

function unique(tuples: Extraction[]): Extraction[] {
  const seen = new Set<string>();
  return tuples.filter((tuple) => {
    const key = `${tuple.predicate}\t${tuple.args.join('\t')}`;
    if (seen.has(key) || tuple.predicate === '' || tuple.args[0] === '') return false;
    seen.add(key);
    return true;
  });
}
