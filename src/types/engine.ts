import type { Document } from './document.ts';
import type { Draft } from './draft.ts';
import type { Missing } from './finding.ts';
import type { Passage } from './passage.ts';
import type { Repair, RepairRequest } from './repair.ts';
import type { Resolver } from './resolution.ts';
import type { Usage } from './usage.ts';

export type { Usage } from './usage.ts';

/** What an engine is given: one passage, and the document that it is part of. */
export type Target = {
  document: Document;
  passage: Passage;
  /** Names that the units before it gave to their entities; absent where passages are read independently of one another. */
  names?: readonly string[];
};

type PromptReference = { id: string; sha256: string };

/** What an engine claims about it, and what that took; with the prompt where it is another than the engine's own. */
export type Answer = { draft: Draft; usage: Usage; attempts: number; prompt?: PromptReference };

type RepairAnswer = { repairs: Repair[]; usage: Usage; attempts: number };

/** How far an engine whose answers are kept will say again what it said. */
type Keeping = {
  /** All that decides its answers but what it is asked: where another engine has the same text, it answers the same from the cache. */
  identity: string;
  /** Keys of the answers that it was given for a document. */
  keysOf(document: Document): string[];
};

/**
 * The one thing that the pipeline knows of an engine. An engine that can't answer throws a DocumentError, one that can't
 * go on at all a KuError; nothing else passes this line. Without `repair` and `complete` there is no model to ask again:
 * what fails is dropped, and nobody looks twice.
 */
export type Engine = {
  name: string;
  model: string | null;
  prompt: PromptReference | null;
  extract(target: Target, signal: AbortSignal): Promise<Answer>;
  /** Facts that failed, rewritten. */
  repair?(target: Target, requests: RepairRequest[], signal: AbortSignal): Promise<RepairAnswer>;
  /** What the sentences state and no fact of the draft says yet. */
  complete?(target: Target, draft: Draft, missing: Missing[], signal: AbortSignal): Promise<Answer>;
  /**
   * A document failed, or those of its passages: of the answers that are kept for the next run, those that came to nothing for them are
   * thrown away. Null: for all of its passages.
   */
  forget?(document: Document, passages: ReadonlySet<number> | null): void;
  /** Absent where no answers are kept, and so nothing that is made of them. */
  keeping?: Keeping;
  /** Tells which names of a document mean one thing, where rules can't. */
  resolver?: Resolver;
};
