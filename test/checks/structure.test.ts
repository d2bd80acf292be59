import { describe, expect, test } from 'vitest';
import { structureDraft } from '../../src/checks/structure.ts';
import type { Draft } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf } from '../support/drafts.ts';

const rye = (change = {}) => entityOf('e1', 'rye', change);
const oats = entityOf('e2', 'oats');
const reasons = (draft: Draft, sentences = 3): string[] =>
  structureDraft(draft, sentences).dropped.map(({ what, pointer, reason }) => `${what} ${pointer}: ${reason}`);

describe('structureDraft', () => {
  test('a sound draft stays as it is', () => {
    const draft = draftOf({
      summary: 'Rye outgrows oats.',
      entities: [rye({ attributes: [attributeOf()] }), oats],
      relations: [relationOf('e1', 'outgrows', { entity: 'e2' }), relationOf('e1', 'reaches', { value: '2 m' })],
    });
    expect(structureDraft(draft, 3)).toEqual({ draft, dropped: [] });
  });

  test('texts are tidied and predicates become snake_case', () => {
    const { draft } = structureDraft(
      draftOf({
        summary: '  ',
        entities: [
          entityOf(' e1', ' winter \n rye ', {
            attributes: [attributeOf({ value: ' tall ', conditions: [' wet  soil'] })],
          }),
        ],
        relations: [relationOf('e1 ', 'isPart-of  The', { value: ' a  field ' })],
      }),
      3,
    );
    expect(draft.summary).toBeNull();
    expect(draft.entities[0]).toMatchObject({
      id: 'e1',
      name: 'winter rye',
      attributes: [{ value: 'tall', conditions: ['wet soil'] }],
    });
    expect(draft.relations[0]).toMatchObject({
      subject: 'e1',
      predicate: 'is_part_of_the',
      object: { value: 'a field' },
    });
  });

  test('a reference by name or alias is resolved, whatever its case', () => {
    const { draft, dropped } = structureDraft(
      draftOf({
        entities: [rye(), entityOf('e2', 'Oats', { aliases: ['Avena'] })],
        relations: [relationOf('Rye', 'outgrows', { entity: 'AVENA' })],
      }),
      3,
    );
    expect(draft.relations[0]).toMatchObject({ subject: 'e1', object: { entity: 'e2' } });
    expect(dropped).toEqual([]);
  });

  test('references to nothing are dropped and listed', () => {
    const entities = [rye()];
    expect(reasons(draftOf({ entities, relations: [relationOf('e7', 'outgrows', { entity: 'e1' })] }))).toEqual([
      'relation /relations/0: its subject is no entity of the draft',
    ]);
    expect(reasons(draftOf({ entities, relations: [relationOf('e1', 'outgrows', { entity: 'wheat' })] }))).toEqual([
      'relation /relations/0: its object is no entity of the draft',
    ]);
    expect(reasons(draftOf({ entities, relations: [relationOf('e1', 'outgrows', {})] }))).toEqual([
      'relation /relations/0: the relation has no object',
    ]);
    expect(reasons(draftOf({ entities, relations: [relationOf('e1', ' -- ', { value: 'x' })] }))).toEqual([
      'relation /relations/0: the relation has no predicate',
    ]);
  });

  test('of an entity and a value as object the entity wins when it is one', () => {
    const entities = [rye(), oats];
    const both = structureDraft(
      draftOf({ entities, relations: [relationOf('e1', 'outgrows', { entity: 'e2', value: 'oats' })] }),
      3,
    );
    expect(both.draft.relations[0]?.object).toEqual({ entity: 'e2', value: null, quantity: null });
    const dangling = structureDraft(
      draftOf({ entities, relations: [relationOf('e1', 'outgrows', { entity: 'e9', value: 'wheat' })] }),
      3,
    );
    expect(dangling.draft.relations[0]?.object).toEqual({ entity: null, value: 'wheat', quantity: null });
  });

  test('evidence outside of the passage is removed, and a fact without any is dropped', () => {
    const attributes = [
      attributeOf({ evidence: [3, 0, 2, 9, 3] }),
      attributeOf({ value: 'a', evidence: [4] }),
      attributeOf({ value: 'b', evidence: [] }),
    ];
    const { draft, dropped } = structureDraft(draftOf({ entities: [rye({ attributes })] }), 3);
    expect(draft.entities[0]?.attributes).toEqual([attributeOf({ evidence: [2, 3] })]);
    expect(dropped).toEqual([
      {
        what: 'attribute',
        pointer: '/entities/0/attributes/1',
        check: 'structure',
        reason: 'no cited sentence is in the passage',
        evidence: [4],
      },
      {
        what: 'attribute',
        pointer: '/entities/0/attributes/2',
        check: 'structure',
        reason: 'the fact cites no sentence',
        evidence: [],
      },
    ]);
  });

  test('empty names, values, aliases and conditions are dropped and listed', () => {
    const attributes = [
      attributeOf({ name: ' ' }),
      attributeOf({ value: '' }),
      attributeOf({ conditions: ['', 'wet soil'] }),
    ];
    const draft = draftOf({
      entities: [
        rye({ aliases: ['', 'Rye', 'Secale'], attributes }),
        entityOf('e2', '', { attributes: [attributeOf()] }),
      ],
    });
    expect(reasons(draft).sort()).toEqual(
      [
        'attribute /entities/0/attributes/0: the attribute has no name',
        'attribute /entities/0/attributes/1: the attribute has no value',
        'condition /entities/0/attributes/2/conditions/0: the condition is empty',
        'alias /entities/0/aliases/0: the alias is empty',
        'entity /entities/1: the entity has no name',
        'attribute /entities/1/attributes/0: its entity has no name',
      ].sort(),
    );
    expect(structureDraft(draft, 3).draft.entities).toMatchObject([
      { aliases: ['Secale'], attributes: [{ conditions: ['wet soil'] }] },
    ]);
  });

  test('an entity without a name takes its alias', () => {
    expect(
      structureDraft(draftOf({ entities: [entityOf('e1', ' ', { aliases: ['', 'rye'] })] }), 3).draft.entities[0],
    ).toMatchObject({ name: 'rye', aliases: [] });
  });

  test('entities of one name become one, with the facts of both', () => {
    const { draft } = structureDraft(
      draftOf({
        entities: [
          rye({ attributes: [attributeOf()] }),
          oats,
          entityOf('e3', 'Rye', { type: 'organism', aliases: ['Secale'], attributes: [attributeOf({ value: 'old' })] }),
        ],
        relations: [relationOf('e3', 'outgrows', { entity: 'e2' })],
      }),
      3,
    );
    expect(draft.entities.map(({ id }) => id)).toEqual(['e1', 'e2']);
    expect(draft.entities[0]).toMatchObject({
      type: 'organism',
      aliases: ['Secale'],
      attributes: [{ value: 'tall' }, { value: 'old' }],
    });
    expect(draft.relations[0]?.subject).toBe('e1');
  });

  test('entities of one name and of different types stay apart', () => {
    const entities = [entityOf('e1', 'Atlas', { type: 'model' }), entityOf('e2', 'Atlas', { type: 'location' })];
    expect(structureDraft(draftOf({ entities }), 3).draft.entities).toEqual(entities);
  });

  test('an id that two entities share stays with the first', () => {
    const { draft } = structureDraft(
      draftOf({
        entities: [rye(), entityOf('e1', 'oats'), entityOf('', 'wheat')],
        relations: [relationOf('e1', 'outgrows', { entity: 'oats' })],
      }),
      3,
    );
    const ids = draft.entities.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe('e1');
    expect(draft.relations[0]).toMatchObject({ subject: 'e1', object: { entity: ids[1] } });
  });

  test('facts that say the same become one, with the evidence of all', () => {
    const attributes = [
      attributeOf({ evidence: [3] }),
      attributeOf({ evidence: [1] }),
      attributeOf({ polarity: 'negated' }),
    ];
    const relations = [
      relationOf('e1', 'outgrows', { entity: 'e2' }),
      relationOf('rye', 'Outgrows', { entity: 'e2' }, { evidence: [2] }),
    ];
    const { draft, dropped } = structureDraft(draftOf({ entities: [rye({ attributes }), oats], relations }), 3);
    expect(draft.entities[0]?.attributes).toEqual([
      attributeOf({ evidence: [1, 3] }),
      attributeOf({ polarity: 'negated' }),
    ]);
    expect(draft.relations).toEqual([relationOf('e1', 'outgrows', { entity: 'e2' }, { evidence: [1, 2] })]);
    expect(dropped).toEqual([]);
  });
});
