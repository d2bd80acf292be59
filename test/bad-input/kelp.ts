import type { Draft, DraftAttribute, DraftEntity, DraftRelation } from '../../src/types/draft.ts';

/** The harmless passage of these tests: five sentences with a minus, a power of ten, a range, a negation and a hedge. */
export const sentences = [
  'Bladed kelp grew by 12.4 cm a week in the shaded northern tanks of the station, while unshaded plants gained only 7.1 cm over the same period.',
  'The water in these tanks was held between 9 and 14 °C, and the leaves of shaded plants lost less than 3% of their nitrogen before the autumn storms began.',
  'The mean carbon ratio of the tissue was −18.6‰ at harvest, and free spores settled on the walls at a density of 4.2 × 10^5 per litre.',
  'Grazing snails did not reduce the height of the shaded plants, although they removed about a fifth of the leaves in full light.',
  'These results suggest that farms on rocky coasts may cover their young plants with nets during the first warm weeks of summer.',
] as const;

export const passage = sentences.join(' ');

/** A text in pieces of so many words, in order. */
export function inPieces(text: string, size: number): string[] {
  const words = text.split(' ');
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) =>
    words.slice(at * size, at * size + size).join(' '),
  );
}

export const attributeOf = (change: Partial<DraftAttribute> = {}): DraftAttribute => ({
  name: 'weekly gain',
  value: '12.4 cm',
  quantity: { comparator: '=', value: 12.4, upper: null, unit: 'cm', uncertainty: null },
  conditions: ['shade'],
  polarity: 'affirmed',
  certainty: 'stated',
  evidence: [1],
  ...change,
});

/** An attribute in words alone. */
export const worded = (value: string, change: Partial<DraftAttribute> = {}): DraftAttribute =>
  attributeOf({ name: 'note', value, quantity: null, conditions: [], ...change });

export const entityOf = (id: string, name: string, change: Partial<DraftEntity> = {}): DraftEntity => ({
  id,
  name,
  type: 'other',
  aliases: [],
  attributes: [],
  ...change,
});

const snailsReduce: DraftRelation = {
  subject: 'e2',
  predicate: 'reduces_height_of',
  object: { entity: 'e1', value: null, quantity: null },
  conditions: ['shade'],
  polarity: 'negated',
  certainty: 'stated',
  evidence: [4],
};

/** What a good model answers about the passage: nothing of it fails a check, and none of it is copied. */
export const honest: Draft = {
  summary: 'Out of the sun, kelp gained more; nets may help farmers.',
  entities: [
    entityOf('e1', 'bladed kelp', {
      type: 'organism',
      attributes: [
        attributeOf(),
        attributeOf({
          value: '7.1 cm',
          quantity: { comparator: '=', value: 7.1, upper: null, unit: 'cm', uncertainty: null },
          conditions: ['no shade'],
        }),
        attributeOf({
          name: 'nitrogen loss',
          value: 'less than 3%',
          quantity: { comparator: '<', value: 3, upper: null, unit: '%', uncertainty: null },
          evidence: [2],
        }),
        attributeOf({
          name: 'tissue carbon ratio, mean',
          value: '−18.6‰',
          quantity: { comparator: '=', value: -18.6, upper: null, unit: '‰', uncertainty: null },
          conditions: ['harvest'],
          evidence: [3],
        }),
      ],
    }),
    entityOf('e2', 'snails', { type: 'organism' }),
    entityOf('e3', 'tanks', {
      attributes: [
        attributeOf({
          name: 'temperature',
          value: '9 to 14 °C',
          quantity: { comparator: '=', value: 9, upper: 14, unit: '°C', uncertainty: null },
          conditions: [],
          evidence: [2],
        }),
        attributeOf({
          name: 'spore density',
          value: '4.2 × 10^5 per litre',
          quantity: { comparator: '=', value: 420000, upper: null, unit: 'per litre', uncertainty: null },
          conditions: [],
          evidence: [3],
        }),
      ],
    }),
    entityOf('e4', 'nets', {
      attributes: [
        attributeOf({
          name: 'use',
          value: 'cover for juveniles on coastal farms',
          quantity: null,
          conditions: [],
          certainty: 'hedged',
          evidence: [5],
        }),
      ],
    }),
  ],
  relations: [snailsReduce],
};

/** The honest draft with more in it. */
export const honestWith = (more: Partial<Draft>): Draft => ({
  summary: more.summary === undefined ? honest.summary : more.summary,
  entities: [...honest.entities, ...(more.entities ?? [])],
  relations: [...honest.relations, ...(more.relations ?? [])],
});

/** The honest draft with further attributes of its first entity, or other names for it. */
export const kelpWith = (attributes: DraftAttribute[], change: Partial<DraftEntity> = {}): Draft => ({
  ...honest,
  entities: honest.entities.map((entity, at) =>
    at === 0 ? { ...entity, ...change, attributes: [...entity.attributes, ...attributes] } : entity,
  ),
});
