/** The library: what the command line is made of. */
export { type AuditReport, auditUnits } from './audit/index.ts';
export { checkDraft } from './checks/index.ts';
export { type EngineName, engines } from './engines/table.ts';
export { DocumentError, KuError } from './errors.ts';
export { type PassageOptions, passagesOf } from './passages/index.ts';
export { type ExtractOptions, extractUnits, type Outcome } from './pipeline/extract.ts';
export { loadPrompt } from './prompt/load.ts';
export { extractionMessages } from './prompt/messages.ts';
export { type ReadOptions, readInputs } from './read/index.ts';
export { minhash, minhashSimilarity } from './text/minhash.ts';
export type { BlockKind, Document, Reading, TextBlock } from './types/document.ts';
export { type Draft, draftSchema } from './types/draft.ts';
export type { Answer, Engine, Target } from './types/engine.ts';
export type { Failure } from './types/failure.ts';
export type { Passage, PassageKind, Sentence, Setting } from './types/passage.ts';
export { type Unit, unitSchema } from './types/unit.ts';
export { unitId } from './units/identity.ts';
export { publishUnit } from './units/publish.ts';
