import { isContentWord, stem, wordTexts } from '../text/words.ts';
import { type Check, type CheckOptions, findingAtFact, findingAtField } from './check.ts';
import type { Fact, View } from './fields.ts';
import { remembered } from './remembered.ts';
import type { PassageSource } from './source.ts';

/** Fewest content words that tell something by being unknown; least share of known ones that a summary has to have. */
const limits = { words: 2, phraseWords: 3, summaryShare: 0.2 } as const;

/** Fresh wording is wanted, but a fact of which no word and no name stands in the passage may be made up. */
export const support: Check = {
  name: 'support',
  looksAt: 'the words of each fact, each of its conditions, and the summary, beside all words of the passage',
  threshold: `${limits.phraseWords} content words and more of a fact without a number, or of its value, ${limits.words} of a condition, of which none stands in the passage, or a name that does not: warns (fails under --strict); a summary of which less than ${limits.summaryShare * 100}% do, or 40 letters and digits in a row that are encoded text: fails`,
  says: 'no word of it stands in the passage, or it is no wording at all',
  run: (source, view, options) => [
    ...encoded(view),
    ...ofSummary(source, view),
    ...view.facts.flatMap((fact) => ofFact(source, fact, options)),
  ],
};

const contentOf = (text: string): string[] =>
  wordTexts(text).filter((word) => isContentWord(word) && /\p{L}{2}/u.test(word));

const isKnown = ({ vocabulary }: PassageSource, word: string): boolean =>
  vocabulary.has(word) || vocabulary.has(stem(word));

/** Letters that words of one family share, whatever their endings: health and healthier, productive and productivity. */
const familyLetters = 6;

const familyOf = (word: string): string => word.slice(0, familyLetters);

const families = remembered(
  ({ words }: PassageSource) => new Set(words.filter((word) => word.length >= familyLetters).map(familyOf)),
);

const isRelated = (source: PassageSource, word: string): boolean =>
  isKnown(source, word) || (word.length >= familyLetters && families(source).has(familyOf(word)));

/** Base64 and its like: letters and digits in a row, longer than any word or name. Addresses have dots and colons. */
const encodedText = /(?<![\p{L}\p{N}./:])(?=[A-Za-z+/_-]{0,200}\d)[A-Za-z0-9+/_-]{40,}={0,2}/u;

/** A text can carry any wording in an encoding that no comparison of words sees. */
const encoded = (view: View) =>
  view.fields
    .filter(({ text }) => encodedText.test(text))
    .map((field) =>
      findingAtField(field, [], {
        check: 'support',
        severity: 'fail',
        reason: 'it holds encoded text',
        message: 'this holds encoded text, which is no fact: leave it out',
      }),
    );

function ofSummary(source: PassageSource, view: View) {
  const field = view.fields.find(({ kind }) => kind === 'summary');
  const words = contentOf(field?.text ?? '');
  if (field === undefined || words.length < limits.words) return [];
  if (words.filter((word) => isKnown(source, word)).length >= limits.summaryShare * words.length) return [];
  return [
    findingAtField(field, [], {
      check: 'support',
      severity: 'fail',
      reason: 'hardly a word of the summary stands in the passage',
      message: 'hardly a word of this stands in the text: say what the text says, with its own terms and names',
    }),
  ];
}

function ofFact(source: PassageSource, fact: Fact, { strict }: CheckOptions) {
  if (!hasUnknownPart(source, fact)) return [];
  return [
    findingAtFact(fact, {
      check: 'support',
      severity: strict ? 'fail' : 'warn',
      reason: 'words of the fact have nothing in the passage that they could rest on',
      message: 'nothing in the text is said with any of these words: use its terms and names, or leave the fact out',
    }),
  ];
}

function hasUnknownPart(source: PassageSource, fact: Fact): boolean {
  const isUnknown = (text: string, least: number): boolean => {
    const words = contentOf(text);
    return words.length >= least && !words.some((word) => isRelated(source, word));
  };
  const said = `${fact.label} ${fact.value ?? ''}`;
  // A number is a fact's own ground, and has a check of its own.
  const hasNumber = [fact.value ?? '', ...fact.conditions].some((text) => /\p{Nd}/u.test(text));
  if (!hasNumber && [said, fact.value ?? ''].some((text) => isUnknown(text, limits.phraseWords))) return true;
  const extras = [...fact.conditions, fact.quantity?.unit ?? ''];
  if (extras.some((text) => isUnknown(text, limits.words))) return true;
  return [fact.value ?? '', ...extras].some((text) => namesIn(text).some((word) => !isKnown(source, word)));
}

/** Words with a capital that do not begin their text: names, by their spelling. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/(?<=\S\s)\p{Lu}\p{Ll}[\p{L}\p{N}-]+/gu)].flatMap(([word]) => contentOf(word));
