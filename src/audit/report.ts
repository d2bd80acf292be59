import type { CopyFigures, NumberFigures } from '../types/checked.ts';
import type { CheckName, Finding, Missing } from '../types/finding.ts';

/** How units find their sources: by the digest of the document, by its id, or by their places in the input. */
export const matches = ['digest', 'id', 'order'] as const;
export type Match = (typeof matches)[number];

/** Where something stands: the pointer leads into the line (JSONL), the file (JSON) or the document of a stream (YAML). */
export type Place = { file: string; line: number | null; pointer: string };

/** What is wrong at a place of a unit file. */
export type AuditFinding = Place & {
  /** `structure`: the unit contradicts itself, or its source. */
  check: CheckName | 'structure';
  severity: Finding['severity'];
  /** Never the wording of the source. */
  reason: string;
  measured: number | null;
  /** May quote the source; null unless the text is asked for. */
  message: string | null;
};

export type Figures = CopyFigures & {
  /** Words of all texts of the unit. */
  words: number;
  exemptRuns: number;
  numbers: NumberFigures;
  order: number | null;
  fail: number;
  warn: number;
  missing: { names: number; numbers: number; sentences: number };
};

/** What a model wrote that was shown the unit alone, held against the source. */
export type Reconstruction = CopyFigures & { words: number; exemptRuns: number; rougeL: number | null };

/** One unit, or what a file of another extractor says about one document, held against its source. */
export type UnitAudit = Place & {
  /** Its id, when it is a unit of ours. */
  unit: string | null;
  document: string;
  figures: Figures;
  findings: AuditFinding[];
  /** What the source states and the unit does not say, in the words of the source; null unless the text is asked for. */
  missing: Missing[] | null;
  reconstruction: Reconstruction | null;
};

/** Why a part of the input could not be audited. */
export type AuditProblem = Place & {
  code: 'unreadable' | 'not-a-unit' | 'no-text' | 'empty' | 'no-source' | 'not-reconstructed' | 'interrupted';
  message: string;
  hint: string;
};

export type DocumentAudit = { document: string; units: number; figures: Figures };

export type AuditReport = {
  match: Match;
  sources: { documents: number; failed: number; withoutUnits: number };
  problems: AuditProblem[];
  /** In the order of the unit files. */
  units: UnitAudit[];
  documents: DocumentAudit[];
  total: Figures;
};
