/** The parts of a draft that can be dropped. */
export type Droppable = 'entity' | 'attribute' | 'relation' | 'summary' | 'alias' | 'condition';

/** The checks, by name; `structure` is the one that comes before them. */
export type CheckName =
  | 'copied-wording'
  | 'near-copy'
  | 'numbers'
  | 'quantity'
  | 'grounding'
  | 'support'
  | 'polarity'
  | 'certainty'
  | 'direction'
  | 'evidence'
  | 'context';

/** What a check says of a draft: where, how bad, and why. */
export type Finding = {
  check: CheckName;
  /** What fails is repaired or dropped; what warns is published and counted. */
  severity: 'warn' | 'fail';
  /** JSON Pointer into the draft that was checked: the field, or the fact where it is about several fields. */
  pointer: string;
  /** What has to go when the finding stays, and its pointer: the fact, or the entity, alias or summary. */
  what: Droppable;
  target: string;
  /** For the model and for a user who asks: says what to change, and may quote the source. */
  message: string;
  /** For the unit's audit: never the wording of the source. */
  reason: string;
  /** Sentences that the fact cites. */
  evidence: number[];
  /** What was measured against the threshold: words of a run, a distance, a share; null where nothing is. */
  measured: number | null;
  /** The sentence that fits better than the cited ones, where the check knows one. */
  sentence: number | null;
};

/** Something that the passage states and no fact says. */
export type Missing = {
  kind: 'name' | 'number' | 'sentence';
  /** The wording of the source: for the second look and for a user who asks, never for the unit. */
  text: string;
  /** Numbers of the sentences in which it stands. */
  sentences: number[];
};
