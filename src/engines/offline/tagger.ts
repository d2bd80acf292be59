import type { Automaton } from 'wink-nlp/src/automaton.js';
import type { Part, StandIn, Tag } from './tags.ts';
import { readerOf, type TagModel, type WordReader } from './word-parts.ts';
import type { TagWords } from './words.ts';

let loaded: Promise<TagWords> | undefined;

/** Loads wink-nlp with its English model, once. */
export function loadTagger(): Promise<TagWords> {
  loaded ??= load();
  return loaded;
}

/**
 * wink-nlp's rules for tags over what its reader knows of each word. Its own way from a text to tags splits, looks up and describes each
 * word anew, and that takes four fifths of its time.
 */
async function load(): Promise<TagWords> {
  const [{ default: winkNLP }, { default: automaton }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-nlp/src/automaton.js'),
    import('wink-eng-lite-web-model'),
  ]);
  const reader = readerOf(winkNLP, model);
  const rules = (model.pos as () => TagModel)().machines.map((machine) => {
    const rule = automaton(null, noEvent);
    rule.importJSON(machine);
    return rule;
  });
  return (words) => tagged(words, rules, reader);
}

/** An event that no word is. */
const noEvent = 0;

function tagged(words: readonly StandIn[], rules: Automaton[], reader: WordReader): ReturnType<TagWords> {
  const parts: Part[] = [];
  const lasts: number[] = [];
  for (const word of words) {
    word.parts ??= reader.partsOf(word.text);
    // Where a word was split after all, its last part speaks for it.
    for (const part of word.parts) parts.push(part);
    lasts.push(parts.length - 1);
  }
  const tags = tagsOf(parts, rules);
  const winkTagAt = (index: number): number => tags[lasts[index] ?? -1] ?? 0;
  return {
    tagAt: (index) => tagOf(winkTagAt(index), reader),
    lemmaAt: (index) => lemmaOf(words[index]?.text ?? '', winkTagAt(index), reader),
  };
}

/** The tags of parts in a row: the likeliest of each, unless a rule finds another among those before and after it. */
function tagsOf(parts: readonly Part[], rules: Automaton[]): number[] {
  const tags: number[] = [];
  const events: number[] = [];
  for (const { tag, hint } of parts) {
    tags.push(tag);
    events.push(hint || tag);
  }
  for (const rule of rules) {
    for (const [at, , found] of rule.recognize(events)) {
      const part = parts[at];
      const tag = Math.abs(Number(found));
      // Below 0 is what holds of any word.
      if (part === undefined || (Number(found) > 0 && (part.allowed & (1 << tag)) === 0)) continue;
      tags[at] = tag;
      events[at] = part.hint || tag;
    }
  }
  for (const [at, part] of parts.entries()) if (part.isFixed) tags[at] = part.tag;
  return tags;
}

/** Lemmas by tag and word: the tagger is slow to give them, and texts repeat their words. */
const lemmas = new Map<number, Map<string, string>>();
const mostLemmas = 10_000;

function lemmaOf(word: string, tag: number, reader: WordReader): string {
  const ofTag = lemmas.get(tag) ?? new Map<string, string>();
  const known = ofTag.get(word);
  if (known !== undefined) return known;
  const lemma = reader.lemmaOf(word, tag);
  if (ofTag.size >= mostLemmas) ofTag.clear();
  lemmas.set(tag, ofTag.set(word, lemma));
  return lemma;
}

const known: Record<string, Tag> = {
  NOUN: 'NOUN',
  PROPN: 'PROPN',
  ADJ: 'ADJ',
  ADV: 'ADV',
  VERB: 'VERB',
  AUX: 'AUX',
  ADP: 'ADP',
  DET: 'DET',
  PRON: 'PRON',
  NUM: 'NUM',
  CCONJ: 'CCONJ',
  SCONJ: 'SCONJ',
  PART: 'PART',
  PUNCT: 'PUNCT',
};

/** The tags by the tagger's numbers, as far as they were met. */
const named: Tag[] = [];

function tagOf(winkTag: number, reader: WordReader): Tag {
  const tag = named[winkTag] ?? known[reader.nameOf(winkTag)] ?? 'OTHER';
  named[winkTag] = tag;
  return tag;
}
