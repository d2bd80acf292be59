import type { Checked } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Target } from '../types/engine.ts';
import type { Finding, Missing } from '../types/finding.ts';
import { countExemptRuns } from './copied-wording.ts';
import { missingFrom } from './coverage.ts';
import { viewDraft } from './fields.ts';
import { copyFigures, numberFigures } from './figures.ts';
import { orderOfFacts } from './order.ts';
import { sourceOf } from './source.ts';
import { structureDraft } from './structure.ts';
import { checks } from './table.ts';

export { dropFailing, type Remaining } from './dropping.ts';
export { structureDraft } from './structure.ts';

/**
 * What the text confirms of a draft: made sound (references, evidence, empty and repeated facts; what had to go is
 * listed), measured for copied wording and numbers, and held against every check. `repairs` is 0: whoever repairs counts.
 */
export function checkDraft(target: Target, draft: Draft, options: { strict?: boolean } = {}): Checked {
  const structured = structureDraft(draft, target.passage.sentences.length);
  return {
    ...structured,
    ...measureDraft(target, structured.draft),
    findings: findFindings(target, structured.draft, options),
    repairs: 0,
  };
}

/** What can be measured of a draft; nothing of it is judged here. */
export type Measures = Pick<Checked, 'copying' | 'numbers' | 'exemptRuns' | 'order'>;

export function measureDraft(target: Target, draft: Draft): Measures {
  const source = sourceOf(target);
  const view = viewDraft(draft);
  return {
    copying: copyFigures(source, view),
    numbers: numberFigures(source, view),
    exemptRuns: countExemptRuns(source, view),
    order: orderOfFacts(view),
  };
}

/** All findings of all checks of the table, in its order. The draft must be sound (see checkDraft). */
export function findFindings(target: Target, draft: Draft, options: { strict?: boolean } = {}): Finding[] {
  const source = sourceOf(target);
  const view = viewDraft(draft);
  return checks.flatMap((check) => check.run(source, view, { strict: options.strict ?? false }));
}

/** What the passage states and no fact of the draft says: numbers, names, and sentences without a fact. */
export const missingList = (target: Target, draft: Draft): Missing[] => missingFrom(sourceOf(target), viewDraft(draft));
