import { wordTexts } from './words.ts';

/** Values per signature, their width in bytes, and the words of one shingle. */
const valueCount = 32;
const valueBytes = 2;
const shingleWords = 3;

/** Finaliser of MurmurHash3 (A. Appleby, public domain): a bijection of 32-bit integers that mixes all bits. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** One seed per value, from the golden ratio's multiples; fixed for ever, as signatures are stored. */
const seeds = Uint32Array.from({ length: valueCount }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b1)));

/** 32-bit FNV-1a over the UTF-16 code units, low byte first, of the words from `first` on with a space between them. */
function hashOfWords(words: readonly string[], first: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = first; at < end && at < words.length; at += 1) {
    if (at > first) hash = withCodeUnit(hash, 0x20);
    const word = words[at] ?? '';
    for (let letter = 0; letter < word.length; letter += 1) hash = withCodeUnit(hash, word.charCodeAt(letter));
  }
  return hash;
}

const withCodeUnit = (hash: number, unit: number): number =>
  Math.imul(Math.imul(hash ^ (unit & 0xff), 0x01000193) ^ (unit >>> 8), 0x01000193);

/** The hash of each shingle, in order: one that comes twice stands twice, which changes no minimum. */
function shinglesOf(words: readonly string[]): Uint32Array {
  const shingles = new Uint32Array(Math.max(1, words.length - shingleWords + 1));
  for (let at = 0; at < shingles.length; at += 1) shingles[at] = mix(hashOfWords(words, at, at + shingleWords));
  return shingles;
}

/**
 * The MinHash signature of a sentence: for 32 fixed hash functions the smallest hash of its three-word shingles (of the
 * whole, where it has fewer words), of each the lowest 16 bits, little endian, in base64url without padding: 86
 * characters. Who holds the text can find the sentence again; the signature holds too little to rebuild it. The same on
 * every machine.
 *
 * A. Broder, "On the resemblance and containment of documents", Compression and Complexity of Sequences 1997;
 * P. Li and A. C. König, "b-Bit minwise hashing", WWW 2010.
 */
export const minhash = (sentence: string): string => minhashOfWords(wordTexts(sentence));

/** The same of a sentence whose words (as `wordTexts` gives them) are at hand. */
export function minhashOfWords(words: readonly string[]): string {
  const shingles = shinglesOf(words);
  const bytes = Buffer.allocUnsafe(valueCount * valueBytes);
  for (let index = 0; index < valueCount; index += 1) {
    const smallest = smallestHash(shingles, seeds[index] ?? 0);
    bytes[index * valueBytes] = smallest & 0xff;
    bytes[index * valueBytes + 1] = (smallest >>> 8) & 0xff;
  }
  return bytes.toString('base64url');
}

function smallestHash(shingles: Uint32Array, seed: number): number {
  let smallest = 0xffffffff;
  for (let at = 0; at < shingles.length; at += 1) {
    const hash = mix((shingles[at] ?? 0) ^ seed);
    if (hash < smallest) smallest = hash;
  }
  return smallest;
}

/**
 * Estimates the Jaccard index of the shingle sets of two sentences, 0 to 1, from their signatures: the share of equal
 * values, less the chance that 16 bits agree (Li and König 2010). Standard error sqrt(J (1 - J) / 32), at most 0.09.
 */
export function minhashSimilarity(one: string, other: string): number {
  const left = Buffer.from(one, 'base64url');
  const right = Buffer.from(other, 'base64url');
  let equal = 0;
  for (let index = 0; index < valueCount; index += 1) {
    const at = index * valueBytes;
    if (at + 1 < left.length && left[at] === right[at] && left[at + 1] === right[at + 1]) equal += 1;
  }
  const chance = 2 ** (-8 * valueBytes);
  return Math.max(0, (equal / valueCount - chance) / (1 - chance));
}
