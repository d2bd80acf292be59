import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';

/** A small valid unit that always is the same; `changes` replace parts of it, and the id follows the content. */
export function sampleUnit(changes: Partial<Unit> = {}): Unit {
  const minhash = 'A'.repeat(86);
  const unit: Unit = {
    schema: 'ku/1',
    id: 'ku_00000000000000000000000000000000',
    document: {
      id: 'lichen-1',
      title: 'Lichens on basalt',
      authors: ['A. Moss'],
      year: 2021,
      doi: null,
      url: null,
      license: 'CC-BY-4.0',
      sha256: '1'.repeat(64),
    },
    passage: {
      index: 0,
      of: 1,
      start: 0,
      end: 120,
      sha256: '2'.repeat(64),
      sentences: [
        { start: 0, end: 60, minhash },
        { start: 61, end: 120, minhash },
      ],
    },
    summary: 'A lichen speeds the weathering of basalt.',
    entities: [
      {
        id: 'e1',
        name: 'Caloplaca',
        type: 'organism',
        aliases: [],
        attributes: [
          {
            name: 'cover',
            value: '12 %',
            quantity: { comparator: '=', value: 12, upper: null, unit: '%', uncertainty: null },
            conditions: [],
            polarity: 'affirmed',
            certainty: 'stated',
            evidence: [1],
          },
        ],
      },
      { id: 'e2', name: 'basalt', type: 'material', aliases: [], attributes: [] },
    ],
    relations: [
      {
        subject: 'e1',
        predicate: 'accelerates_weathering_of',
        object: { entity: 'e2' },
        conditions: ['humid climate'],
        polarity: 'affirmed',
        certainty: 'hedged',
        evidence: [1, 2],
      },
    ],
    audit: {
      longestCopiedRun: 2,
      copiedShare: 0,
      ngram5: 0,
      ngram7: 0,
      ngram11: 0,
      exemptRuns: 0,
      order: null,
      numbers: { stated: 1, kept: 1, drifted: 0 },
      repairs: 0,
      findings: [],
      dropped: [],
    },
    provenance: {
      tool: 'ku',
      version: '0.1.0',
      engine: 'offline',
      model: null,
      prompt: null,
      usage: { inputTokens: 0, outputTokens: 0, cost: null },
    },
    ...changes,
  };
  return { ...unit, id: unitId(unit) };
}
