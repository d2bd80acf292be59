/** The library: what the command line is made of. */
export { type AuditReport, auditUnits } from './audit/index.ts';
export { checkDraft } from './checks/index.ts';
export { type Merged, mergeFiles } from './corpus/merge.ts';
export { resolveFiles } from './corpus/resolve.ts';
export { type EngineName, engines } from './engines/table.ts';
export { DocumentError, KuError } from './errors.ts';
export {
  type Comparison,
  compareSystems,
  type Evaluation,
  evaluateFacts,
  evaluateUnits,
  type FactsEvaluation,
  type SaidByDocument,
  saidByOthers,
  saidByUnits,
} from './eval/index.ts';
export { type PassageOptions, passagesOf } from './passages/index.ts';
export { type ExtractOptions, extractUnits, type Outcome } from './pipeline/extract.ts';
export { loadPrompt } from './prompt/load.ts';
export { extractionMessages } from './prompt/messages.ts';
export { type DocumentQuestions, freeze as freezeQuestions, writeQuestions } from './questions/index.ts';
export { type ReadOptions, readInputs } from './read/index.ts';
export { type Resolved, resolveUnits } from './resolve/index.ts';
export { minhash, minhashSimilarity } from './text/minhash.ts';
export type { BlockKind, Document, Reading, TextBlock } from './types/document.ts';
export { type Draft, draftSchema } from './types/draft.ts';
export type { Answer, Engine, Target } from './types/engine.ts';
export { type EvaluationReport, evaluationSchema } from './types/evaluation.ts';
export type { FactJudge } from './types/fact-judge.ts';
export type { Failure } from './types/failure.ts';
export type { Passage, PassageKind, Sentence, Setting } from './types/passage.ts';
export {
  type Question,
  type QuestionsEnd,
  questionLineSchema,
  questionSchema,
  questionsEndSchema,
} from './types/question.ts';
export type { QuestionModel } from './types/question-step.ts';
export type { Reader } from './types/reader.ts';
export type { Resolver } from './types/resolution.ts';
export { type Unit, unitSchema } from './types/unit.ts';
export type { UnitsOfDocument } from './types/units-of-document.ts';
export { unitId } from './units/identity.ts';
export { publishUnit } from './units/publish.ts';
