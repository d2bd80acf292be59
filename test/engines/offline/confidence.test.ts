import { expect, test } from 'vitest';
import { confidenceOf } from '../../../src/engines/offline/confidence.ts';
import { draftOf as draftOfSentences } from '../../../src/engines/offline/index.ts';
import { loadTagger } from '../../../src/engines/offline/tagger.ts';
import { splitSentences } from '../../../src/text/sentences.ts';

const text = 'Heavy rain erodes the slopes. It is said how they may, in some years, having been warmed, cause slides.';
const tag = await loadTagger();

test('a plain clause is trusted more than one far from its subject, and unknown signs count nothing', () => {
  expect(confidenceOf(['role main finite', 'distance 0'])).toBeGreaterThan(
    confidenceOf(['role participle ing', 'distance 12']),
  );
  expect(confidenceOf(['no such sign'])).toBe(confidenceOf([]));
});

test('facts below the least confidence are not claimed', () => {
  const facts = (minConfidence: number): number[] =>
    draftOfSentences(splitSentences(text), text, tag, { minConfidence }).relations.map((one) => one.confidence ?? -1);
  const all = facts(0);
  expect(all.length).toBeGreaterThan(0);
  const highest = Math.max(...all);
  expect(facts(highest).every((confidence) => confidence >= highest)).toBe(true);
  expect(facts(1)).toEqual([]);
});
