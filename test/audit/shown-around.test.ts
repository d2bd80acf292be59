import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { passageOfUnit } from '../../src/audit/passage-of-unit.ts';
import { extractionSettings } from '../../src/config/extraction-settings.ts';
import { documentOf } from '../support/audited.ts';

/** Ten words, and a number by which it is known. */
const sentence = (number: number): string => `Plot ${number} had taller kelp than the plots around it.`;
const sentences = Array.from({ length: 60 }, (_, at) => sentence(at));
const text = sentences.join(' ');

/** The surroundings of the passage that one of the sentences is. */
function around(at: number) {
  const start = text.indexOf(sentence(at));
  const own = sentence(at);
  const sha256 = createHash('sha256').update(own).digest('hex');
  const bounds = { index: at, of: 60, start, end: start + own.length, sha256, section: [], kind: 'prose' as const };
  const { passage } = passageOfUnit(documentOf(text), { ...bounds, sentences: [{ start, end: start + own.length }] });
  return passage.setting ?? { before: '', after: '' };
}

describe('what an audit takes for shown around a passage', () => {
  it('is whole sentences of as many words as are shown unless a setting says otherwise', () => {
    const shown = extractionSettings['context-words'].value / 10;
    expect(around(30).before).toBe(sentences.slice(30 - shown, 30).join(' '));
    expect(around(30).after).toBe(sentences.slice(31, 31 + shown).join(' '));
  });

  it('ends with the text', () => {
    expect(around(0).before).toBe('');
    expect(around(1).before).toBe(sentence(0));
    expect(around(59).after).toBe('');
  });
});
