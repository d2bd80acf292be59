import type { Checked } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Target } from '../types/engine.ts';
import { viewDraft } from './fields.ts';
import { copyFigures, numberFigures } from './figures.ts';
import { sourceOf } from './source.ts';
import { structureDraft } from './structure.ts';

/**
 * What the text confirms of a draft: made sound (references, evidence, empty and repeated facts; what had to go is
 * listed), and measured for copied wording and numbers. `repairs` is 0: whoever repairs counts.
 */
export function checkDraft(target: Target, draft: Draft): Checked {
  const structured = structureDraft(draft, target.passage.sentences.length);
  const source = sourceOf(target);
  const view = viewDraft(structured.draft);
  return {
    draft: structured.draft,
    dropped: structured.dropped,
    copying: copyFigures(source, view),
    numbers: numberFigures(source, view),
    repairs: 0,
  };
}
