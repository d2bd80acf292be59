import { createHash } from 'node:crypto';
import { minhash } from '../text/minhash.ts';
import type { Checked } from '../types/checked.ts';
import type { Document } from '../types/document.ts';
import type { Target, Usage } from '../types/engine.ts';
import type { Passage } from '../types/passage.ts';
import type { Unit } from '../types/unit.ts';
import { inCanonicalOrder } from './canonical-order.ts';
import { codePointOffsets } from './code-points.ts';
import { unitId } from './identity.ts';

/** Who made a unit: what is the same for every unit of a run. */
export type Maker = {
  version: string;
  engine: string;
  model: string | null;
  prompt: { id: string; sha256: string } | null;
};

/** The last stage. Ids, offsets, hashes, audit and provenance are made here and nowhere else. */
export function publishUnit(target: Target, checked: Checked, maker: Maker, usage: Usage): Unit {
  const { draft, copying, numbers, repairs, dropped } = checked;
  const content: Omit<Unit, 'id'> = {
    schema: 'ku/1',
    document: published(target.document),
    passage: place(target),
    summary: draft.summary,
    ...inCanonicalOrder(draft),
    audit: { ...copying, numbers, repairs, dropped },
    provenance: { tool: 'ku', ...maker, usage: { ...usage, cost: null } },
  };
  const { schema, ...rest } = content;
  return { schema, id: unitId(content), ...rest };
}

function published(document: Document): Unit['document'] {
  return { id: document.id, ...document.credit, sha256: document.sha256 };
}

function place({ document, passage }: { document: Document; passage: Passage }): Unit['passage'] {
  const offset = codePointOffsets(document.text);
  return {
    index: passage.index,
    of: passage.of,
    start: offset(passage.start),
    end: offset(passage.end),
    sha256: createHash('sha256').update(passage.text, 'utf8').digest('hex'),
    sentences: passage.sentences.map((sentence) => ({
      start: offset(passage.start + sentence.start),
      end: offset(passage.start + sentence.end),
      minhash: minhash(sentence.text),
    })),
  };
}
