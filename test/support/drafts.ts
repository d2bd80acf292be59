import { createHash } from 'node:crypto';
import { passagesOf } from '../../src/passages/index.ts';
import type { Document } from '../../src/types/document.ts';
import type { Draft, DraftAttribute, DraftEntity, DraftRelation } from '../../src/types/draft.ts';
import type { Target } from '../../src/types/engine.ts';

/** A document of one passage with the text. */
export function targetOf(text: string, title: string | null = null): Target {
  const document: Document = {
    id: 'made-up',
    credit: { title, authors: [], year: null, doi: null, url: null, license: null },
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    language: null,
    blocks: [],
    place: 'test',
  };
  const [passage] = passagesOf(document);
  if (passage === undefined) throw new Error('the text has no passage');
  return { document, passage };
}

export const attributeOf = (change: Partial<DraftAttribute> = {}): DraftAttribute => ({
  name: 'height',
  value: 'tall',
  quantity: null,
  conditions: [],
  polarity: 'affirmed',
  certainty: 'stated',
  evidence: [1],
  ...change,
});

export const entityOf = (id: string, name: string, change: Partial<DraftEntity> = {}): DraftEntity => ({
  id,
  name,
  type: 'other',
  aliases: [],
  attributes: [],
  ...change,
});

export const relationOf = (
  subject: string,
  predicate: string,
  object: Partial<DraftRelation['object']>,
  change: Partial<DraftRelation> = {},
): DraftRelation => ({
  subject,
  predicate,
  object: { entity: null, value: null, quantity: null, ...object },
  conditions: [],
  polarity: 'affirmed',
  certainty: 'stated',
  evidence: [1],
  ...change,
});

export const draftOf = (change: Partial<Draft> = {}): Draft => ({
  summary: null,
  entities: [],
  relations: [],
  ...change,
});
