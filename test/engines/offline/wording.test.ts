import { describe, expect, test } from 'vitest';
import { guardAgainst } from '../../../src/engines/offline/copying.ts';
import { conditionsThatPass, fitName, wordingOf } from '../../../src/engines/offline/wording.ts';

const source =
  'Large tracts of tall conifer trees have been established on poor wet stony farm land in cool northern valleys under long dry spells.';
const guard = guardAgainst(source);

describe('wording', () => {
  test('a name that repeats six words is turned round before anything is cut', () => {
    expect(guard.fieldPasses('large tracts of tall conifer trees')).toBe(false);
    expect(fitName('large tracts of tall conifer trees', guard.fieldPasses)).toEqual({
      name: "tall conifer trees' large tracts",
      dropped: [],
    });
  });

  test('what is cut off a name is kept', () => {
    const fitted = fitName('poor wet stony farm land in cool', guard.fieldPasses);
    expect(fitted).toEqual({ name: 'wet stony farm land in cool'.replace('wet ', ''), dropped: ['poor', 'wet'] });
  });

  test('a fact that reads on like the source takes another preposition', () => {
    expect(wordingOf('tracts', 'established_on', 'poor wet stony land', guard)?.predicate).toBe('established_on');
    expect(wordingOf('tracts', 'established_on', 'poor wet stony farm land', guard)?.predicate).toBe(
      'established_upon',
    );
  });

  test('a fact that no other preposition helps is turned into the passive', () => {
    const tides = guardAgainst('Strong spring tides erode soft northern chalk cliffs.');
    expect(wordingOf('strong spring tides', 'erode', 'soft northern chalk cliffs', tides)).toEqual({
      subject: { name: 'soft northern chalk cliffs', dropped: [] },
      predicate: 'eroded_by',
      object: { name: 'strong spring tides', dropped: [] },
      isTurned: true,
    });
  });

  test('a condition loses adjectives, and never its preposition or a number', () => {
    const dry = guardAgainst('Leaves fall due to very long hot dry summer spells.');
    const [kept] = conditionsThatPass(['due to long hot dry summer spells'], ['leaves', 'fall'], dry);
    expect(kept).toMatch(/^due to .*spells$/);
    const years = guardAgainst('The mean depth of lakes between 5 and 300 metres grew.');
    expect(conditionsThatPass(['between 5 and 300 metres grew'], ['depth of lakes'], years)).toEqual([]);
  });

  test('conditions that follow one another in the source do not in a fact', () => {
    const kept = conditionsThatPass(
      ['in cool northern valleys', 'under long dry spells'],
      ['tracts', 'established_on', 'farm land'],
      guard,
    );
    expect(kept).toEqual(['under long dry spells', 'in cool northern valleys']);
    expect(guard.factPasses(kept)).toBe(true);
  });
});
