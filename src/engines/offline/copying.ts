import { wordsOfText, wordTexts } from '../../text/words.ts';

/** Guards against copied wording: fields share no run of six words with the passage, and none of a fact when it is read aloud. */

const copiedRun = 6;

function runsOf(words: string[]): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + copiedRun <= words.length; at++) runs.add(words.slice(at, at + copiedRun).join(' '));
  return runs;
}

/** The words of the parts that facts are made of: names and predicates come again and again. */
const knownWords = new Map<string, string[]>();
const mostKnown = 5000;

function wordsOfPart(part: string): string[] {
  const known = knownWords.get(part);
  if (known !== undefined) return known;
  if (knownWords.size >= mostKnown) knownWords.clear();
  const words = wordTexts(part.replaceAll('_', ' '));
  knownWords.set(part, words);
  return words;
}

export type CopyGuard = { fieldPasses(text: string): boolean; factPasses(parts: string[]): boolean };

/** Indexes the runs of a passage once; every question after that is linear in the text asked about. */
export function guardAgainst(passage: string): CopyGuard {
  const source = wordsOfText(passage).map((word) => word.text);
  const known = new Set(source);
  const runs = runsOf(source);
  const sharesNone = (words: string[]): boolean => {
    for (let at = 0, inSource = 0; at < words.length && words.length >= copiedRun; at++) {
      inSource = known.has(words[at] ?? '') ? inSource + 1 : 0;
      if (inSource >= copiedRun && runs.has(words.slice(at + 1 - copiedRun, at + 1).join(' '))) return false;
    }
    return true;
  };
  return {
    fieldPasses: (text) => sharesNone(wordsOfPart(text)),
    factPasses: (parts) => sharesNone(parts.flatMap(wordsOfPart)),
  };
}
