import { describe, expect, test } from 'vitest';
import { checkDraft, findFindings } from '../../src/checks/index.ts';
import type { Draft } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf, targetOf } from '../support/drafts.ts';
import { goodUnits } from '../support/good-units.ts';

const text =
  'Winter rye grew much taller than spring oats on the wet northern fields in 2011. Yields fell by 12% at 5 °C, and both of the two sites lost seed. See Fig. 3.';
const target = targetOf(text);
const copying = (draft: Draft) => checkDraft(target, draft).copying;
const numbers = (draft: Draft) => checkDraft(target, draft).numbers;
const withValue = (value: string): Draft =>
  draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value })] })] });

describe('copy figures', () => {
  test('a fresh wording', () => {
    expect(copying(withValue('above that of oats'))).toEqual({
      longestCopiedRun: 0,
      copiedShare: 0,
      ngram5: 0,
      ngram7: 0,
      ngram11: 0,
    });
  });

  test('a run in one field', () => {
    const figures = copying(withValue('“grew much taller” than SPRING oats on the wet soil'));
    expect(figures.longestCopiedRun).toBe(9);
    expect(figures.copiedShare).toBeCloseTo(9 / 12, 3);
    expect(figures.ngram5).toBeGreaterThan(0.1);
    expect(figures.ngram11).toBe(0);
  });

  test('a run across the fields of one fact', () => {
    const draft = draftOf({
      entities: [entityOf('e1', 'winter rye'), entityOf('e2', 'spring oats')],
      relations: [
        relationOf('e1', 'grew_much_taller_than', { entity: 'e2' }, { conditions: ['on the wet northern fields'] }),
      ],
    });
    const figures = copying(draft);
    expect(figures.longestCopiedRun).toBe(13);
    expect(figures.copiedShare).toBe(1);
  });

  test('a summary that is the text', () => {
    const figures = copying(draftOf({ summary: text }));
    expect(figures).toMatchObject({ longestCopiedRun: 33, copiedShare: 1, ngram5: 1, ngram7: 1, ngram11: 1 });
  });

  test('names, numbers and formulas are exempt, whatever their length', () => {
    const named = targetOf(
      'It was shown by the Royal Botanic Garden of Kew and the University of Pelka in 2011 for $x + y + z$.',
    );
    const summary = 'the Royal Botanic Garden of Kew and the University of Pelka in 2011 for $x + y + z$';
    expect(checkDraft(named, draftOf({ summary })).copying).toMatchObject({ longestCopiedRun: 0, copiedShare: 0 });
  });

  test('a text in capitals has no names', () => {
    const shouted = targetOf('WINTER RYE GREW MUCH TALLER THAN SPRING OATS ON THE WET FIELDS.');
    expect(
      checkDraft(shouted, draftOf({ summary: 'Winter rye grew much taller than spring oats' })).copying
        .longestCopiedRun,
    ).toBe(8);
  });

  test('a title that the text names is exempt', () => {
    const titled = targetOf(
      'We wrote a short history of mountain barley farming. It is long, and it begins with the first terraces.',
      'A short history of mountain barley farming',
    );
    expect(
      checkDraft(titled, withValue('a short history of mountain barley farming')).copying.longestCopiedRun,
    ).toBeLessThan(2);
  });

  test('an empty draft has no share', () => {
    expect(copying(draftOf())).toEqual({ longestCopiedRun: 0, copiedShare: 0, ngram5: 0, ngram7: 0, ngram11: 0 });
  });
});

describe('number figures', () => {
  test('stated, kept and drifted', () => {
    expect(numbers(withValue('12 percent less at 5°C in 2011, two sites'))).toEqual({ stated: 4, kept: 4, drifted: 0 });
    expect(numbers(withValue('13% less at 5 K'))).toEqual({ stated: 4, kept: 0, drifted: 2 });
    expect(numbers(draftOf())).toEqual({ stated: 4, kept: 0, drifted: 0 });
  });

  test('a typed quantity keeps a number', () => {
    const quantity = { comparator: '=', value: 12, upper: null, unit: '%', uncertainty: null } as const;
    const draft = draftOf({
      entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value: 'lost', quantity })] })],
    });
    expect(numbers(draft).kept).toBe(1);
  });
});

test.each(goodUnits().map((unit) => [unit.name, unit] as const))('the good unit %s', (_, { target: own, draft }) => {
  const checked = checkDraft(own, draft);
  expect(checked.draft).toEqual(draft);
  expect(checked.dropped).toEqual([]);
  expect(checked.copying.longestCopiedRun).toBeLessThanOrEqual(5);
  expect(checked.copying.copiedShare).toBe(0);
  // Seven words of names and numbers in a row may be shared: they are exempt.
  expect(checked.copying.ngram7).toBeLessThan(0.01);
  expect(checked.copying.ngram11).toBe(0);
  expect(checked.numbers).toMatchObject({ kept: checked.numbers.stated, drifted: 0 });
});

test('a passage inside of a document is asked by its own sentences, and copying is measured against the whole', () => {
  const first = 'Winter rye grew much taller than spring oats on wet fields. ';
  const second = 'Yields fell by 12%. Salt did no harm.';
  const { document } = targetOf(first + second);
  const start = first.length;
  const inner = targetOf(second).passage;
  const passage = { ...inner, index: 1, of: 2, start, end: start + second.length };
  const attributes = [
    attributeOf({ name: 'fall', value: '12%' }),
    attributeOf({ name: 'fall', value: '12%', evidence: [2] }),
  ];
  const summary = 'Rye grew much taller than spring oats on wet fields.';
  const checked = checkDraft(
    { document, passage },
    draftOf({ summary, entities: [entityOf('e1', 'yields', { attributes })] }),
  );
  expect(checked.copying.longestCopiedRun).toBe(10);
  expect(checked.copying.ngram5).toBe(0);
  expect(checked.numbers).toEqual({ stated: 1, kept: 1, drifted: 0 });
  const found = findFindings({ document, passage }, checked.draft).map(({ check, pointer }) => `${check} ${pointer}`);
  expect(found).toContain('copied-wording /summary');
});

test('long texts and drafts of one word take little time', () => {
  const long = targetOf(`${'rye '.repeat(50_000)}.`);
  const value = 'rye '.repeat(5_000);
  const started = performance.now();
  checkDraft(
    long,
    draftOf({ summary: value, entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value })] })] }),
  );
  expect(performance.now() - started).toBeLessThan(3_000);
});
