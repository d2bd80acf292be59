import type { Sentence } from '../types/passage.ts';
import { countWords } from './packing.ts';
import type { Piece } from './pieces.ts';

/** What can stand around the passages of a document. */
export type Surroundings = {
  prose: Sentence[];
  /** Sentences that mention a figure or a table, by its kind and number. */
  mentions: Map<string, Sentence[]>;
};

const labels =
  /(?<!\p{L})(fig|table|tab|scheme|box|movie|video|algorithm)(?:ure)?(s?)\.*\s*(S?\d+)((?:[A-Za-z]?(?:\s*[,&–-]\s*|\s*,?\sand\s)S?\d{1,3}(?!\d)){0,20})/giu;

/** "Figs. 1, 3 and S4–S6" are six. */
function* labelsIn(text: string): Generator<string> {
  for (const [, kind = '', plural = '', first = '', others = ''] of text.matchAll(labels)) {
    const labelled = (number: string): string => `${kind.slice(0, 3)} ${number}`.toLowerCase();
    yield labelled(first);
    if (plural === '') continue;
    let last = first;
    for (const [, between = '', number = ''] of others.matchAll(/([^\dS]*)(S?\d+)/gi)) {
      if (/[–-]/.test(between)) yield* within10(last, number).map(labelled);
      yield labelled(number);
      last = number;
    }
  }
}

/** The numbers between two, where these are no more than ten apart. */
function within10(from: string, to: string): string[] {
  const [low, high] = [from, to].map((number) => Number(number.replace(/\D/g, ''))) as [number, number];
  const letter = from.replace(/\d/g, '');
  const count = high - low - 1;
  return count > 0 && count < 10 ? Array.from({ length: count }, (_, at) => `${letter}${low + 1 + at}`) : [];
}

export function surroundingsOf(pieces: readonly Piece[]): Surroundings {
  const prose = pieces.filter(({ kind }) => kind !== 'caption' && kind !== 'table').flatMap((piece) => piece.sentences);
  const mentions: Surroundings['mentions'] = new Map();
  for (const sentence of prose) {
    for (const label of new Set([...labelsIn(sentence.text)])) {
      const known = mentions.get(label);
      if (known === undefined) mentions.set(label, [sentence]);
      else known.push(sentence);
    }
  }
  return { prose, mentions };
}

/** The sentences of prose before and after bounds, whole ones, of at most so many words on each side. */
export function around({ prose }: Surroundings, start: number, end: number, words: number) {
  const first = firstFrom(prose, start);
  const before = within(words, (step) => prose[first - 1 - step]).reverse();
  const next = firstFrom(prose, end);
  return { before: joined(before), after: joined(within(words, (step) => prose[next + step])) };
}

/** What the prose says of a figure or table, by the label at the head of its caption. */
export function mentionsOf({ mentions }: Surroundings, caption: string, words: number): string {
  const [label] = [...labelsIn(caption.slice(0, 40))];
  const found = label === undefined ? [] : (mentions.get(label) ?? []);
  return joined(within(words, (step) => found[step]));
}

const joined = (sentences: Sentence[]): string => sentences.map(({ text }) => text).join(' ');

function within(words: number, nth: (step: number) => Sentence | undefined): Sentence[] {
  const taken: Sentence[] = [];
  let left = words;
  for (let step = 0; ; step += 1) {
    const sentence = nth(step);
    left -= sentence === undefined ? 0 : countWords(sentence.text);
    if (sentence === undefined || left < 0) return taken;
    taken.push(sentence);
  }
}

/** The first place, found by halving, at which a sentence begins at an offset or behind it. */
function firstFrom(sentences: readonly Sentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
