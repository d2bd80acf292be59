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
    const tags = tokens.out(its.pos as ItsFunction<string>);
    const places = tags.length === texts.length ? null : lastParts(texts, tokens.out());
    const placeOf = (index: number): number => places?.[index] ?? index;
    return {
      tagAt: (index) => tags[placeOf(index)] ?? 'X',
      lemmaAt: (index) => {
        const place = placeOf(index);
        const word = texts[index] ?? '';
        if (place >= tags.length) return word.toLowerCase();
        // What was split is no word of its own.
        const part = places === null ? word : tokens.itemAt(place).out();
        const tag = tags[place] ?? 'X';
        return (
          lemmaOf(part, tag) ?? rememberLemma(part, tag, tokens.itemAt(place).out(its.lemma as ItsFunction<string>))
        );
      },
    };
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

/** Of each word given the place of its part in the tagger's answer; where it was split after all, its last part speaks for it. */
function lastParts(texts: string[], parts: string[]): number[] {
  let part = -1;
  return texts.map((text) => {
    part++;
    let length = parts[part]?.length ?? 0;
    while (length < text.length && part + 1 < parts.length) {
      part++;
      length += parts[part]?.length ?? 0;
    }
    return part;
  });
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
