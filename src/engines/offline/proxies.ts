import { type Classes, classesOf } from './classes.ts';
import { adverbs, beForms, doForms, haveForms, modals, negators, prepositions } from './lexicon.ts';
import { singularOf, type VerbForm, verbForm } from './morphology.ts';
import { mayOpenQuantity } from './quantity-words.ts';
import { inPlace, remembered } from './remembered.ts';
import type { StandIn, Tag } from './tags.ts';

/** Longer tokens are no words; the tagger is spared them. */
const longestWord = 60;

const participleEnding = /(?:ed|ing|en)$/;
const adjectiveTails = new Set(
  'only based free like wide scale level specific dependent type order rich poor art related long term high low year old end source of time shot'.split(
    ' ',
  ),
);

type Proxy = { proxy: string; tag: Tag | null };

/** Compounds stand for their last part: "self-trained" is tagged like "trained", "oil-based" like an adjective, "plug-in" like a noun. */
function compoundProxy(text: string, tail: string): Proxy {
  if (/^(?:pre|re|co|fine|self|de|non)[-‐‑–]/iu.test(text) && participleEnding.test(tail))
    return { proxy: tail, tag: null };
  if (/^(?:in|on|off|out|up|down|by|to|at|no)[-‐‑–]/iu.test(text)) return { proxy: 'large', tag: 'ADJ' };
  if (/^(?:in|on|off|up|down|out|over|back)$/.test(tail)) return { proxy: 'model', tag: 'NOUN' };
  if (participleEnding.test(tail) || adjectiveTails.has(tail)) return { proxy: 'large', tag: 'ADJ' };
  return { proxy: tail, tag: null };
}

/** What stands in for a word in the tagger's input, and the tag that is certain beforehand, if one is. */
function proxyOf(text: string): Proxy {
  if (text.length > longestWord) return { proxy: 'NASA', tag: 'PROPN' };
  if (/^[a-z]+$/.test(text) || /^[A-Z][a-z]+$/.test(text)) return { proxy: text, tag: null };
  if (/^\d+$/.test(text)) return { proxy: text, tag: 'NUM' };
  if (text === '--') return { proxy: ',', tag: 'PUNCT' };
  if (text === "'s") return { proxy: 'of', tag: 'POSS' };
  if (/^[A-Z][A-Za-z]*[A-Z]s$/.test(text)) return { proxy: 'models', tag: 'NOUN' };
  if (!/[\p{L}\p{N}]/u.test(text))
    return /^[^\p{L}\p{N}]$/u.test(text) ? { proxy: text, tag: 'PUNCT' } : { proxy: 'NASA', tag: 'OTHER' };
  const tail = /[-‐‑–]([a-z]+)$/u.exec(text)?.[1];
  return tail === undefined ? { proxy: 'NASA', tag: 'PROPN' } : compoundProxy(text, tail);
}

/** Words whose class is closed: the tagger's doubts about them do not matter. */
function closedTag(lower: string): Tag | null {
  if (beForms.has(lower) || modals.has(lower) || lower === "'ve") return 'AUX';
  if (negators.has(lower) && lower !== 'nor') return 'PART';
  if (lower === 'today' || lower === 'nowadays') return 'ADV';
  if (lower === 'when' || lower === 'whilst' || lower === 'whereas') return 'SCONJ';
  if (lower === 'and/or' || lower === 'and' || lower === 'or' || lower === 'but' || lower === 'nor') return 'CCONJ';
  if (lower === 'of' || lower === 'in' || lower === 'with' || lower === 'from' || lower === 'by' || lower === 'for')
    return 'ADP';
  if (lower === 'let') return 'VERB';
  if (lower === 'a' || lower === 'an' || lower === 'the') return 'DET';
  return null;
}

/** Words that look like prepositions and are as often something else. */
const seldomPrepositions = new Set(
  'like given based using compared following including considering regarding concerning'.split(' '),
);

/**
 * What is known of a word before the tagger is asked: what stands in for it, its tag where that is certain, and where it is likely; what
 * form of a verb and of a noun it may be, and whether a quantity may begin with it.
 */
export type Written = {
  text: string;
  lower: string;
  verbForm: VerbForm;
  singular: string;
  classes: Classes;
  standIn: StandIn;
  certain: Tag | null;
  likely: 'ADP' | 'ADV' | null;
  opensQuantity: boolean;
};

/** Words with one text for the tagger share what it finds out about that. */
export const standInOf: (text: string) => StandIn = remembered((text) => ({ text, parts: null }));

/** What is known of the word that stands in a text from `start` to `end`. */
export const wordIn: (text: string, start: number, end: number) => Written = inPlace((text) => {
  const lower = text.toLowerCase();
  const { proxy, tag } = proxyOf(text);
  const isAuxiliary = text === lower && (haveForms.has(lower) || doForms.has(lower));
  const certain = text === 'May' ? 'PROPN' : (closedTag(lower) ?? tag ?? (isAuxiliary ? 'AUX' : null));
  return {
    text,
    lower,
    verbForm: verbForm(lower),
    singular: singularOf(lower),
    classes: classesOf(lower),
    standIn: standInOf(proxy),
    certain,
    likely: text === lower ? likelyTag(lower) : null,
    opensQuantity: mayOpenQuantity(text),
  };
});

export const writtenOf = (text: string): Written => wordIn(text, 0, text.length);

function likelyTag(lower: string): Written['likely'] {
  if (prepositions.has(lower) && !seldomPrepositions.has(lower)) return 'ADP';
  return adverbs.has(lower) ? 'ADV' : null;
}

/** The tag of a word: of its closed class, as it is certain beforehand, or as the tagger has it. */
export function tagFor({ certain, likely }: Written, fromTagger: Tag): Tag {
  if (certain !== null) return certain;
  if (likely === 'ADP') return fromTagger === 'ADV' || fromTagger === 'ADJ' ? fromTagger : 'ADP';
  return likely === 'ADV' && fromTagger !== 'ADJ' && fromTagger !== 'DET' ? 'ADV' : fromTagger;
}
