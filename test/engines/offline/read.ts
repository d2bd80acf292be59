import { createOfflineEngine, draftOf as draftOfSentences } from '../../../src/engines/offline/index.ts';
import { loadTagger } from '../../../src/engines/offline/tagger.ts';
import { splitSentences } from '../../../src/text/sentences.ts';
import type { Document } from '../../../src/types/document.ts';
import type { Draft, DraftAttribute } from '../../../src/types/draft.ts';
import type { Sentence } from '../../../src/types/passage.ts';

const engine = await createOfflineEngine();

const noCredit = { title: null, authors: [], year: null, doi: null, url: null, license: null };

const tag = await loadTagger();

/** The draft of a text that is one passage, whatever its language. */
export async function draftOf(text: string, sentences: Sentence[] = splitSentences(text)): Promise<Draft> {
  return draftOfSentences(sentences, text, tag, { minConfidence: 0 });
}

/** The draft that the engine gives of a document. */
export async function extractFrom(text: string): Promise<Draft> {
  const sentences = splitSentences(text);
  const document: Document = {
    id: 'made-up',
    credit: noCredit,
    text,
    sha256: '',
    language: null,
    blocks: [],
    place: 'test',
  };
  const passage = { index: 0, of: 1, start: 0, end: text.length, text, sentences };
  return (await engine.extract({ document, passage }, new AbortController().signal)).draft;
}

export type Told = {
  /** Relations as "subject | predicate | object", with ! before a denied and ~ or ? before a hedged or proposed one. */
  relations: string[];
  /** Attributes as "entity | name | value", marked likewise. */
  attributes: string[];
  draft: Draft;
};

const mark = (fact: { polarity: string; certainty: string }): string =>
  `${fact.polarity === 'negated' ? '!' : ''}${fact.certainty === 'hedged' ? '~' : fact.certainty === 'proposed' ? '?' : ''}`;

export async function tell(text: string): Promise<Told> {
  const draft = await draftOf(text);
  const names = new Map(draft.entities.map((entity) => [entity.id, entity.name]));
  return {
    relations: draft.relations.map(
      (relation) =>
        `${mark(relation)}${names.get(relation.subject)} | ${relation.predicate} | ${names.get(relation.object.entity ?? '')}`,
    ),
    attributes: draft.entities.flatMap((entity) =>
      entity.attributes.map((attribute) => `${mark(attribute)}${entity.name} | ${attribute.name} | ${attribute.value}`),
    ),
    draft,
  };
}

/** The first attribute of this name, wherever it is. */
export function attributeOf(draft: Draft, name: string): DraftAttribute | undefined {
  return draft.entities.flatMap((entity) => entity.attributes).find((attribute) => attribute.name === name);
}
