import { hash } from 'node:crypto';
import type { Checked } from '../types/checked.ts';
import type { Document } from '../types/document.ts';
import type { Target, Usage } from '../types/engine.ts';
import type { Passage } from '../types/passage.ts';
import { listCostOf, type Price } from '../types/price.ts';
import type { Unit } from '../types/unit.ts';
import { codePointOffsets } from './code-points.ts';
import { publishedContent } from './content.ts';
import { unitId } from './identity.ts';
import { signatures } from './signatures.ts';

/** Who made a unit: what is the same for every unit of a run. */
export type Maker = {
  version: string;
  engine: string;
  model: string | null;
  prompt: { id: string; sha256: string } | null;
  /** Of the model; null where it is not known. */
  price: Price | null;
};

/**
 * The last stage. Ids, offsets, hashes, audit and provenance are made here and nowhere else. The checked draft must be in canonical
 * order, so that the pointers of its findings lead into the unit.
 */
export function publishUnit(target: Target, checked: Checked, maker: Maker, usage: Usage): Unit {
  const { version, engine, model, prompt } = maker;
  const content: Omit<Unit, 'id'> = {
    schema: 'ku/1',
    document: published(target.document),
    passage: place(target),
    summary: checked.draft.summary,
    ...publishedContent(checked),
    audit: auditOf(checked),
    provenance: { tool: 'ku', version, engine, model, prompt, usage: publishedUsage(usage, maker) },
  };
  const { schema, ...rest } = content;
  return { schema, id: unitId(content), ...rest };
}

function publishedUsage(usage: Usage, { price }: Maker): Unit['provenance']['usage'] {
  const { inputTokens, outputTokens } = usage;
  return { inputTokens, outputTokens, cost: price === null ? null : listCostOf(usage, price) };
}

function auditOf({ copying, exemptRuns, order, numbers, repairs, findings, dropped }: Checked): Unit['audit'] {
  return {
    ...copying,
    exemptRuns,
    order: order === null ? null : Math.round(order * 10_000) / 10_000,
    numbers,
    repairs,
    findings: findings.map(({ check, severity, pointer, reason, evidence }) => ({
      check,
      severity,
      pointer,
      reason,
      evidence,
    })),
    dropped,
  };
}

function published(document: Document): Unit['document'] {
  return { id: document.id, ...document.credit, sha256: document.sha256 };
}

/** A document is counted through once for all its passages. */
const offsets = new WeakMap<Document, (offset: number) => number>();

function offsetsIn(document: Document): (offset: number) => number {
  const offset = offsets.get(document) ?? codePointOffsets(document.text);
  offsets.set(document, offset);
  return offset;
}

/** Of a passage that is all of its document, the digest is known. */
const isWhole = ({ text }: Document, passage: Passage): boolean =>
  passage.of === 1 && passage.start === 0 && passage.end === text.length;

function place({ document, passage }: { document: Document; passage: Passage }): Unit['passage'] {
  const offset = offsetsIn(document);
  const signatureOf = signatures({ document, passage });
  return {
    index: passage.index,
    of: passage.of,
    start: offset(passage.start),
    end: offset(passage.end),
    ...(passage.setting === undefined ? {} : { section: passage.setting.section, kind: passage.setting.kind }),
    sha256: isWhole(document, passage) ? document.sha256 : hash('sha256', passage.text),
    sentences: passage.sentences.map((sentence) => ({
      start: offset(passage.start + sentence.start),
      end: offset(passage.start + sentence.end),
      minhash: signatureOf(sentence),
    })),
  };
}
