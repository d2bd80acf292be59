import { indexNumbers, type NumberIndex } from '../text/number-match.ts';
import { numbersOf } from '../text/numbers.ts';
import { splitSentences } from '../text/sentences.ts';
import { stem, wordTexts } from '../text/words.ts';
import type { Target } from '../types/engine.ts';

/** What was shown around a passage and is no part of it, as the checks ask it. */
export type Surroundings = {
  /** Of each sentence around it the stems of its words. */
  sentences: Set<string>[];
  /** All words and stems around it, those of the title and the section too, by which things may be named. */
  names: Set<string>;
  numbers: NumberIndex;
  /** Around a table stands what its cells are about. */
  isTable: boolean;
};

/** Null where nothing was shown but the passage. */
export function surroundingsOf({ document, passage }: Target): Surroundings | null {
  const { setting } = passage;
  if (setting === undefined) return null;
  const around = [setting.before, setting.after].filter((text) => text !== '');
  const text = around.join('\n\n');
  const named = wordTexts([text, document.credit.title ?? '', ...setting.section].join('\n'));
  return {
    sentences: around.flatMap(splitSentences).map((one) => new Set(wordTexts(one.text).map(stem))),
    names: new Set([...named, ...named.map(stem)]),
    numbers: indexNumbers(() => text, numbersOf(text)),
    isTable: setting.kind === 'table',
  };
}
