import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../src/text/sentences.ts';

const split = (text: string): string[] => splitSentences(text).map((sentence) => sentence.text);

/** Each case is a text whose sentences are separated by "|"; the bar stands for the blank between them. */
const cases: Record<string, string> = {
  plain: 'Rain fell all night.|The river rose. |Did it flood?|It did!',
  'et al.':
    'Moreau et al. measured drift.|Later, Okafor et al. (2011) did so again.|This was tested by Ito et al.|The rest is old.',
  'et al. glued to a year': 'We follow the protocol of Varga et al.(2019a), and adapt it.|It works.',
  citation:
    'Loss was small (Moreau et al., 2010).|Others disagree [3, 7].|See (cf. Ito et al., 2012, Fig. 3) for more.',
  references:
    'As Fig. 3 and Eqs. 4 and 5 show, Sect. 2.1 holds.|See Ref. [12], No. 5 and Vol. 3.|There is no.|We stop.',
  latin: 'Metals, e.g. Zn, i.e. the light ones, vs. Pb, approx. 5 mg, ca. 3 days, dissolve.|Others do not.',
  'before capitals': 'Salts, e.g. NaCl, were added cf. Table 2 vs. Mg.|None dissolved.',
  initials: 'Dr. J. Smith and A. B. Jones wrote to Prof. Varga.|J.-P. Moreau replied.',
  'single letter at the end':
    'Cells lacked vitamin C.|Growth stopped in group A.|We saw it for all rings over K.|This is new.',
  species: 'E. coli and M. phaseolina grew, and M. Phaseolina isolates too.|S. aureus did not.',
  speciesBehindAnArticle: 'Bacteria like phaseolina grew among the M. Phaseolina isolates.|They died.',
  authority: 'Striga lutea (Del.) Benth. is a weed (syn. S. lutea (L.) Kuntze, comb. nov.) of maize.|It spreads.',
  decimals: 'It fell to 3.5 and then to .4 at 10.|2 of 5 died.|Version 0.3.1 of ver. 2 runs.',
  'United States':
    'Sheep in the U.S. carry it.|Trade with the U.S. Department ended.|It began in the U.K.|The rest followed.',
  etc: 'Oats, rye, etc. were sown.|Peas, beans, etc.|They grew at 9 a.m. and 5 p.m. on Jan. 5.|We left.',
  brackets: 'This held (it always did. So far.) until then.|(We checked this in two places.)|It failed.',
  'short bracket': 'The plant (syn. Aster sp.) Kunth described.',
  quotes: 'She said "it is so."|The reply was ‘no.’|“Yes.”|We left.',
  ellipsis: 'It went on...and on.|Then… nothing.|We wait...|Nobody came.',
  addresses:
    'Code is at https://example.org/a.b/c.|Write to a.b@example.org or see www.example.org/x.html. |We thank all.',
  glued: 'The effect was significant.|We used Node.js and System.Out often.|It works.',
  'references after the stop': 'Rates doubled.[12]|They fell later.3,4|We agree.',
  formulas: 'The rate is $a. B$ here.|$x_1$ grows.|It cost $5.|Then $7 more.|@xmath4 is fixed.',
  'lower-case starts': 'Mice were bred.|p53 was lost.|mRNA rose.|α-synuclein fell.|xGen-MM is new.|(ii) iron rusts.',
  enumeration: '1. We sow.|2. We reap.|(a) Then we rest.',
  bullets:
    'It grew fast.|Highlights|• Growth is fast.|• 0.6 was lost.|► Roots deepen|►Leaves fall.|The •OH radical is k • m strong.',
  units: 'It weighed 5 kg.|At 30 °C. |The flux is 6 × 10 kg s−1.|Then -5 °C.',
  chinese: '水稻增产。|我们测量了产量！|为什么？|“成功。”|结束。',
  'several marks': 'Really?!|Yes!!|Good.',
  unclosed: 'First a) rain fell.|Then b) wind (and hail.|It ended.',
};

describe('splitSentences', () => {
  test.each(Object.entries(cases))('%s', (name, marked) => {
    const glued = new Set(['chinese', 'glued']);
    const text = marked.replaceAll('|', glued.has(name) ? '' : ' ');
    expect(split(text)).toEqual(marked.split('|').map((sentence) => sentence.trim()));
  });

  test('a blank line ends a sentence, a single line feed is a blank, a bullet on a line of its own begins one', () => {
    expect(split('Methods\n\nWe dug\nholes.\n \nResults\n•\nNone')).toEqual([
      'Methods',
      'We dug\nholes.',
      'Results',
      '•\nNone',
    ]);
  });

  test('a piece of marks alone goes with its neighbour', () => {
    expect(split('It ended. … ***\n\nNew part.')).toEqual(['It ended. … ***', 'New part.']);
    expect(split('***\n\nNew part.')).toEqual(['***\n\nNew part.']);
    expect(split(' ?! \n\n *')).toEqual(['?! \n\n *']);
    expect(split(' \n ')).toEqual([]);
  });

  test('spans are trimmed, in order, and cover every character that is not blank', () => {
    const piece = fc.constantFrom(
      'Word',
      'al',
      'Fig',
      'e.g.',
      '. ',
      '.',
      ' ',
      '(',
      ')',
      '"',
      '$',
      '$x$',
      '5',
      '\n',
      '\n\n',
      '• ',
      '。',
      '𝒜',
      '…',
      'U.S.',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          let last = 0;
          for (const { start, end, text: own } of splitSentences(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(text.slice(last, start).trim()).toBe('');
            expect(text.slice(start, end)).toBe(own);
            expect(own.trim()).toBe(own);
            expect(own).not.toBe('');
            last = end;
          }
          expect(text.slice(last).trim()).toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['.', '(', '$', '$a ', 'A. ', ' "', 'a', '•', '.)', '(.', '\n', 'e.g. ', '? ', '[1', 'a.B '])(
    'takes %j a hundred thousand times',
    (unit) => {
      const started = performance.now();
      splitSentences(unit.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(3_000);
    },
  );
});
