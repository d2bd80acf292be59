import { describe, expect, it } from 'vitest';
import { findFindings, missingList } from '../../src/checks/index.ts';
import type { DraftAttribute, DraftEntity } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, targetOf } from '../support/drafts.ts';

/** What the checks said of facts that a reader had taken from texts on which nobody had made them, and that were right. */

const said = (
  text: string,
  name: string,
  change: Partial<DraftAttribute>,
  entity: Partial<DraftEntity> = {},
): string[] => {
  const draft = draftOf({ entities: [entityOf('e1', name, { ...entity, attributes: [attributeOf(change)] })] });
  return findFindings(targetOf(text), draft).map(({ check, severity }) => `${severity} ${check}`);
};

const missing = (text: string, names: string[]): string[] =>
  missingList(targetOf(text), draftOf({ entities: names.map((name, at) => entityOf(`e${at}`, name)) })).map(
    ({ kind, text: what }) => `${kind}: ${what}`,
  );

describe('a hedge', () => {
  it.each([
    ['The method could be faster and was tested on 12 datasets.', 'method', 'tests', '12 datasets'],
    ['Ticks appear to spread and were found in 9 of 12 parks.', 'ticks', 'parks with finds', '9 of 12 parks'],
  ])('does not reach a finite verb behind "and": %s', (text, entity, name, value) => {
    expect(said(text, entity, { name, value })).toEqual([]);
  });

  it('reaches on where the verb behind "and" is its own', () => {
    const text = 'The vaccine may cause fever and have strong effects on lambs.';
    expect(said(text, 'vaccine', { name: 'effects on lambs', value: 'strong' })).toEqual(['fail certainty']);
  });
});

describe('a name that begins with "no-"', () => {
  const text = 'Manure did not raise the soil carbon in no-till plots.';
  const fact = { name: 'soil carbon', value: 'raised', conditions: ['no-till plots'] };

  it('is no second denial of what is denied', () => {
    expect(said(text, 'manure', { ...fact, polarity: 'negated' })).toEqual([]);
  });

  it('does not hide that a denial was lost', () => {
    expect(said(text, 'manure', fact)).toEqual(['fail polarity']);
  });

  it('denies nothing of its sentence', () => {
    const weeds = 'In no-till plots weeds were more common than under ploughing.';
    expect(said(weeds, 'weeds', { name: 'abundance', value: 'more common than under ploughing' })).toEqual([]);
  });
});

describe('a list of names', () => {
  const text =
    'Transits in the H I 1216Å (Lyman α), O I 1334Å, C II 1335Å, and Si III 1206.5Å lines constrain the temperature and dynamics of the upper air of a planet that is close to its star.';

  it('is no near-copy, whatever letters its names have', () => {
    const value = 'H I 1216Å, O I 1334Å, C II 1335Å, Si III 1206.5Å';
    expect(said(text, 'planet', { name: 'lines', value })).not.toContain('fail near-copy');
  });
});

describe('the long form of an acronym of two words', () => {
  const long = 'matrix-assisted laser desorption/ionization–time-of flight mass spectrometry';

  it('is a name', () => {
    const text = `A ${long} (MALDI-TOF MS) assay was made for sheep.`;
    expect(said(text, 'MALDI-TOF MS', { name: 'use', value: 'sheep' }, { aliases: [long] })).toEqual([]);
  });

  it('is copied wording where no acronym stands behind it', () => {
    const text = `A ${long} assay was made for sheep.`;
    expect(said(text, 'assay', { name: 'use', value: 'sheep' }, { aliases: [long] })).toContain('fail copied-wording');
  });
});

describe('"less than or about"', () => {
  const text = 'The moment was m≲0.04mJ in all planets.';
  const typed = (comparator: '<' | '<=' | '~' | '>') =>
    said(text, 'planets', {
      name: 'moment',
      value: '≲0.04mJ',
      quantity: { comparator, value: 0.04, upper: null, unit: 'mJ', uncertainty: null },
    });

  it('may be typed as each of its parts, and as nothing else', () => {
    expect((['<', '<=', '~'] as const).flatMap(typed)).toEqual([]);
    expect(typed('>')).toEqual(['fail quantity']);
  });
});

describe('words of one family', () => {
  const text = 'Selection improves the health and productivity of flocks.';

  it('rest on each other', () => {
    expect(said(text, 'flocks', { name: 'healthier', value: 'productive animals' })).toEqual([]);
  });

  it('are no others', () => {
    expect(said(text, 'flocks', { name: 'cheaper', value: 'resilient animals' })).toEqual(['warn support']);
  });
});

describe('a number that stands in another sentence', () => {
  it('is found in the one nearest to what is cited', () => {
    const text = 'Tests ran at 40 K and 90 K. The ohmmeter was new. At 40 K it failed. It was cold again in air.';
    const attributes = [attributeOf({ name: 'failure', value: 'at 40 K in air', evidence: [4] })];
    const draft = draftOf({ entities: [entityOf('e1', 'ohmmeter', { attributes })] });
    const found = findFindings(targetOf(text), draft).find(({ check }) => check === 'numbers');
    expect(found?.message).toContain('in sentence 3: cite it');
  });
});

describe('what is missing', () => {
  it('is no acronym whose long form is said, and no long form whose acronym is', () => {
    const text = 'Infants with Sensori-Neural Hearing Loss (SNHL) had Magnetic Resonance (MR) scans.';
    const rest = ['infants', 'scans'];
    const names = (all: string[]) => missing(text, [...rest, ...all]).filter((one) => one.startsWith('name'));
    expect(names(['sensori-neural hearing loss', 'MR'])).toEqual([]);
    expect(names([])).toEqual([
      'name: Sensori-Neural Hearing Loss',
      'name: SNHL',
      'name: Magnetic Resonance',
      'name: MR',
    ]);
  });

  it('is neither a heading nor a word on where to read on', () => {
    const text = "Methods and Findings: kelp grew. Please see later in the article for the Editors' Summary.";
    expect(missing(text, ['kelp grew'])).toEqual(['sentence: Methods and Findings: kelp grew.']);
  });
});
