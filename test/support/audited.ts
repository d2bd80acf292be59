import { checkDraft } from '../../src/checks/index.ts';
import type { Document } from '../../src/types/document.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Unit } from '../../src/types/unit.ts';
import { inCanonicalOrder } from '../../src/units/canonical-order.ts';
import { publishUnit } from '../../src/units/publish.ts';
import { attributeOf, draftOf, entityOf, relationOf } from './drafts.ts';
import { targetOf } from './targets.ts';

/** A made-up abstract with a name, numbers and a hedge. */
export const sourceText = [
  'We measured how fast glaciers of the Silvan range lost their ice between two surveys made by hand.',
  'Thinning reached 1.4 metres per year on slopes that face the south.',
  'The authors of this study suggest that dark dust may have sped up the melt in dry summers.',
].join(' ');

const thinning = { comparator: '=', value: 1.4, upper: null, unit: 'metres per year', uncertainty: null } as const;

/** A draft of it in which nothing is wrong. */
export const cleanDraft: Draft = draftOf({
  entities: [
    entityOf('e1', 'Silvan range glaciers', {
      attributes: [
        attributeOf({
          name: 'thinning',
          value: '1.4 metres per year',
          quantity: thinning,
          conditions: ['south-facing slopes'],
          evidence: [2],
        }),
      ],
    }),
    entityOf('e2', 'dark dust'),
    entityOf('e3', 'melt'),
  ],
  relations: [
    relationOf(
      'e2',
      'accelerates',
      { entity: 'e3' },
      { conditions: ['dry summers'], certainty: 'hedged', evidence: [3] },
    ),
  ],
});

export const documentOf = (text: string, id?: string): Document => targetOf(text, id).document;

/** A unit as `ku extract` publishes it, whatever is wrong with the draft. */
export function unitOf(draft: Draft, text = sourceText, id = 'silvan'): Unit {
  const target = targetOf(text, id);
  const checked = checkDraft(target, inCanonicalOrder(draft));
  const maker = { version: '0.1.0', engine: 'made-up', model: null, prompt: null, price: null };
  return publishUnit(target, checked, maker, { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 });
}
