import type { PassageResult } from '../pipeline/passage-work.ts';
import type { Refinement } from '../pipeline/refine.ts';
import type { Target } from '../types/engine.ts';
import type { Evidence, FailureCode } from '../types/failure.ts';
import type { Price } from '../types/price.ts';
import type { DocumentMessage } from './documents.ts';

/** What a thread is told once: all that is the same for every passage. */
export type ThreadSettings = {
  engine: { name: string; model: string | null; prompt: { id: string; sha256: string } | null };
  /** The offline engine works in the thread; any other is asked in the main thread, which alone speaks to the network. */
  offline: { minConfidence: number } | null;
  canRepair: boolean;
  canComplete: boolean;
  version: string;
  price: Price | null;
  refinement: Refinement;
};

export type EngineMethod = 'extract' | 'repair' | 'complete';

/** A DocumentError as it crosses between threads. */
export type CarriedFailure = {
  code: FailureCode;
  message: string;
  hint: string;
  attempts: number;
  evidence: Evidence | null;
};

/** What is worked on, or asked about; the document is there already. */
export type PartOfTarget = Omit<Target, 'document'>;

/** An error that means nothing to the thread stays where it was thrown; `null` stands for it. */
export type ToThread =
  | DocumentMessage
  | { kind: 'work'; job: number; document: number; target: PartOfTarget }
  | { kind: 'answer'; call: number; value: unknown }
  | { kind: 'refusal'; call: number; failure: CarriedFailure | null };

export type FromThread =
  | { kind: 'call'; job: number; call: number; method: EngineMethod; target: PartOfTarget; rest: unknown[] }
  | { kind: 'done'; job: number; result: PassageResult }
  | { kind: 'failed'; job: number; failure: CarriedFailure }
  /** It ended with the error that this call was refused with. */
  | { kind: 'refused'; job: number; call: number };
