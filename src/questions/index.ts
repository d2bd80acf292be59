export { dropReasons } from './candidate.ts';
export { type Frozen, freeze } from './freeze.ts';
export { type DocumentQuestions, writeQuestions } from './write.ts';
