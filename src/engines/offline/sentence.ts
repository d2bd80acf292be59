import { splitAsides } from './asides.ts';
import { gather } from './gather.ts';
import { standInOf, tagFor } from './proxies.ts';
import { type QuantitySpan, quantityAt } from './quantities.ts';
import { repairTags } from './repairs.ts';
import { linesOf } from './run-ons.ts';
import { lowerFirst, withoutBullet } from './sentence-starts.ts';
import { extend, type Merged, shareUnits } from './shared-units.ts';
import type { StandIn } from './tags.ts';
import { type Aside, type Token, tokenOf } from './tokens.ts';
import { readUnit } from './units.ts';
import type { TagWords, Word } from './words.ts';

/** At most this many words are parsed at once: a longer sentence is cut at its last comma or semicolon before that. */
const windowLength = 160;

/** A stretch of a sentence that is parsed at once. `asides` follow words: `after` is an index into `words`. */
export type Parsed = { words: Word[]; asides: Aside[]; number: number };

/** "51%/1%" and "26 October" are no quantities that can be told alone. */
function isPaired(tokens: Token[], index: number): boolean {
  const near = tokens.slice(index + 1, index + 3).map((token) => token.text);
  if (tokens[index - 1]?.text === '/' || near.includes('/')) return true;
  return /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/.test(
    near[0] ?? '',
  );
}

/** "1:10". */
const isInRatio = (tokens: Token[], index: number): boolean => {
  const isColon = (at: number): boolean =>
    tokens[at]?.text === ':' && /^\d/.test(tokens[at - 1]?.text ?? '') && /^\d/.test(tokens[at + 1]?.text ?? '');
  return isColon(index - 1) || isColon(index + 1);
};

/** Nouns whose numbers are names: "site 1090", "protein 154", "type 2". */
const labelled =
  /^(?:study|site|type|stage|phase|grade|group|class|protein|station|table|figure|section|chapter|version|factor|chromosome|exon|position|hole|well|line|layer|receptor|interleukin|vitamin|theorem|lemma|proposition|equation|step|case|scenario|trial|cohort|channel|subunit|level|day|week|month|year|generation|serotype|clade|cluster|region|domain|residue|codon|locus|number|no|axis|mode)$/i;

const isUnitNext = (tokens: Token[], index: number): boolean => readUnit(tokens, index + 1) !== null;

/** "Llama 3", "Figure 2": a bare number after a capitalised word is part of a name. */
function partOfName(tokens: Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? '';
  const after = tokens[index + 1]?.text ?? '';
  const gap = (tokens[index + 1]?.start ?? 0) - (tokens[index]?.end ?? 0);
  if (isInRatio(tokens, index)) return true;
  if (gap > 3 && /^\d{1,3}$/.test(tokens[index]?.text ?? '') && /^\p{L}{4,}$/u.test(before)) return true;
  if (labelled.test(before) && /^\d{1,5}$/.test(tokens[index]?.text ?? '') && !isUnitNext(tokens, index)) return true;
  return (
    (index > 1 || /^\p{Lu}{2}/u.test(before)) &&
    /^\p{Lu}/u.test(before) &&
    /^\d{1,3}(?:\.\d)?$/.test(tokens[index]?.text ?? '') &&
    !/^[%°×±]/.test(after)
  );
}

/** A full stop after these ends no sentence. */
const isAbbreviation = (text: string, next: string): boolean =>
  /^\p{Ll}/u.test(next) ||
  /^(?:\p{Lu}|\p{Lu}\.\p{Lu}|al|et|Fig|Figs|Eq|Ref|vs|cf|ca|approx|no|No|St|Dr|Mr|Mrs|Ms|Prof|Gen|Lt|Col|Sen|Rep|Gov|Jr|Sr|Mt|resp|etc|i\.e|e\.g)$/u.test(
    text,
  );

/** Leaves out the full stop of an abbreviation; an initial and "al" keep theirs ("M. phaseolina", "et al."). */
function absorbStop(merged: Merged[], tokens: Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.text !== '.') return false;
  if (!isAbbreviation(tokens[index - 1]?.text ?? '', tokens[index + 1]?.text ?? '')) return false;
  const previous = merged.at(-1);
  if (previous && /^(?:\p{Lu}|al)$/u.test(previous.token.text)) extend(previous, `${previous.token.text}.`, token.end);
  return true;
}

/** "Fourier Transform (DFT)-based": what the bracket was put into is one word. */
function absorbTail(merged: Merged[], tokens: Token[], index: number): boolean {
  const dash = tokens[index];
  if (dash?.text !== '-') return false;
  const tail = tokens[index + 1];
  const previous = merged.at(-1);
  const isTail = tail?.start === dash.end && /^\p{Ll}{4,}$/u.test(tail.text);
  if (!isTail || previous === undefined || previous.token.end >= dash.start || previous.quantity !== null) return false;
  extend(previous, `${previous.token.text}-${tail.text}`, tail.end);
  return true;
}

/** "1:10" is one word; how many tokens it is of. */
function absorbRatio(merged: Merged[], tokens: Token[], index: number): number {
  if (tokens[index + 1]?.text !== ':') return 0;
  const [first, colon, last] = tokens.slice(index, index + 3);
  const areNumbers = /^\d+$/.test(first?.text ?? '') && /^\d+$/.test(last?.text ?? '');
  if (!areNumbers || first?.end !== colon?.start || colon?.end !== last?.start) return 0;
  const [start, end] = [first?.start ?? 0, last?.end ?? 0];
  merged.push({ token: tokenOf(`${first?.text}:${last?.text}`, start, end), quantity: null });
  return 3;
}

/** How many tokens from here on become part of the word before them, of one ratio, or of nothing. */
function absorbed(merged: Merged[], tokens: Token[], index: number): number {
  if (absorbStop(merged, tokens, index)) return 1;
  return absorbTail(merged, tokens, index) ? 2 : absorbRatio(merged, tokens, index);
}

/** The quantity that begins here, if its number is no part of a name or pair. */
function spanAt(tokens: Token[], index: number): QuantitySpan | null {
  return partOfName(tokens, index) || isPaired(tokens, index) ? null : quantityAt(tokens, index);
}

/** Tokens with each quantity merged into one. */
function mergeQuantities(tokens: Token[]): Merged[] {
  const merged: Merged[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    // What is joined begins with a number or a mark, as quantities do.
    const mayJoin = token.written.opensQuantity;
    const joined = mayJoin ? absorbed(merged, tokens, index) : 0;
    if (joined > 0) {
      index += joined - 1;
      continue;
    }
    const span = mayJoin ? spanAt(tokens, index) : null;
    if (span === null) {
      merged.push({ token, quantity: null });
      continue;
    }
    const { end } = tokens[span.to - 1] ?? token;
    merged.push({ token: tokenOf(span.text, token.start, end), quantity: span });
    index = span.to - 1;
  }
  return merged;
}

/** A quantity is a number for the tagger, whatever it holds. */
const quantityStandIn = standInOf('5');

const standInFor = ({ quantity, token }: Merged): StandIn =>
  quantity === null ? token.written.standIn : quantityStandIn;

function tagged(merged: Merged[], tag: TagWords): Word[] {
  const answer = tag(merged.map(standInFor));
  const words = merged.map(({ token, quantity }, index): Word => {
    const { text, lower, verbForm, singular, classes } = token.written;
    const tag = quantity === null ? tagFor(token.written, answer.tagAt(index)) : 'QTY';
    return { text, lower, verbForm, singular, classes, tag, lemma: lower, quantity, token };
  });
  repairTags(words);
  words.forEach((word, index) => {
    if (isVerbal(word) && word.text === standInFor(merged[index] as Merged).text) word.lemma = answer.lemmaAt(index);
  });
  return words;
}

/** Of other words nobody asks for the base form. */
const isVerbal = ({ tag }: Word): boolean => tag === 'VERB' || tag === 'AUX';

/** Where the window that starts at `from` ends: at a comma or semicolon in its second half, else at its full length. */
function windowEnd(words: { token: Token }[], from: number): number {
  const limit = from + windowLength;
  if (words.length <= limit) return words.length;
  for (let index = limit; index > from + windowLength / 2; index--) {
    if (/^[,;:]$/.test(words[index - 1]?.token.text ?? '')) return index;
  }
  return limit;
}

/** Asides follow tokens; here they are made to follow words, of which a quantity may hold several tokens. */
function placeAsides(merged: { token: Token }[], outside: Token[], asides: Aside[]): Aside[] {
  let word = -1;
  return asides.map(({ after, tokens }) => {
    const start = outside[after]?.start ?? -1;
    while (word + 1 < merged.length && (merged[word + 1]?.token.start ?? 0) <= start) word++;
    return { after: word, tokens };
  });
}

/** Tokens, quantities, tags and repairs of one sentence; long ones in windows, so that work stays linear. */
export const parseSentence = (tokens: Token[], number: number, tag: TagWords, names: ReadonlySet<string>): Parsed[] =>
  gather(linesOf(tokens), (line) => parseLine(line, number, tag, names));

function parseLine(tokens: Token[], number: number, tag: TagWords, names: ReadonlySet<string>): Parsed[] {
  const { outside, asides } = splitAsides(withoutBullet(tokens));
  lowerFirst(outside, names);
  const merged = shareUnits(mergeQuantities(outside));
  const placed = placeAsides(merged, outside, asides);
  const windows: Parsed[] = [];
  let aside = 0;
  for (let from = 0; from < merged.length; ) {
    const to = windowEnd(merged, from);
    const words = tagged(to - from === merged.length ? merged : merged.slice(from, to), tag);
    const inside: Aside[] = [];
    for (let next = placed[aside]; next !== undefined && next.after < to; next = placed[aside]) {
      inside.push({ tokens: next.tokens, after: next.after - from });
      aside++;
    }
    windows.push({ words, asides: inside, number });
    from = to;
  }
  return windows;
}
