import { beForms, haveForms } from './lexicon.ts';
import type { Word } from './words.ts';

export const isNominal = (word: Word | undefined): boolean => word?.tag === 'NOUN' || word?.tag === 'PROPN';

/** The nearest word before `index` that is no adverb. */
function beforeAdverbs(words: Word[], index: number): Word | undefined {
  let at = index - 1;
  while (words[at]?.tag === 'ADV') at--;
  return words[at];
}

/** Does a nominal follow within a few modifiers, so that what stands here can modify it? */
export function leadsToNoun(words: Word[], from: number): boolean {
  for (let at = from; at < from + 6; at++) {
    const word = words[at];
    if (isNominal(word)) return true;
    if (word?.text === ',' && (words[at + 1]?.tag === 'ADJ' || words[at + 1]?.tag === 'CCONJ')) continue;
    if (word === undefined || !['ADJ', 'ADV', 'VERB', 'CCONJ', 'QTY', 'NUM'].includes(word.tag)) return false;
  }
  return false;
}

/** Gerunds that stand inside compounds: "credit scoring data". */
const nounGerunds = new Set(
  `scoring programming boosting signaling signalling operating mixing learning processing imaging sequencing training testing building mining
  modeling modelling planning sampling binding engineering computing manufacturing ageing aging coding trafficking housing heating
  cooling lighting funding farming marketing banking loading screening counting sensing tracking filtering scaling crossing forming
  understanding reasoning answering capturing bridging charging spinning breeding housing grazing sorting folding splicing docking staining blotting foraging nesting
  spawning diving swimming walking landing dating tagging ranking clustering welding casting drilling milling`.split(
    /\s+/,
  ),
);

const opensModifier = new Set(['DET', 'ADJ', 'QTY', 'NUM', 'POSS']);

const drifting = /^(?:occurring|existing|growing|changing|moving|living|emerging|varying)$/;

/** "credit scoring data", "correct and challenging questions", "naturally occurring mutations". */
function isGerundModifier(words: Word[], index: number, before: Word): boolean {
  const lower = words[index]?.lower ?? '';
  const isBeforeNoun = words[index + 1]?.tag === 'ADJ' && isNominal(words[index + 2]);
  const compound = nounGerunds.has(lower) && (isNominal(words[index + 1]) || isBeforeNoun);
  if (isNominal(before)) return compound;
  if (words[index - 1]?.tag === 'ADV' && drifting.test(lower)) return true;
  return before.tag === 'CCONJ' && (words[index - 2]?.tag === 'ADJ' || compound);
}

function isParticipleModifier(words: Word[], index: number, before: Word): boolean {
  if (isNominal(before)) return hasFiniteVerb(words, index);
  if (before.tag === 'VERB') return before.verbForm !== 'past';
  if (before.tag === 'CCONJ') return !continuesPast(words, index);
  if (before.tag === 'PUNCT') return hasVerbBefore(words, index) || hasFiniteVerb(words, index);
  return before.tag === 'ADP' || before.tag === 'SCONJ';
}

/** A cheap first look, so that looks around do not call one another. */
const looksModifying = (words: Word[], index: number): boolean => {
  const before = words[index - 1];
  const isAfterPreposition = before?.tag === 'ADP' && before.lower !== 'to';
  return (
    before === undefined ||
    isAfterPreposition ||
    opensModifier.has(before.tag) ||
    before.classes.isDeterminer ||
    before.text === ','
  );
};

/** "between measured energies and reported": the phrase before "and" begins with such a modifier too. */
function followsModified(words: Word[], last: number): boolean {
  let at = last;
  while (isNominal(words[at]) || words[at]?.tag === 'ADJ') at--;
  const isOpened = words[at - 1]?.tag === 'ADP' || words[at - 1]?.tag === 'DET';
  return at < last && words[at]?.tag === 'VERB' && words[at]?.verbForm === 'past' && isOpened;
}

/** "The firm cut prices and raised wages": after "and", a past form goes on a past tense, where no modifier stands before it. */
function continuesPast(words: Word[], index: number): boolean {
  const joined = words[index - 2];
  if (joined?.tag === 'ADJ' || joined?.tag === 'VERB' || followsModified(words, index - 2)) return false;
  for (let at = index - 2; at >= 0 && index - at < 25; at--) {
    const word = words[at];
    if (word === undefined || word.tag === 'SCONJ' || /^[;:]$/.test(word.text)) return false;
    if (word.tag !== 'VERB' || looksModifying(words, at) || isReduced(words, at)) continue;
    return word.verbForm === 'past' && !beForms.has(beforeAdverbs(words, at)?.lower ?? '');
  }
  return false;
}

/** "a model coupled to X": a past form between a noun and a preposition in a clause that has its verb before it. */
const isReduced = (words: Word[], at: number): boolean =>
  words[at]?.verbForm === 'past' &&
  isNominal(words[at - 1]) &&
  words[at + 1]?.tag === 'ADP' &&
  hasVerbBefore(words, at);

/** Is there a verb before this place that is no modifier? */
function hasVerbBefore(words: Word[], index: number): boolean {
  for (let at = index - 1; at >= 0 && index - at < 40; at--) {
    const word = words[at];
    if (word?.tag === 'AUX') return true;
    if (word?.tag === 'VERB' && word.verbForm !== 'ing' && !looksModifying(words, at)) return true;
  }
  return false;
}

/** Verbs that keep an object in the passive: "was given a name". */
const twoObjects =
  /^(?:given|assigned|offered|awarded|granted|called|named|termed|considered|deemed|shown|told|taught|asked|paid|elected|appointed|declared|made|dubbed|labelled|labeled|rendered|sent|lent|denied|charged|left|used|held|born|said|found|kept|set|put|described)$/;

const timeNouns =
  /^(?:today|yesterday|tomorrow|years?|months?|weeks?|days?|hours?|minutes?|times?|twice|years?|half|part|home|others?)$/;

/** "They are generalized models of": a participle right before a noun, after "be", belongs to the noun. */
function isPredicateNoun(words: Word[], index: number): boolean {
  if (twoObjects.test(words[index]?.lower ?? '')) return false;
  let at = index + 1;
  while (words[at]?.tag === 'ADJ') at++;
  const noun = words[at];
  return noun?.tag === 'NOUN' && /^\p{Ll}/u.test(noun.text) && !timeNouns.test(noun.lower);
}

/** Is this verb form a modifier in front of a noun ("the limited data", "rewritten responses") and not a verb? */
export function isModifier(words: Word[], index: number): boolean {
  const word = words[index];
  if (word?.tag !== 'VERB') return false;
  const form = word.verbForm;
  if ((form !== 'past' && form !== 'ing') || !leadsToNoun(words, index + 1)) return false;
  const before = beforeAdverbs(words, index);
  if (before === undefined) return form === 'past';
  if (before.lower === 'which' || before.lower === 'that') return false;
  if (index === 1 && /^(?:this|that)$/.test(before.lower) && !hasFiniteVerb(words, index)) return false;
  if (opensModifier.has(before.tag) || before.classes.isDeterminer) return true;
  if (haveForms.has(before.lower)) return form === 'ing';
  if (beForms.has(before.lower)) return form === 'past' && isPredicateNoun(words, index);
  return form === 'ing' ? isGerundModifier(words, index, before) : isParticipleModifier(words, index, before);
}

/** Words that end a clause for a look around that needs no parse. */
export const isBoundary = (word: Word): boolean =>
  word.classes.isBoundary || word.tag === 'SCONJ' || word.tag === 'CCONJ';

/** A conjunction between nouns does not end the clause. */
const joinsNouns = (words: Word[], at: number): boolean =>
  words[at]?.tag === 'CCONJ' && ['NOUN', 'PROPN', 'ADJ', 'DET'].includes(words[at + 1]?.tag ?? '');

const isPlainFinite = (words: Word[], index: number): boolean => {
  const word = words[index];
  if (word?.tag === 'AUX') return words[index - 1]?.lower !== 'to';
  return word?.tag === 'VERB' && ['base', 's'].includes(word.verbForm) && words[index - 1]?.lower !== 'to';
};

/** Is there a finite verb that is certain in the clause around `index`, beside the word itself? */
export function hasFiniteVerb(words: Word[], index: number): boolean {
  for (const step of [-1, 1]) {
    for (let at = index + step; at >= 0 && at < words.length && Math.abs(at - index) < 30; at += step) {
      const word = words[at];
      if (word === undefined || (isBoundary(word) && !joinsNouns(words, at))) break;
      if (isPlainFinite(words, at)) return true;
    }
  }
  return false;
}
