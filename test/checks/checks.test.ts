import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src/checks/index.ts';
import { checks } from '../../src/checks/table.ts';
import type { Draft, DraftAttribute, DraftRelation } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf, targetOf } from '../support/drafts.ts';
import { goodUnits } from '../support/good-units.ts';
import { mutations, plantAll } from '../support/mutations.ts';

const units = goodUnits();

describe('the table of checks', () => {
  test('names are unique, and every check has a mutation that it must see', () => {
    const names = checks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !mutations.some(({ expected }) => expected.includes(name)))).toEqual([]);
  });

  test.each(units.map((unit) => [unit.name, unit] as const))(
    'nothing is found in the good unit %s',
    (_, { target, draft }) => {
      expect(findFindings(target, draft)).toEqual([]);
      expect(findFindings(target, draft, { strict: true })).toEqual([]);
    },
  );

  test('no reason quotes the source, and every finding says what it is about', () => {
    for (const { unit, draft } of plantAll(units)) {
      for (const finding of findFindings(unit.target, draft)) {
        const words = finding.reason.split(' ');
        const runs = words.slice(4).map((_, at) => words.slice(at, at + 5).join(' '));
        expect(runs.filter((run) => unit.target.document.text.includes(run))).toEqual([]);
        expect(finding.pointer.startsWith(finding.target)).toBe(true);
        expect(finding.message).not.toBe('');
      }
    }
  });
});

/** What is found of one attribute of rye, or of one relation between rye and oats. */
const text = `Winter rye grew taller than oats on wet fields. Yields of rye fell by 12% to 4.5 t/ha at −5 °C, whereas oats kept 7 plots.
  Salt did not harm rye, but oats died. Rye may resist rust, and rust inhibits oats. Both cereals were tested in the Avena Growth Trial (AGT) of 2011.
  The weather was carefully recorded by volunteers every single morning throughout the long growing season at all northern stations.`;
const target = targetOf(text);

const said = (draft: Draft, check: string): string[] =>
  findFindings(target, draft)
    .filter((finding) => finding.check === check)
    .map((finding) => `${finding.severity} ${finding.pointer}: ${finding.reason}`);

const ofAttribute = (check: string, change: Partial<DraftAttribute>): string[] =>
  said(draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf(change)] })] }), check);

const ofRelation = (
  check: string,
  predicate: string,
  change: Partial<DraftRelation> = {},
  names = ['rye', 'oats'],
): string[] =>
  said(
    draftOf({
      entities: [entityOf('e1', names[0] ?? ''), entityOf('e2', names[1] ?? '')],
      relations: [relationOf('e1', predicate, { entity: 'e2' }, change)],
    }),
    check,
  );

describe('copied wording', () => {
  const filler = attributeOf({ name: 'x', value: Array.from({ length: 200 }, (_, at) => `w${at}`).join(' ') });
  const found = (value: string): string[] =>
    said(
      draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value, evidence: [6] }), filler] })] }),
      'copied-wording',
    );

  test('five words pass, six and seven warn, eight fail', () => {
    expect(found('recorded by volunteers every single')).toEqual([]);
    expect(found('recorded by volunteers every single morning')).toEqual([
      'warn /entities/0/attributes/0/value: a run of 6 words stands in the source',
    ]);
    expect(found('recorded by volunteers every single morning throughout')[0]).toMatch(/^warn/);
    expect(found('carefully RECORDED by “volunteers” every single-morning, throughout')).toEqual([
      'fail /entities/0/attributes/0/value: a run of 8 words stands in the source',
    ]);
  });

  test('six words fail where they hold over 5% of all', () => {
    expect(ofAttribute('copied-wording', { value: 'recorded by volunteers every single morning' })).toEqual([
      'fail /entities/0/attributes/0/value: a run of 6 words stands in the source, and over 5% of all words stand in such runs',
    ]);
  });

  test('names and numbers are exempt', () => {
    expect(ofAttribute('copied-wording', { value: 'in the Avena Growth Trial (AGT) of 2011' })).toEqual([]);
  });

  test('a run across name and value', () => {
    expect(
      ofAttribute('copied-wording', {
        name: 'carefully recorded by volunteers',
        value: 'every single morning throughout the',
      }),
    ).toEqual([
      'fail /entities/0/attributes/0: a run of 9 words across the neighbouring texts of the fact stands in the source',
    ]);
  });
});

test('near-copy: a sentence with words replaced, and a free wording', () => {
  const near =
    'The weather was diligently recorded by volunteers each single morning throughout the long cropping season at all northern stations';
  expect(ofAttribute('near-copy', { value: near })[0]).toMatch(
    /^fail \/entities\/0\/attributes\/0\/value: .* \(distance 0\.\d\d\)$/,
  );
  const free =
    'volunteers at each station in the north noted down what the weather was like day after day while crops grew';
  expect(ofAttribute('near-copy', { value: free })).toEqual([]);
});

test.each([
  ['12%', []],
  ['12 percent', []],
  ['4500 kg/ha', ['a number is not in the cited text']],
  ['13%', ['a number is not in the cited text']],
  ['12 kg', ['a number has another unit in the cited text']],
  ['5 °C', ['a number has another sign in the cited text']],
  ['cooling of 5 °C', []],
  ['in 2011', ['a number stands in another sentence than the cited ones']],
  ['1 field', []],
  ['two fields', ['a number stands in another sentence than the cited ones']],
  ['p53', ['a name is not in the cited text']],
  ['$x^2$', ['a formula is not in the cited text']],
])('numbers: %s', (value, reasons) => {
  const found = ofAttribute('numbers', { value, evidence: [2] });
  expect(found.map((line) => line.split(': ')[1]).sort()).toEqual([...reasons].sort());
});

test('numbers of the summary and of names stand in the passage', () => {
  expect(said(draftOf({ summary: 'Rye lost 12% in 2011.' }), 'numbers')).toEqual([]);
  expect(
    said(draftOf({ summary: 'Rye lost 21%.', entities: [entityOf('e1', 'trial of 2012')] }), 'numbers'),
  ).toHaveLength(2);
});

const quantity = { comparator: '=', value: 12, upper: null, unit: '%', uncertainty: null } as const;

test.each([
  ['12%', quantity, null],
  ['12%', { ...quantity, value: 21 }, 'fail: the typed value is not the one in the wording'],
  ['12%', { ...quantity, unit: 'kg' }, 'fail: the typed unit is not the one in the wording'],
  ['12%', { ...quantity, unit: null }, 'warn: the unit of the wording is left out'],
  ['10–12%', { ...quantity, value: 10, upper: 12 }, null],
  ['10–12%', { ...quantity, value: 10, upper: 13 }, 'fail: the typed upper end is not in the wording'],
  ['10–12%', { ...quantity, value: 10 }, 'warn: the upper end of the range is left out'],
  ['10–12%', { ...quantity, value: 12, upper: 10 }, 'fail: the ends of the typed range are the wrong way round'],
  ['12 ± 3%', { ...quantity, uncertainty: 3 }, null],
  ['12 ± 3%', { ...quantity, uncertainty: 4 }, 'fail: the typed half-width is not in the wording'],
  ['12 ± 3%', quantity, 'warn: the half-width of the wording is left out'],
  ['at most 12%', { ...quantity, comparator: '<=' }, null],
  ['at most 12%', { ...quantity, comparator: '>=' }, 'fail: the typed comparator says the opposite of the wording'],
  ['over 12%', quantity, 'fail: the bound of the wording became an exact value'],
  ['about 12%', quantity, 'warn: the typed comparator is not that of the wording'],
  ['below about 12%', { ...quantity, comparator: '<' }, null],
  ['below about 12%', { ...quantity, comparator: '~' }, null],
  ['below about 12%', { ...quantity, comparator: '>' }, 'fail: the typed comparator says the opposite of the wording'],
  ['218 million pairs', { ...quantity, value: 218, unit: 'million pairs' }, null],
  ['a dozen', { ...quantity, unit: null }, null],
  ['7B parameters', { ...quantity, value: 7, unit: 'B parameters' }, null],
  ['7B parameters', { ...quantity, value: 7e9, unit: 'parameters' }, null],
  ['1B', { ...quantity, value: 1, unit: 'B' }, null],
  ['240T tokens', { ...quantity, value: 240, unit: 'T tokens' }, null],
  [
    '7B parameters',
    { ...quantity, value: 8, unit: 'B parameters' },
    'fail: the typed value is not the one in the wording',
  ],
  [
    '7B parameters',
    { ...quantity, value: 7, unit: 'M parameters' },
    'fail: the typed value is not the one in the wording',
  ],
  ['(0.46±0.11)×10-10 m', { ...quantity, value: 4.6e-11, uncertainty: 1.1e-11, unit: 'm' }, null],
  [
    '(0.46±0.11)×10-10 m',
    { ...quantity, value: 4.6e-12, uncertainty: 1.1e-11, unit: 'm' },
    'fail: the typed value is not the one in the wording',
  ],
] as const)('quantity: %s', (value, typed, expected) => {
  const found = ofAttribute('quantity', { value, quantity: typed });
  expect(found.map((line) => line.replace(/ \S*:/, ':'))).toEqual(expected === null ? [] : [expected]);
});

test.each([
  ['rye', null],
  ['the ryes', null],
  ['growth of winter rye', null],
  ['Avena Growth Trial', null],
  ['Average Grain Test', null],
  ['AGT', null],
  ['present study', null],
  ['yield response', 'warn'],
  ['RyeNet', 'fail'],
  ['AGT-Net', 'warn'],
  ['quillback trout', 'fail'],
])('grounding: %s', (name, severity) => {
  const found = said(draftOf({ entities: [entityOf('e1', name)] }), 'grounding');
  expect(found.map((line) => line.split(' ')[0])).toEqual(severity === null ? [] : [severity]);
});

test('grounding: what is inferred fails under strict; aliases count', () => {
  const draft = draftOf({ entities: [entityOf('e1', 'rye', { aliases: ['rye response'] })] });
  expect(findFindings(target, draft)).toMatchObject([
    { check: 'grounding', severity: 'warn', target: '/entities/0/aliases/0' },
  ]);
  expect(findFindings(target, draft, { strict: true })).toMatchObject([{ severity: 'fail', what: 'alias' }]);
});

test.each([
  ['harms', 'affirmed', ['salt', 'rye'], 'fail'],
  ['harms', 'negated', ['salt', 'rye'], null],
  ['does_not_harm', 'affirmed', ['salt', 'rye'], null],
  ['does_not_harm', 'negated', ['salt', 'rye'], 'warn'],
] as const)('polarity: %s %s', (predicate, polarity, names, severity) => {
  const found = ofRelation('polarity', predicate, { polarity, evidence: [3] }, [...names]);
  expect(found.map((line) => line.split(' ')[0])).toEqual(severity === null ? [] : [severity]);
});

test('polarity: a negated fact whose sentence denies nothing, or something else', () => {
  expect(ofRelation('polarity', 'taller_than', { polarity: 'negated' })).toHaveLength(1);
  expect(
    ofAttribute('polarity', { name: 'fate of oats', value: 'died', polarity: 'negated', evidence: [3] }),
  ).toHaveLength(1);
  expect(ofAttribute('polarity', { name: 'fate of oats', value: 'died', evidence: [3] })).toEqual([]);
});

test.each([
  ['resists', 'stated', ['rye', 'rust'], 'fail'],
  ['resists', 'hedged', ['rye', 'rust'], null],
  ['may_resist', 'stated', ['rye', 'rust'], null],
  ['resists', 'proposed', ['rye', 'rust'], null],
  ['inhibits', 'stated', ['rust', 'oats'], null],
] as const)('certainty: %s %s', (predicate, certainty, names, severity) => {
  const found = ofRelation('certainty', predicate, { certainty, evidence: [4] }, [...names]);
  expect(found.map((line) => line.split(' ')[0])).toEqual(severity === null ? [] : [severity]);
});

test('certainty: a hedge that no cited sentence has', () => {
  expect(ofRelation('certainty', 'taller_than', { certainty: 'hedged' })).toHaveLength(1);
});

test.each([
  ['grew_taller_than', 1, ['rye', 'oats'], false],
  ['grew_taller_than', 1, ['oats', 'rye'], true],
  ['grew_shorter_than', 1, ['rye', 'oats'], true],
  ['grew_shorter_than', 1, ['oats', 'rye'], false],
  ['inhibits', 4, ['rust', 'oats'], false],
  ['inhibits', 4, ['oats', 'rust'], true],
  ['is_inhibited_by', 4, ['oats', 'rust'], false],
] as const)('direction: %s in sentence %i of %j', (predicate, sentence, names, isReversed) => {
  expect(ofRelation('direction', predicate, { evidence: [sentence] }, [...names])).toHaveLength(isReversed ? 1 : 0);
});

test('direction: a word that turned into its opposite', () => {
  expect(ofAttribute('direction', { name: 'yields', value: 'increased by 12%', evidence: [2] })).toHaveLength(1);
  expect(ofAttribute('direction', { name: 'yields', value: 'decreased by 12%', evidence: [2] })).toEqual([]);
  expect(
    ofAttribute('direction', { name: 'yields', value: 'increased by 12%', polarity: 'negated', evidence: [2] }),
  ).toEqual([]);
});

test('evidence: a sentence that shares nothing, one that shares little, one that is not there', () => {
  const fact = { name: 'record of the weather', value: 'kept by volunteers at northern stations' };
  expect(ofAttribute('evidence', { ...fact, evidence: [6] })).toEqual([]);
  expect(ofAttribute('evidence', { ...fact, evidence: [5, 6] })).toEqual([]);
  expect(ofAttribute('evidence', { ...fact, evidence: [5] })[0]).toMatch(/^fail/);
  expect(ofAttribute('evidence', { ...fact, evidence: [4] })[0]).toMatch(/^warn/);
  expect(ofAttribute('evidence', { ...fact, evidence: [7] })).toEqual([
    'fail /entities/0/attributes/0: the fact cites a sentence that the passage has not',
  ]);
});

/** What a check says of one attribute, of whose subject the text speaks. */
const saidOf = (check: string, sentence: string, subject: string, change: Partial<DraftAttribute>): number => {
  const own = targetOf(sentence);
  const draft = draftOf({ entities: [entityOf('e1', subject, { attributes: [attributeOf(change)] })] });
  return findFindings(own, draft).filter((finding) => finding.check === check).length;
};

test.each([
  ['a method is presented', 'We propose a new index and a way to rank ponds by age.', 'index', 'use', 'rank ponds', 0],
  ['a claim is put forward', 'We propose that salt slows the growth of rye.', 'rye', 'growth', 'slowed by salt', 1],
  [
    'what leads to a question',
    'The rise led us to study the potential impact of salt on rye.',
    'rise',
    'led to',
    'study',
    0,
  ],
  ['a plan', 'We aim to map all ponds.', 'ponds', 'mapping', 'all ponds mapped', 1],
  [
    'what could be found',
    'Viral DNA could also be amplified from 8 ponds.',
    'viral DNA',
    'amplified from',
    '8 ponds',
    0,
  ],
  ['what could happen', 'Viral DNA could be carried into ponds.', 'viral DNA', 'carried into', 'ponds', 1],
] as const)('certainty: %s', (_, sentence, subject, name, value, found) => {
  expect(saidOf('certainty', sentence, subject, { name, value })).toBe(found);
});

test.each([
  [
    'the reason behind a denial',
    'Uptake is not lost to decay as desolvated frames keep a wide pore volume.',
    'wide',
    0,
  ],
  ['the part behind a denial', 'Frames do not serve as stores of a wide pore volume.', 'wide', 1],
  ['a clause joined to a denial', 'No frames were lost and the pore volume was found to be wide.', 'wide', 0],
  ['a part joined to a denial', 'Frames do not show the pore volume and the wide shape that was expected.', 'wide', 1],
  ['who denies', 'Decay is not confirmed by the study that gave a wide pore volume.', 'wide', 0],
  ['what is denied of an agent', 'Frames are not damaged by a wide pore volume.', 'wide', 1],
] as const)('polarity: %s', (_, sentence, value, found) => {
  expect(saidOf('polarity', sentence, 'frames', { name: 'pore volume', value })).toBe(found);
});

test('polarity: what is not confirmed is denied, though it stands before the "not"', () => {
  const fact = { name: 'preferred place', value: 'wide pores', polarity: 'negated' } as const;
  expect(
    saidOf('polarity', 'The claim that frames prefer wide pores is not borne out by later work.', 'frames', fact),
  ).toBe(0);
  expect(saidOf('polarity', 'The claim that frames prefer wide pores is not new to later work.', 'frames', fact)).toBe(
    1,
  );
});

test('polarity: a denying word that is denied in turn', () => {
  const sentence = 'Low uptake is not due to incomplete activation of the frames.';
  const fact = { name: 'reason for low uptake', value: 'incomplete activation' };
  expect(saidOf('polarity', sentence, 'frames', fact)).toBe(1);
  expect(saidOf('polarity', sentence, 'frames', { ...fact, polarity: 'negated' })).toBe(0);
});

const contrast = 'Grasses were the most responsive to heat, while shrubs were the least responsive to heat.';
const fewer = 'Imaging may improve the accuracy of diagnosis, thereby reducing the costs of treatment.';

test.each([
  ['two things in contrast', contrast, 'grasses', 'response to heat', 'highest', 0],
  ['the same degree of the same', contrast, 'grasses', 'responsive to heat', 'most responsive', 0],
  [
    'the other degree of the same',
    'Rye was more responsive to heat than oats.',
    'rye',
    'reaction',
    'less responsive',
    1,
  ],
  ['the degree of something else', fewer, 'imaging', 'gain', 'more accurate diagnosis', 0],
  ['a change in another clause', fewer, 'imaging', 'diagnosis', 'increased accuracy', 0],
  ['a change in its clause', 'Heat reduced yields of rye.', 'rye', 'yields', 'increased', 1],
] as const)('direction: %s', (_, sentence, subject, name, value, found) => {
  expect(saidOf('direction', sentence, subject, { name, value })).toBe(found);
});

test('direction: a noun in the predicate has no sides', () => {
  const own = targetOf('The complex has the subunit RAD5, which binds to rye.');
  const draft = draftOf({
    entities: [entityOf('e1', 'RAD5'), entityOf('e2', 'complex')],
    relations: [relationOf('e1', 'is_subunit_of', { entity: 'e2' })],
  });
  expect(findFindings(own, draft)).toEqual([]);
});

test.each([
  ['two', 0],
  ['three', 1],
])('numbers: %s of a list of two names', (count, found) => {
  const sentence = 'We grew rye at Pelka and Brunn, Alaska.';
  expect(saidOf('numbers', sentence, 'rye', { name: 'sites', value: count })).toBe(found);
});

test.each([
  ['IL6–STAT3 interaction', 0],
  ['IL6–STAT5 interaction', 1],
])('numbers: names joined by a dash, %s', (value, found) => {
  const sentence = 'We saw that IL6 binds to STAT3 in rye.';
  expect(saidOf('numbers', sentence, 'rye', { name: 'seen', value })).toBe(found);
});
