export { type Candidate, type DropReason, dropReasons } from './candidate.ts';
export { type QualityCheck, qualityChecks } from './checks.ts';
export { type Frozen, freeze } from './freeze.ts';
export { takeQuestions } from './take.ts';
export { takenFrom } from './taken.ts';
export { type DocumentQuestions, writeQuestions } from './write.ts';
