import type { ItsFunction, Model, default as WinkNlp } from 'wink-nlp';
import type { Part } from './tags.ts';

/** What wink-nlp's reading of a text is made of, as its model's functions get it. */
type Cache = {
  isMemberPOS(lexeme: number, tag: number): boolean;
  valueOf(feature: 'pos', index: number): string;
};
type Raw = { tokens: number[]; cache: Cache };

/** The part of wink-nlp's model that tags; it says what its functions are given. */
export type TagModel = {
  machines: string[];
  transformers: ((tag: number, cache: Cache, tokens: number[], index: number) => number)[];
  updater(found: unknown, cache: Cache, tags: number[], lexemes: number[]): void;
  setter(raw: Raw, tags: number[], size: number, bits: number): void;
};

/** How many numbers a token of wink-nlp has; the third holds tag and lemma, and is 0 where they depend on what stands around. */
const tokenSize = 4;
/** More than there are tags. */
const tagCount = 30;

/** Bit n is set where the tag n is one that the word may have. */
function tagsOf(lexeme: number, cache: Cache): number {
  let bits = 0;
  for (let tag = 0; tag < tagCount; tag++) if (cache.isMemberPOS(lexeme, tag)) bits |= 1 << tag;
  return bits;
}

export type WordReader = {
  /** What the rules for tags ask of a word, part by part. */
  partsOf(word: string): Part[];
  /** The base form of the last part of a word under a tag. */
  lemmaOf(word: string, tag: number): string;
  nameOf(tag: number): string;
};

/** wink-nlp as a reader of single words: it splits them, and knows what each part may be. */
export function readerOf(winkNLP: typeof WinkNlp, model: Model): WordReader {
  const own = (model.pos as () => TagModel)();
  let lexemes: number[] = [];
  let parts: Part[] = [];
  /** The tag to set, or 0 where parts are read. */
  let wanted = 0;
  let nameOf = (_tag: number): string => '';
  const asked: TagModel = {
    ...own,
    machines: own.machines.slice(0, 1),
    updater: (_found, _cache, _tags, given) => {
      lexemes = given;
    },
    setter: ({ tokens, cache }, tags, size, bits) => {
      nameOf = (tag) => cache.valueOf('pos', tag);
      if (wanted > 0) return own.setter({ tokens, cache }, tags.fill(wanted), size, bits);
      parts = tags.map((tag, at) => ({
        tag,
        hint: own.transformers[0]?.(0, cache, tokens, at) ?? 0,
        allowed: tagsOf(lexemes[at] ?? 0, cache),
        isFixed: tokens[at * tokenSize + 2] !== 0,
      }));
    },
  };
  const nlp = winkNLP({ ...model, pos: () => asked }, ['pos']);
  const read = (word: string, tag: number) => {
    wanted = tag;
    return nlp.readDoc(word).tokens();
  };
  return {
    partsOf: (word) => {
      read(word, 0);
      return parts;
    },
    lemmaOf: (word, tag) => {
      const tokens = read(word, tag);
      return tokens.itemAt(tokens.length() - 1).out(nlp.its.lemma as ItsFunction<string>);
    },
    nameOf: (tag) => nameOf(tag),
  };
}
