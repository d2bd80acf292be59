import { describe, expect, it } from 'vitest';
import { mixedIn } from '../../bench/apart.ts';

const truth = {
  prose: ['Kelp grew in all of the plots that we saw. The growth of kelp in the north was slow.'],
  apart: [
    'What becomes of kelp in winter',
    'Kelp in the plots of the second year.',
    'Doe J (2001) Urchins and what they eat. Kelp Journal 12: 3.',
    'The growth of kelp in the north',
    'Results',
  ],
};
const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
const among = (...sentences: string[]): string[] => mixedIn(truth, sentences, letters);

describe('the measure of what stands inside of sentences', () => {
  it('finds a heading, a caption and a reference, however they are broken', () => {
    expect(among('Kelp grew in What becomes of kelp in winter all of the plots.')).toEqual([truth.apart[0]]);
    expect(among('Kelp grew in all Kelp in the plots of the sec- ond year. of them.')).toEqual([truth.apart[1]]);
    expect(among('Kelp grew.', `It did so as was said by ${truth.apart[2]}`)).toEqual([truth.apart[2]]);
  });

  it('lets pass what the article itself says in a sentence, and words that any sentence may have', () => {
    expect(among(...truth.prose, 'Results of this were good.')).toEqual([]);
    expect(among(...truth.apart, `Figure 3. ${truth.apart[1]}`)).toEqual([]);
  });
});
