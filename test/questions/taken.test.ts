import { describe, expect, it } from 'vitest';
import { lettered } from '../../src/questions/lettered.ts';
import { takenFrom } from '../../src/questions/taken.ts';

const stem = 'What did the basil need?';
const options = ['water', 'light', 'salt', 'wind'];

describe('a question in one piece', () => {
  it.each([
    `${stem}\nA) water\nB) light\nC) salt\nD) wind`,
    `${stem}\n\nA. water\n\nB. light\n\nC. salt\n\nD. wind\n`,
    `${stem} A) water B) light C) salt D) wind`,
    `${stem} (a) water (b) light (c) salt (d) wind`,
    `Question 3: ${stem}\n(A) water\n(B) light\n(C) salt\n(D) wind`,
    `**Q3.** ${stem}\n**A)** water\n**B)** light\n**C)** salt\n**D)** wind`,
    `12. ${stem}\n A: water\n B: light\n C: salt\n D: wind`,
    `${stem}\n- [A] water\n- [B] light\n- [C] salt\n- [D] wind`,
    `${stem}\nA) water\nB) light\nC) salt\nD) wind\n\nCorrect answer: B) light`,
  ])('is taken apart: %j', (question) => expect(lettered(question)).toEqual({ stem, options }));

  it.each<[string, string, string[]]>([
    [
      'What does vitamin A. do in C. elegans? A) sees B) C. elegans C) salt D) D. melanogaster',
      'What does vitamin A. do in C. elegans?',
      ['sees', 'C. elegans', 'salt', 'D. melanogaster'],
    ],
    [
      'Is it\n\nA) wet\nand cold B) no\nB) light\nC) salt\nD) wind in E. coli',
      'Is it',
      ['wet and cold B) no', 'light', 'salt', 'wind in E. coli'],
    ],
    ['Which?\nA) one\nB) two\nC) three\nD) four\nE) five', 'Which?', ['one', 'two', 'three', 'four', 'five']],
  ])('keeps letters that are no marks: %j', (question, own, all) =>
    expect(lettered(question)).toEqual({ stem: own, options: all }),
  );

  it.each(['What did the basil need?', 'A) water B) light C) salt', 'D) wind C) salt B) light A) water', ''])(
    'is not found in %j',
    (question) => expect(lettered(question)).toBeNull(),
  );
});

const inOne = `${stem}\nA) water\nB) light\nC) salt\nD) wind`;
const light = { kind: 'unsorted', evidence: [], stem, key: 'light', wrong: ['water', 'salt', 'wind'] };

describe('the questions of a row', () => {
  it.each<[string, object]>([
    ['a list of questions with a list of letters', { question: [inOne], answer: ['B'] }],
    ['one question and one letter', { question: inOne, answer: ' b ' }],
    ['the letter between semicolons', { question: inOne, answer: ';B;' }],
    ['the letter with the words', { question: inOne, answer: 'B) light' }],
    ['the words', { Question: inOne, 'Correct Answer': 'Light' }],
    ['a place from 0', { question: inOne, label: 1 }],
    ['a place from 0, as Parquet has it', { question: inOne, label: 1n }],
    ['options in a list', { stem, choices: options, answer: 'B' }],
    [
      'options in a list with their letters',
      { stem, choices: options.map((option, at) => `${'ABCD'[at]}. ${option}`), answer: 'B' },
    ],
    ['options by their letters', { stem, options: { D: 'wind', A: 'water', B: 'light', C: 'salt' }, answer: 'B' }],
    ['options in columns', { question: stem, A: 'water', B: 'light', C: 'salt', D: 'wind', answer: 'B' }],
    [
      'options in named columns',
      { question: stem, option_a: 'water', option_b: 'light', option_c: 'salt', option_d: 'wind', answer: 'B' },
    ],
    ['lists of lists', { questions: [stem], options: [options], answers: ['B'] }],
    ['lists as JSON', { question: JSON.stringify([inOne]), answer: '["B"]' }],
    ['options as JSON', { question: stem, options: JSON.stringify(options), answer: 'B' }],
    ['objects as JSON', { questions: JSON.stringify([{ question: stem, options, answer: 'B' }]) }],
    ['objects', { questions: [{ question: stem, options, answer: 'B' }] }],
  ])('are found as %s', (_, row) =>
    expect(takenFrom({ text: 'x', ...row })).toEqual({ questions: [light], missing: null }),
  );

  it.each<[string, object]>([
    ['answers to choose from, and a letter', { question: stem, answers: options, correct: 'B' }],
    ['a list of one question, with its options as they are', { question: [stem], options, answer: ['B'] }],
    ['lists of them', { question: [stem], answers: [options], correct: ['B'] }],
    ['texts with labels', { question: stem, choices: { text: options, label: ['A', 'B', 'C', 'D'] }, answerKey: 'B' }],
    [
      'columns A to D and a key of another name',
      { question: stem, A: 'water', B: 'light', C: 'salt', D: 'wind', solution: 'B' },
    ],
  ])('are found as %s', (_, row) => expect(takenFrom({ ...row })).toEqual({ questions: [light], missing: null }));

  it('take no option for the answer where that has no column', () => {
    expect(takenFrom({ question: stem, A: 'water', B: 'light', C: 'salt', D: 'wind', right: 'B' }).missing).toBe(
      'answer',
    );
  });

  it('go with their own answers, and none is lost where lists differ in length', () => {
    const { questions } = takenFrom({ question: [inOne, inOne, inOne], answer: ['D', 'A'] });
    expect(questions.map((one) => (typeof one === 'string' ? one : one.key))).toEqual(['wind', 'water', 'no-key']);
  });

  it.each<[string, object]>([
    ['no-key', { question: inOne, answer: 'E' }],
    ['no-key', { question: inOne, answer: 'A large amount of light' }],
    ['no-key', { question: inOne, answer: null }],
    ['no-key', { question: inOne, answer: 4 }],
    ['no-key', { question: inOne, answer: 0.5 }],
    ['options', { question: stem, answer: 'B' }],
    ['options', { question: stem, options: ['water', 'light', 'salt'], answer: 'B' }],
    ['options', { question: `${inOne}\nE) frost`, answer: 'B' }],
    ['empty', { question: ' ', answer: 'B' }],
    ['empty', { question: [null], answer: ['B'] }],
  ])('are dropped for %s: %j', (reason, row) =>
    expect(takenFrom({ ...row })).toEqual({ questions: [reason], missing: null }),
  );

  it.each<[unknown, string[], string]>([
    ['40 %', ['18%', '40%', '12%', '81%'], '40%'],
    ['1.50', ['2', '1.5', '1', '3'], '1.5'],
    [40, ['18', '40', '12', '81'], '40'],
    ['C. elegans', ['D. rerio', 'C. elegans', 'B. rapa', 'A. mellifera'], 'C. elegans'],
    ['C. elegans', ['fish', 'flies', 'worms', 'mice'], 'worms'],
    ['B', ['A', 'B', 'C', 'D'], 'B'],
    [1, ['0', '1', '2', '3'], '1'],
  ])('have %j, in another form, as the right one of %j', (answer, choices, key) => {
    const { questions } = takenFrom({ question: 'Which?', choices, answer });
    expect(questions).toMatchObject([{ key }]);
  });

  it.each<[unknown, string[]]>([
    [1, ['3', '2', '1', '0']],
    ['B', ['O', 'A', 'B', 'AB']],
    ['1.50', ['1.5', '1.500', '2', '3']],
    [4, ['kelp', 'silt', 'bark', 'mulch']],
  ])('have no right one where %j could be two of %j, or none', (answer, choices) => {
    expect(takenFrom({ question: 'Which?', choices, answer }).questions).toEqual(['no-key']);
  });

  it('are none where the writer left the row empty', () => {
    expect(takenFrom({ question: [], answer: [] })).toEqual({ questions: [], missing: null });
    expect(takenFrom({ question: null, answer: null })).toEqual({ questions: [], missing: null });
  });

  it('may begin with a bracket', () => {
    const { questions } = takenFrom({ question: `[Na+] and salt: ${inOne}`, answer: 'B' });
    expect(questions).toEqual([{ ...light, stem: `[Na+] and salt: ${stem}` }]);
  });

  it('say which column is missing', () => {
    expect(takenFrom({ text: 'x', answer: 'B' }).missing).toBe('question');
    expect(takenFrom({ text: 'x', question: inOne }).missing).toBe('answer');
    expect(takenFrom({ questions: [{ question: inOne }] }).missing).toBe('answer');
  });
});
