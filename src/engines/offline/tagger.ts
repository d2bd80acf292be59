import type { ItsFunction } from 'wink-nlp';
import type { Tag, TagWords } from './words.ts';

/**
 * Loads wink-nlp with its English model; only the part-of-speech stage of its pipe is set up.
 * The tagger is handed words that it does not split again: see `writtenOf` in proxies.ts.
 */
export async function loadTagger(): Promise<TagWords> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNLP(model, ['pos']);
  const its = nlp.its;
  return (texts) => {
    const tokens = nlp.readDoc(texts.join(' ')).tokens();
    const parts = tokens.out();
    const tags = tokens.out(its.pos as ItsFunction<string>);
    const lemmas = parts.map((part, at) => {
      const tag = tags[at] ?? 'X';
      return lemmaOf(part, tag) ?? rememberLemma(part, tag, tokens.itemAt(at).out(its.lemma as ItsFunction<string>));
    });
    return aligned(texts, parts, tags, lemmas);
  };
}

/** Lemmas by tag and word: the tagger is slow to give them, and texts repeat their words. */
const lemmas = new Map<string, Map<string, string>>();
const mostLemmas = 10_000;

const lemmaOf = (word: string, tag: string): string | undefined => lemmas.get(tag)?.get(word);

function rememberLemma(word: string, tag: string, lemma: string): string {
  const ofTag = lemmas.get(tag) ?? new Map<string, string>();
  lemmas.set(tag, ofTag);
  if (ofTag.size >= mostLemmas) ofTag.clear();
  ofTag.set(word, lemma);
  return lemma;
}

/** One tag and lemma per word given; where a word was split after all, its last part speaks for it. */
function aligned(texts: string[], parts: string[], partTags: string[], partLemmas: string[]) {
  const tags: string[] = [];
  const lemmas: string[] = [];
  let part = 0;
  for (const text of texts) {
    let length = parts[part]?.length ?? 0;
    while (length < text.length && part + 1 < parts.length) {
      part++;
      length += parts[part]?.length ?? 0;
    }
    tags.push(partTags[part] ?? 'X');
    lemmas.push(partLemmas[part] ?? text.toLowerCase());
    part++;
  }
  return { tags, lemmas };
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

export const tagOf = (winkTag: string): Tag => known[winkTag] ?? 'OTHER';
