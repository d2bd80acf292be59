import { createHash } from 'node:crypto';
import { passagesOf } from '../../src/passages/index.ts';
import type { Document } from '../../src/types/document.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Target } from '../../src/types/engine.ts';

/** A document of a text, with nothing known beside it. */
function documentOf(text: string, id = 'made-up'): Document {
  const credit = { title: null, authors: [], year: null, doi: null, url: null, license: null };
  const sha256 = createHash('sha256').update(text).digest('hex');
  const blocks: Document['blocks'] = [{ kind: 'paragraph', section: [], start: 0, end: text.length, rows: null }];
  return { id, credit, text, sha256, language: null, blocks, place: `${id}.txt` };
}

export function targetOf(text: string, id?: string): Target {
  const document = documentOf(text, id);
  const [passage] = passagesOf(document);
  if (passage === undefined) throw new Error('the text has no passage');
  return { document, passage };
}

const plain = { conditions: [], polarity: 'affirmed', certainty: 'stated', evidence: [1] } as const;

/** A small valid draft about `name`. */
export function draftAbout(name: string): Draft {
  const attribute = { name: 'colour', value: 'blue', quantity: null, ...plain, conditions: [], evidence: [1] };
  return {
    summary: null,
    entities: [{ id: 'e1', name, type: 'other', aliases: [], attributes: [attribute] }],
    relations: [],
  };
}
