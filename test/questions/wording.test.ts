import { describe, expect, it } from 'vitest';
import { foldedOption, isCatchAll, namesText } from '../../src/questions/wording.ts';

describe('options that are the same', () => {
  it.each([
    ['12 %', '12%'],
    ['5 mg', '5mg.'],
    ['−5 K', '-5 K'],
    ['“wet”', '"Wet"'],
    ['12,000 plants', '12000 plants'],
    ['water–salt', 'water-salt'],
    ['the wind', 'A wind!'],
    ['(wind)', 'wind;'],
    ['kelp\u200b', 'Kelp'],
    ['nai\u0308ve  cells', 'naïve\tcells'],
    ['10 µm', '10 μm'],
    ['ﬁsh', 'fish'],
  ])('are %j and %j', (one, other) => expect(foldedOption(one)).toBe(foldedOption(other)));

  it.each([
    ['-5 K', '5 K'],
    ['< 5', '> 5'],
    ['1.5 m', '15 m'],
    ['1.5', '1 5'],
    ['H2O', 'H2O2'],
    ['10%', '10‰'],
    ['3-5', '35'],
    ['x+1', 'x-1'],
    ['1,5 m', '15 m'],
  ])('are not %j and %j', (one, other) => expect(foldedOption(one)).not.toBe(foldedOption(other)));
});

describe('options about the other options', () => {
  it.each([
    'All of the above',
    'all the above.',
    'All above',
    'none of above',
    'More than one of the above',
    'each of the following',
    'all of the aforementioned',
    'none of those options',
    'None of the others',
    'none of the choices given',
    'All of these statements are correct',
    'any of these',
    'all the options',
    'All options are correct',
    'No answer is correct',
    'None is correct',
    'Both A & B',
    'A, B, and C',
    '(A) and (B)',
    'only A and B',
    'A and B only',
    'Options A or C',
    'neither a nor b',
    'It cannot be determined',
    'Cannot be determined from the text',
    'Not mentioned in the passage',
    'The text does not say',
    'Not enough information is given',
  ])('are found: %j', (option) => expect(isCatchAll(option)).toBe(true));

  it.each([
    'all of the plants',
    'two of the above-ground organs',
    'all of the options traded in 2010',
    'any of the bands below 5 GHz',
    'all three species',
    'none of them died in water',
    'vitamin A and B',
    'hepatitis A or B',
    'both answers of the child',
    'above ground',
    'none',
    'no difference was stated for mice',
    'it was not determined by weight',
  ])('are not taken for it: %j', (option) => expect(isCatchAll(option)).toBe(false));
});

describe('stems that speak of the text', () => {
  it.each([
    'According to the text, what fell?',
    'ACCORDING TO THE TEXT: what fell?',
    'According to  the\u00a0“text”, what fell?',
    'According to this passage, what fell?',
    'According to authors, what fell?',
    'According to the authors of the study, what fell?',
    'According to the provided scientific abstract, what fell?',
    'According to the paper’s abstract, what fell?',
    'According to the information given, what fell?',
    'Acc. to the study, what fell?',
    'As stated in the passage, what fell?',
    'As described in the given text, what fell?',
    'What is mentioned in the excerpt?',
    'Based on the abstract, what fell?',
    'As per the text, what fell?',
    'In the passage above, what fell?',
    'In the context of the passage, what fell?',
    'In this study, what fell?',
    'What does this research show?',
    'What did the authors find?',
    'Which values do these authors report?',
    'What does the paper report?',
    'Which cause does the study identify?',
    'Which cause does the abstract identify?',
    'As the passage explains, what fell?',
    'The text suggests that what fell?',
    'What is the main topic of the text?',
  ])('are found: %j', (stem) => expect(namesText(stem)).toBe(true));

  it.each([
    'Which additive do mills use in the paper industry?',
    'How is noise filtered in the text mining pipeline?',
    'Which error occurs in the document classifier?',
    'Which laser is used in the article finishing step?',
    'In the passage of ions through the pore, what is lost?',
    'By how much does the paper thin?',
    'In the study area, what grew?',
    'According to the study protocol of ANCHOR, who was excluded?',
    'According to the model, what falls?',
    'Who were the authors of the Federalist papers?',
    'What did the scrolls of Qumran say?',
  ])('are not taken for it: %j', (stem) => expect(namesText(stem)).toBe(false));
});

it('takes no longer for what is long', () => {
  const long = ['according to ', 'in the ', 'the text ', 'A, ', 'all of the ', '(', ' .', 'a-'].map(
    (part) => `${part.repeat(20_000)}x`,
  );
  const begun = performance.now();
  for (const text of long) [isCatchAll(text), namesText(text), foldedOption(text), foldedOption(`x${text}`)];
  // A pattern that goes back at each character would take minutes.
  expect(performance.now() - begun).toBeLessThan(5000);
});
