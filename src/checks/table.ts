import { certainty } from './certainty.ts';
import type { Check } from './check.ts';
import { context } from './context.ts';
import { copiedWording } from './copied-wording.ts';
import { direction } from './direction.ts';
import { evidence } from './evidence.ts';
import { grounding } from './grounding.ts';
import { nearCopy } from './near-copy.ts';
import { numbers } from './numbers.ts';
import { polarity } from './polarity.ts';
import { quantity } from './quantity.ts';
import { support } from './support.ts';

/** Every check, in the order in which findings are told. A new one is a file and a line here. */
export const checks: readonly Check[] = [
  copiedWording,
  nearCopy,
  numbers,
  quantity,
  grounding,
  support,
  polarity,
  certainty,
  direction,
  evidence,
  context,
];
