import { describe, expect, test } from 'vitest';
import { measureDraft, missingList } from '../../src/checks/index.ts';
import type { Draft } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, targetOf } from '../support/drafts.ts';
import { goodUnits } from '../support/good-units.ts';

const target = targetOf(
  'Rye was sown by the Pelka Institute in 2011. See Fig. 3. Both plots gave 4.5 t/ha with the RustNet index. Frost killed all seedlings of the later sowing.',
);
const missing = (draft: Draft): string[] =>
  missingList(target, draft).map(({ kind, text, sentences }) => `${kind} ${sentences.join()}: ${text}`);

describe('missingList', () => {
  test('an empty draft misses every number, name and sentence with content', () => {
    expect(missing(draftOf())).toEqual([
      'number 1: 2011',
      'name 1: Pelka Institute',
      'sentence 1: Rye was sown by the Pelka Institute in 2011.',
      'number 3: 4.5 t/ha',
      'name 3: RustNet',
      'sentence 3: Both plots gave 4.5 t/ha with the RustNet index.',
      'sentence 4: Frost killed all seedlings of the later sowing.',
    ]);
  });

  test('what facts say is not missing: numbers also typed or spelled, sentences cited or covered by words', () => {
    const quantity = { comparator: '=', value: 4.5, upper: null, unit: 't/ha', uncertainty: null } as const;
    const draft = draftOf({
      summary: 'Seedlings from later sowing were killed by frost.',
      entities: [
        entityOf('e1', 'rye', {
          attributes: [
            attributeOf({ name: 'sown by', value: 'Pelka Institute, 2011' }),
            attributeOf({ name: 'yield', value: 'good', quantity, evidence: [3] }),
          ],
        }),
        entityOf('e2', 'RustNet'),
      ],
    });
    expect(missing(draft)).toEqual([]);
  });

  test('headings, verbs with a capital and numbers written together are no names; a longer acronym says a shorter one', () => {
    const own = targetOf(
      'Rye was seen in RN images, as in RNX scans. Graphical Abstract Highlights • Rye grew well Analyzing a large lot, we saw 4and7K in rye.',
    );
    const draft = draftOf({
      entities: [
        entityOf('e1', 'rye', {
          attributes: [
            attributeOf({ name: 'seen in', value: 'RNX' }),
            attributeOf({ value: '4 and 7 K', evidence: [2] }),
          ],
        }),
      ],
    });
    expect(missingList(own, draft).filter(({ kind }) => kind !== 'sentence')).toEqual([]);
  });

  test.each([
    ['Rye grew well (Ito, Weber, & Díaz-Roth, 2009; Lake Board of Rural Health, 2010a; Pelka and Brunn, 1998).', []],
    ['Rye grew well (e.g. Ito et al., 2009), as Weber et al. found (World Rye Council. Office of Seeds, 2011).', []],
    ['Rye grew well (Pelka Station, sown in 2011).', ['2011', 'Station']],
    ['Rye grew well in Pelka (Ito, 2009).', ['Pelka']],
    ['Rye grew well (near Brunn and Pelka).', ['Brunn', 'Pelka']],
  ])('works that are only cited are not missing: %s', (text, expected) => {
    const draft = draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value: 'grew well' })] })] });
    expect(missingList(targetOf(text), draft).map((one) => one.text)).toEqual(expected);
  });

  test.each([
    ['Rye grew well (Figures 4G, 4H, 4L, and 4M).', []],
    ['Rye grew well (Fig. 3A and 3B).', []],
    ['Rye grew well (Figures 4A, B, and 5C) at 6 K.', ['6 K']],
    ['Rye grew well (Figs. 4g, 4h, and 4m).', []],
    ['Rye grew well (Figure 4g, 4h behind oats).', ['4h']],
    ['Rye grew well (Figure 4, at 4M and 5L).', ['4M', '5L']],
    ['Rye grew well. See also Supplemental Experimental Procedures.', []],
    ['Rye grew well with the Supplemental Seed Fund.', ['Supplemental Seed Fund']],
    ['Background Previous trials were small. Results Rye grew well.', []],
    ['Previous trials were small. Rye grew well in Previous lots.', ['Previous']],
    ['Rye grew well at the Background Station.', ['Background Station']],
  ])('what points elsewhere and what follows a heading are not missing: %s', (text, expected) => {
    const attributes = [attributeOf({ value: 'grew well' }), attributeOf({ value: 'small trials; lots' })];
    const draft = draftOf({ entities: [entityOf('e1', 'rye', { attributes })] });
    const found = missingList(targetOf(text), draft).filter(({ kind }) => kind !== 'sentence');
    expect(found.map((one) => one.text)).toEqual(expected);
  });

  test.each([
    ['seeds in Pelkan soil', 'sown in Pelka soil'],
    ['seeds in Pelka soil', 'sown in Pelkan soil'],
    ['seeds in Weldian soil', 'Weld lots'],
    ['seeds of the Upper Lakes, which the UL counts', 'UL seeds'],
  ])('a name is said by its adjective or its first letters: %s', (text, value) => {
    const draft = draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value })] })] });
    const found = missingList(targetOf(`We saw ${text}.`), draft).filter(({ kind }) => kind === 'name');
    expect(found).toEqual([]);
  });

  test.each([
    ['seeds in Pelkan soil', 'sown in Brunn soil', 'Pelkan'],
    ['seeds in Pelka soil', 'sown in Pelkost soil', 'Pelka'],
    ['seeds of the Upper Lakes', 'UL seeds', 'Upper Lakes'],
    ['seeds of the Upper Lakes, which the UK counts', 'UL seeds; UK', 'Upper Lakes'],
  ])('and missing where nothing says it: %s', (text, value, name) => {
    const draft = draftOf({ entities: [entityOf('e1', 'rye', { attributes: [attributeOf({ value })] })] });
    expect(missingList(targetOf(`We saw ${text}.`), draft).map((one) => one.text)).toContain(name);
  });

  test.each(goodUnits().map((unit) => [unit.name, unit] as const))('the good unit %s misses nothing', (_, unit) => {
    expect(missingList(unit.target, unit.draft)).toEqual([]);
  });

  test('of a good unit without one of its facts the numbers of that fact are missing', () => {
    let planted = 0;
    let seen = 0;
    for (const unit of goodUnits()) {
      for (const [at, entity] of unit.draft.entities.entries()) {
        const copy = structuredClone(unit.draft);
        const own = copy.entities[at];
        if (own === undefined || entity.attributes.every(({ quantity: typed }) => typed === null)) continue;
        own.attributes = [];
        planted += 1;
        if (missingList(unit.target, copy).some(({ kind }) => kind === 'number')) seen += 1;
      }
    }
    // Numbers that another fact repeats are not missing.
    expect(planted).toBeGreaterThan(10);
    expect(seen / planted).toBeGreaterThan(0.8);
  });
});

describe('order of facts', () => {
  const order = (...evidence: number[][]): number | null =>
    measureDraft(
      target,
      draftOf({
        entities: [entityOf('e1', 'rye', { attributes: evidence.map((cited) => attributeOf({ evidence: cited })) })],
      }),
    ).order;

  test('is 1 for the order of the text, −1 for its reverse, null for nothing to compare', () => {
    expect(order([1], [2], [3, 1], [4])).toBeCloseTo(0.6);
    expect(order([1], [2], [3], [4])).toBe(1);
    expect(order([4], [3], [2])).toBe(-1);
    expect(order([1], [3], [2])).toBeCloseTo(1 / 3);
    expect(order([2], [2])).toBeNull();
    expect(order()).toBeNull();
  });
});
