import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src/checks/index.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Target } from '../../src/types/engine.ts';
import { attributeOf, draftOf, entityOf, targetOf } from '../support/drafts.ts';
import { goodUnits } from '../support/good-units.ts';
import { oneSentence } from '../support/mutations.ts';

const said = (target: Target, draft: Draft, check: string): string[] =>
  findFindings(target, draft)
    .filter((finding) => finding.check === check)
    .map(({ severity, pointer, reason }) => `${severity} ${pointer}: ${reason}`);

const target = oneSentence(
  {
    name: 'kelp',
    target: targetOf(
      'Urchins grazed 40 plots of Saccharina latissima. It grew slowly in turbid water. Otters ate urchins at night.',
    ),
    draft: draftOf({}),
  },
  2,
);

const about = (name: string, attribute: Parameters<typeof attributeOf>[0]): Draft =>
  draftOf({ entities: [entityOf('e1', name, { attributes: [attributeOf(attribute)] })] });

describe('a fact of the context', () => {
  test('is found by its number', () => {
    const draft = about('Saccharina latissima', { name: 'grazed plots', value: '40 plots' });
    expect(said(target, draft, 'context')).toEqual([
      'fail /entities/0/attributes/0/value: a number stands in the context alone',
      'fail /entities/0/name: the passage does not name the entity, and no fact about it is left',
    ]);
  });

  test('is found by its words', () => {
    const draft = about('otters', { name: 'prey', value: 'urchins at night' });
    expect(said(target, draft, 'context')).toEqual([
      'fail /entities/0/attributes/0: the fact stands in the context alone',
      'fail /entities/0/name: the passage does not name the entity, and no fact about it is left',
    ]);
  });

  test('is none where the context gives no more than the name', () => {
    const draft = about('Saccharina latissima', { name: 'growth in turbid water', value: 'slow' });
    expect(said(target, draft, 'context')).toEqual([]);
    expect(said(target, draft, 'grounding')).toEqual([
      'warn /entities/0/name: the name is inferred: the passage has it in no form',
    ]);
    expect(said(target, about('Macrocystis', { name: 'growth', value: 'slow' }), 'grounding')[0]).toMatch(/^fail/);
  });

  test('is none in what is said of each sentence of the good units, with all others around it', () => {
    let facts = 0;
    for (const unit of goodUnits()) {
      for (let number = 1; number <= unit.target.passage.sentences.length; number += 1) {
        const own = <Fact extends { evidence: number[] }>(some: Fact[]): Fact[] =>
          some.filter(({ evidence }) => evidence.join() === `${number}`).map((fact) => ({ ...fact, evidence: [1] }));
        const entities = unit.draft.entities.map((entity) => ({ ...entity, attributes: own(entity.attributes) }));
        const relations = own(unit.draft.relations);
        const isUsed = ({ id, attributes }: (typeof entities)[number]): boolean =>
          attributes.length > 0 || relations.some(({ subject, object }) => subject === id || object.entity === id);
        const draft = { summary: null, entities: entities.filter(isUsed), relations };
        facts += draft.relations.length + entities.flatMap(({ attributes }) => attributes).length;
        expect(said(oneSentence(unit, number), draft, 'context')).toEqual([]);
      }
    }
    expect(facts).toBeGreaterThan(250);
  });
});

test('what the caption of a table lends to its cells is no fact of the context', () => {
  const text = 'Tagger | Accuracy (%) | Time (ms)\nMira | 93.1 | 12';
  const sentences = [
    { start: 0, end: 33, text: 'Tagger | Accuracy (%) | Time (ms)' },
    { start: 34, end: text.length, text: 'Mira | 93.1 | 12' },
  ];
  const setting = { kind: 'table' as const, section: [], before: 'Table 1. Taggers on the Delta corpus.', after: '' };
  const passage = { index: 0, of: 1, start: 0, end: text.length, text, sentences, setting };
  const draft = about('Mira', { name: 'accuracy on Delta corpus', value: '93.1%', evidence: [1, 2] });
  const { document } = targetOf(text);
  expect(findFindings({ document, passage }, draft)).toEqual([]);
  const drifted = about('Mira', { name: 'accuracy', value: '93.4%', evidence: [2] });
  expect(said({ document, passage }, drifted, 'numbers')).toHaveLength(1);
});
