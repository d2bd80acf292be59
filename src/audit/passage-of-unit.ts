import { createHash } from 'node:crypto';
import { splitSentences } from '../text/sentences.ts';
import type { Document } from '../types/document.ts';
import type { Passage, Sentence } from '../types/passage.ts';
import type { Unit } from '../types/unit.ts';
import { codePointOffsets } from '../units/code-points.ts';

/** What is needed of a unit's passage to find it in its document again. */
export type PassageBounds = Pick<Unit['passage'], 'index' | 'of' | 'start' | 'end' | 'sha256' | 'section' | 'kind'> & {
  sentences: { start: number; end: number }[];
};

/**
 * The passage of a unit in a document, with the unit's own sentences, so that its evidence means what it meant.
 * Where the text is not the one that the unit was made of (`isSame` is false), a passage that was the whole document is the
 * whole document and is split into sentences again; any other is taken from its bounds as far as they go.
 */
export function passageOfUnit(document: Document, bounds: PassageBounds): { passage: Passage; isSame: boolean } {
  const offset = utf16Offsets(document.text);
  const start = offset(bounds.start);
  const end = Math.max(start, offset(bounds.end));
  const text = document.text.slice(start, end);
  const isSame = createHash('sha256').update(text, 'utf8').digest('hex') === bounds.sha256;
  if (!isSame && bounds.of === 1) return { passage: wholePassage(document), isSame };
  const sentences = bounds.sentences.map((sentence) => {
    const from = inRange(offset(sentence.start) - start, text.length);
    const to = Math.max(from, inRange(offset(sentence.end) - start, text.length));
    return { start: from, end: to, text: text.slice(from, to) };
  });
  const passage = { index: bounds.index, of: bounds.of, start, end, text, sentences };
  const { kind, section = [] } = bounds;
  if (kind === undefined) return { passage, isSame };
  return { passage: { ...passage, setting: { kind, section, ...around(document.text, start, end) } }, isSame };
}

/**
 * What counts as shown around a passage, which the unit does not say: whole sentences of as many words on each side as are shown unless
 * `--context-words` says otherwise. A fact can't have come from what was not shown. The characters hold so many words in any case.
 */
const shownAround = { words: 150, characters: 4000 } as const;

function around(text: string, start: number, end: number): { before: string; after: string } {
  const before = splitSentences(text.slice(Math.max(0, start - shownAround.characters), start));
  const after = splitSentences(text.slice(end, end + shownAround.characters));
  return { before: nearest(before.reverse()).reverse().join(' '), after: nearest(after).join(' ') };
}

/** The first of these sentences that have no more words together than are shown. */
function nearest(sentences: readonly Sentence[]): string[] {
  let words = 0;
  const upTo = sentences.findIndex(({ text }) => {
    words += text.split(/\s+/).length;
    return words > shownAround.words;
  });
  return sentences.slice(0, upTo === -1 ? undefined : upTo).map(({ text }) => text);
}

/** A document as one passage. */
export function wholePassage({ text }: Document): Passage {
  return { index: 0, of: 1, start: 0, end: text.length, text, sentences: splitSentences(text) };
}

const inRange = (offset: number, length: number): number => Math.min(Math.max(offset, 0), length);

/** Turns offsets in code points into offsets in UTF-16 code units; what is behind the end is the end. */
function utf16Offsets(text: string): (codePoints: number) => number {
  const codePointsAt = codePointOffsets(text);
  return (codePoints) => {
    let low = Math.min(codePoints, text.length);
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (codePointsAt(middle) < codePoints) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
