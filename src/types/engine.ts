import type { Document } from './document.ts';
import type { Draft } from './draft.ts';
import type { Passage } from './passage.ts';

export type Usage = { inputTokens: number; outputTokens: number };

/** What an engine is given: one passage, and the document that it is part of. */
export type Target = { document: Document; passage: Passage };

/** What an engine claims about it, and what that took. */
export type Answer = { draft: Draft; usage: Usage; attempts: number };

/**
 * The one thing that the pipeline knows of an engine. An engine that can't answer throws a DocumentError, one that can't
 * go on at all a KuError; nothing else passes this line.
 */
export type Engine = {
  name: string;
  model: string | null;
  prompt: { id: string; sha256: string } | null;
  extract(target: Target, signal: AbortSignal): Promise<Answer>;
};
