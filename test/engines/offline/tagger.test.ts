import { describe, expect, it } from 'vitest';
import winkModel from 'wink-eng-lite-web-model';
import winkNLP, { type ItsFunction } from 'wink-nlp';
import { loadTagger } from '../../../src/engines/offline/tagger.ts';

const wink = winkNLP(winkModel, ['pos']);
const tag = await loadTagger();

const sentences = [
  'The new coatings allow sensors to detect faint signals , and they did not increase the total cost of the study .',
  'Running waters that carry fine sediments were found to damage the gills of young trout more often than expected .',
  'Zorvex and Plinthine outperformed the blarted baseline in 12 of 15 trials ; all others failed .',
  'How plants respond to light and what they store remains open , as do most questions of long term growth .',
  'When heated , thin films of kabeite can break up , which limits their use ; a thicker film will not .',
];

describe("the tagger over wink-nlp's parts", () => {
  it.each(sentences)("gives the tags and base forms of wink-nlp's own pipe: %s", (sentence) => {
    const words = sentence.split(' ');
    const tokens = wink.readDoc(sentence).tokens();
    const tagged = tag(words.map((text) => ({ text, parts: null })));
    expect(words.map((_word, at) => tagged.tagAt(at))).toEqual(tokens.out(wink.its.pos as ItsFunction<string>));
    expect(words.map((_word, at) => tagged.lemmaAt(at))).toEqual(tokens.out(wink.its.lemma as ItsFunction<string>));
  });

  it('lets the last part of a word speak that wink-nlp splits', () => {
    const tagged = tag(['we', 'cannot', 'stay'].map((text) => ({ text, parts: null })));
    expect(tagged.tagAt(1)).toBe('PART');
    expect(tagged.tagAt(2)).toBe('VERB');
  });
});
