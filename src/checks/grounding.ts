import { isContentWord, stem, wordsOf } from '../text/words.ts';
import { type Check, type CheckOptions, findingAtField } from './check.ts';
import type { Field } from './fields.ts';
import { isRole, isRoleOrPointer } from './roles.ts';
import type { PassageSource } from './source.ts';

/**
 * Names and aliases stand in the passage: as they are, inflected, as an acronym of words of the passage or the long form
 * of one, or at least by their head noun. What does not is inferred; what shares no word with the passage is made up.
 */
export const grounding: Check = {
  name: 'grounding',
  looksAt: 'names and aliases of entities',
  threshold:
    'no head noun in the passage, or a proper name that is not there: warns (fails under --strict); no word at all: fails',
  says: 'the name is not in the passage',
  run: (source, view, options) =>
    view.fields
      .filter((field) => field.kind === 'name' || field.kind === 'alias')
      .flatMap((field) => {
        const grounds = groundsOf(source, field);
        return grounds === 'found' ? [] : [report(field, grounds, options)];
      }),
};

type Grounds = 'found' | 'inferred' | 'invented';

const report = (field: Field, grounds: Exclude<Grounds, 'found'>, options: CheckOptions) =>
  findingAtField(field, [], {
    check: 'grounding',
    severity: grounds === 'invented' || options.strict ? 'fail' : 'warn',
    message:
      grounds === 'invented'
        ? `nothing of “${field.text}” stands in the passage: name what the passage names, or leave it out`
        : `“${field.text}” is inferred: the passage does not name it so`,
    reason:
      grounds === 'invented'
        ? 'nothing of the name stands in the passage'
        : 'the name is inferred: the passage has it in no form',
  });

function groundsOf(source: PassageSource, field: Field): Grounds {
  const content = field.words.filter((word) => isContentWord(word) && /\p{L}/u.test(word));
  if (content.length === 0) return field.words.length === 0 || isWithin(source, field) ? 'found' : 'inferred';
  if (isAcronymInPassage(source, field)) return 'found';
  const found = content.filter((word) => isInPassage(source, word));
  const head = headOf(field.words);
  const isOfThePaper = head !== null && isRole(head) && properWords(field.text).length === 0;
  if (isOfThePaper)
    return content.every((word) => isRoleOrPointer(word) || found.includes(word)) ? 'found' : 'inferred';
  if (found.length === 0) return groundsOfStranger(source, field, content);
  if (head !== null && !isInPassage(source, head)) return 'inferred';
  return properWords(field.text).every((word) => isInPassage(source, word)) ? 'found' : 'inferred';
}

const groundsOfStranger = (source: PassageSource, field: Field, content: readonly string[]): Grounds => {
  if (isWithin(source, field)) return 'found';
  return namedAround(source, content) ? 'inferred' : 'invented';
};

/** "It" and "the same sites" may be called by the name that the text around the passage gives them. */
const namedAround = ({ surroundings }: PassageSource, words: readonly string[]): boolean =>
  surroundings !== null && words.every((word) => surroundings.names.has(word) || surroundings.names.has(stem(word)));

/** Names without words of their own, like those of formulas, stand in the text as they are or not at all. */
const isWithin = (source: PassageSource, field: Field): boolean =>
  source.lowerText().includes(field.text.toLowerCase());

const isInPassage = (source: PassageSource, word: string): boolean =>
  source.vocabulary.has(word) || source.vocabulary.has(stem(word));

/** The noun that the others describe: the last content word before "of", "for", "with" and the like. */
function headOf(words: readonly string[]): string | null {
  const link = words.findIndex(
    (word, at) => at > 0 && /^(?:of|for|with|in|on|from|by|to|at|between|without)$/.test(word),
  );
  const part = link === -1 ? words : words.slice(0, link);
  return part.findLast((word) => isContentWord(word) && /\p{L}/u.test(word)) ?? null;
}

/** Words that their own capitals or digits make proper names: GPT4, DarkFormer, DNA. A capital at the head tells nothing. */
const properWords = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => /.\p{Lu}|\p{L}.*\p{N}/u.test(text.slice(word.start, word.end)))
    .map((word) => word.text);

/** An acronym of words that stand together in the passage, or the long form of an acronym of the passage. */
function isAcronymInPassage(source: PassageSource, field: Field): boolean {
  const letters = /^\p{Lu}[\p{Lu}\p{Ll}]{0,3}\p{Lu}s?$/u.test(field.text)
    ? field.text.replace(/[^\p{Lu}]/gu, '').toLowerCase()
    : '';
  if (letters.length >= 3 && source.initials.includes(letters)) return true;
  if (field.words.length < 2) return false;
  const initials = field.words.map((word) => word.charAt(0)).join('');
  const contentInitials = field.words
    .filter(isContentWord)
    .map((word) => word.charAt(0))
    .join('');
  return [initials, `${initials}s`, contentInitials, `${contentInitials}s`].some(
    (acronym) => acronym.length >= 2 && source.acronyms.has(acronym),
  );
}
