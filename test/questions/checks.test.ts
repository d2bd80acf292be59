import { describe, expect, it } from 'vitest';
import { type Candidate, dropReasons, questionId } from '../../src/questions/candidate.ts';
import { checkerOf } from '../../src/questions/checks.ts';

const source = {
  id: 'kelp',
  sha256: 'a'.repeat(64),
  sentences: [
    'We treated 40 tomato plants with kelp extract and 40 with water.',
    'Treated plants bore 18% more fruit than the plants that were given only water in the same summer.',
  ],
};

const good: Candidate = {
  kind: 'number',
  evidence: [2],
  stem: 'By how much did kelp extract raise the fruit count of tomato plants?',
  key: '18%',
  wrong: ['40%', '12%', '81%'],
};

const check = checkerOf(source);
const reasonOf = (change: Partial<Candidate>) => check.whole({ ...good, ...change });

describe('the checks of a question', () => {
  it('let a sound question pass', () => expect(check.whole(good)).toBeNull());

  it.each<[string, Partial<Candidate>]>([
    ['options', { wrong: ['40%', '12%'] }],
    ['options', { wrong: ['40%', '12%', '81%', '7%'] }],
    ['options', { wrong: ['40%', '18%', '81%'] }],
    ['options', { key: 'Kelp', wrong: ['kelp ', 'Soil', 'Rain'] }],
    ['options', { wrong: ['40%', '18.0 %', '81%'] }],
    ['options', { wrong: ['40%', '12%', '12 %'] }],
    ['length', { key: 'a rise by 18% over controls' }],
    ['length', { key: '9', wrong: ['forty', 'twelve', 'eighty'] }],
    ['all-of-above', { key: 'kelp extract', wrong: ['all of these', 'pond water', 'cow manure'] }],
    ['all-of-above', { key: 'kelp extract', wrong: ['None of the above', 'pond water', 'cow manure'] }],
    ['all-of-above', { key: 'kelp extract', wrong: ['Both A and B', 'pond water', 'cow manure'] }],
    ['all-of-above', { key: 'kelp extract', wrong: ['A/B', 'pond water', 'cow manure'] }],
    ['all-of-above', { key: 'kelp extract', wrong: ['All three', 'pond water', 'cow manure'] }],
    ['text-named', { stem: 'According to the text, how much more fruit was there?' }],
    ['text-named', { stem: 'What rise does the passage mention?' }],
    ['copied', { stem: 'How much more fruit than the plants that were given only water was there?' }],
    [
      'copied',
      {
        key: 'more fruit than the plants that were given water',
        wrong: Array.from({ length: 3 }, (_, at) => `more fruit than the plants that were given oil ${at}`),
      },
    ],
    ['evidence', { evidence: [] }],
    ['evidence', { evidence: [2, 3] }],
    ['evidence', { evidence: [0] }],
    ['empty', { stem: ' ' }],
    ['empty', { key: '' }],
  ])('say %s of %j', (reason, change) => {
    expect(reasonOf(change)).toBe(reason);
    expect(Object.keys(dropReasons)).toContain(reason);
  });

  it('let options pass that only count things', () => {
    expect(
      reasonOf({ key: 'all of the plants', wrong: ['two of the plants', 'some of the fields', 'none of the rows'] }),
    ).toBeNull();
  });

  it('say of a stem alone what can be said of it', () => {
    const { wrong: _, ...stem } = good;
    expect(check.stem(stem)).toBeNull();
    expect(check.stem({ ...stem, evidence: [3] })).toBe('evidence');
    expect(check.stem({ ...stem, key: ' ' })).toBe('empty');
  });

  it('say of one wrong option what can be said of it', () => {
    const { wrong: _, ...stem } = good;
    expect(check.option(stem, '12%')).toBeNull();
    expect(check.option(stem, '18%')).toBe('options');
    expect(check.option(stem, 'none of the above')).toBe('all-of-above');
    expect(check.option(stem, 'more fruit than the plants that were given only water')).toBe('copied');
    expect(check.option(stem, ' ')).toBe('empty');
  });

  it('let seven words of the text in a row pass, and the eighth not', () => {
    expect(reasonOf({ stem: 'Where is more fruit than the plants that were?' })).toBeNull();
    expect(reasonOf({ stem: 'Where is more fruit than the plants that were given?' })).toBe('copied');
  });

  it('hold the bounds of the length as they are written', () => {
    const wrong = ['x'.repeat(99), 'y'.repeat(100), 'z'.repeat(101)];
    for (const [length, reason] of [
      [74, 'length'],
      [75, null],
      [133, null],
      [134, 'length'],
    ] as const)
      expect(reasonOf({ key: 'k'.repeat(length), wrong }), String(length)).toBe(reason);
  });
});

describe('the id of a question', () => {
  it('is its content, whatever the order of the wrong options', () => {
    const id = questionId(source, good);
    expect(id).toMatch(/^q_[0-9a-f]{32}$/);
    expect(questionId(source, { ...good, wrong: ['81%', '40%', '12%'] })).toBe(id);
    expect(questionId(source, { ...good, key: '12%', wrong: ['18%', '40%', '81%'] })).not.toBe(id);
    expect(questionId({ sha256: 'b'.repeat(64) }, good)).not.toBe(id);
  });
});
