import fc from 'fast-check';
import { certainties, comparators, entityTypes, polarities } from '../../src/types/fact.ts';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';

/** Strings that a writer or a reader of JSON or YAML can get wrong. */
const nastyStrings = [
  ...[
    'no',
    'on',
    'Yes',
    'null',
    '~',
    'true',
    '.inf',
    '12:30',
    '1_000',
    '2020-01-01',
    '0x1F',
    '0o17',
    '1e3',
    '-',
    '=',
    '<<',
  ],
  ...[
    '---',
    '...',
    '# not a comment',
    ': ',
    'a: b',
    '- item',
    '? key',
    '[',
    '}',
    '&anchor',
    '*alias',
    '!tag',
    '%YAML 1.2',
  ],
  ...['|', '>', '@', '`', '"', "'", '\\', 'two\nlines', '\n---\n', 'tab\there', ' leading', 'trailing ', '\r\n', '\r'],
  ...['\u0085', '\u2028', '\u2029', '\ufeff', '\u007f', '\u009f', '\uffff', '\u00a0', '\u0000', '\u001b[31m', '\ud800'],
  ...['émigré', 'e\u0301', '漢字', '👩‍🔬', '𝒳', 'עברית', '10⁻³', '__proto__'],
  `${'a word and a line\n'.repeat(5)}end `,
];

/** Any text of at least one character, nasty ones often. */
export const anyWords: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nastyStrings),
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
);

/** Any finite number but -0, which JSON writes as 0. */
const anyNumber = fc
  .oneof(fc.constantFrom(1e21, 1e-7, -2.5e-9, 0.1, 1e20, 3), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));

const count = fc.nat({ max: 1_000_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => (value === 0 ? 0 : value));
const digest = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const minhash = fc.string({ unit: fc.constantFrom(...'AZaz09-_'), minLength: 86, maxLength: 86 });

function orNull<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { nil: null, freq: 2 });
}

const quantity = orNull(
  fc.record({
    comparator: fc.constantFrom(...comparators),
    value: anyNumber,
    upper: orNull(anyNumber),
    unit: orNull(anyWords),
    uncertainty: orNull(anyNumber),
  }),
);

function factQualifiers(sentences: number) {
  return {
    conditions: fc.array(anyWords, { maxLength: 2 }),
    polarity: fc.constantFrom(...polarities),
    certainty: fc.constantFrom(...certainties),
    evidence: fc.array(fc.integer({ min: 1, max: sentences }), { minLength: 1, maxLength: 3 }),
  };
}

function entity(id: string, sentences: number) {
  const attribute = fc.record({ name: anyWords, value: anyWords, quantity, ...factQualifiers(sentences) });
  return fc.record({
    id: fc.constant(id),
    name: anyWords,
    type: fc.constantFrom(...entityTypes),
    aliases: fc.array(anyWords, { maxLength: 2 }),
    attributes: fc.array(attribute, { maxLength: 2 }),
  });
}

function relation(ids: string[], sentences: number) {
  return fc.record({
    subject: fc.constantFrom(...ids),
    predicate: fc.constantFrom('outperforms', 'is_part_of', 'größer_als', 'x_2'),
    object: fc.oneof(fc.record({ entity: fc.constantFrom(...ids) }), fc.record({ value: anyWords, quantity })),
    ...factQualifiers(sentences),
  });
}

/** Start and lengths of the sentences, each followed by one blank, in a passage that begins at `start`. */
const passage = fc
  .record({
    of: fc.integer({ min: 1, max: 9 }),
    start: fc.nat({ max: 500 }),
    lengths: fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 4 }),
    sha256: digest,
    minhash,
  })
  .map(({ of, start, lengths, sha256, minhash }) => {
    let next = start;
    const sentences = lengths.map((length) => {
      const sentence = { start: next, end: next + length, minhash };
      next += length + 1;
      return sentence;
    });
    return { index: of - 1, of, start, end: next, sha256, sentences };
  });

const document = fc.record({
  id: anyWords,
  title: orNull(anyWords),
  authors: fc.array(anyWords, { maxLength: 3 }),
  year: orNull(fc.integer({ min: -500, max: 2100 })),
  doi: orNull(anyWords),
  url: orNull(anyWords),
  license: orNull(anyWords),
  sha256: digest,
});

const audit = fc.record({
  longestCopiedRun: count,
  copiedShare: share,
  ngram5: share,
  ngram7: share,
  ngram11: share,
  exemptRuns: count,
  order: orNull(share),
  numbers: fc.record({ stated: count, kept: count, drifted: count }),
  repairs: count,
  findings: fc.array(
    fc.record({
      check: anyWords,
      severity: fc.constantFrom('warn' as const, 'fail' as const),
      pointer: anyWords,
      reason: anyWords,
      evidence: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  dropped: fc.array(
    fc.record({
      what: fc.constantFrom('entity' as const, 'relation' as const, 'summary' as const),
      pointer: anyWords,
      check: anyWords,
      reason: anyWords,
      evidence: fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});

const provenance = fc.record({
  tool: fc.constant('ku' as const),
  version: fc.constant('0.1.0'),
  engine: fc.constantFrom('offline', 'openai'),
  model: orNull(anyWords),
  prompt: orNull(fc.record({ id: anyWords, sha256: digest })),
  usage: fc.record({ inputTokens: count, outputTokens: count, cost: orNull(share) }),
});

/** Valid units: the schema is satisfied, references and evidence exist, offsets are in order, the id is that of the content. */
export const anyUnit: fc.Arbitrary<Unit> = fc
  .record({
    document,
    passage,
    entityCount: fc.integer({ min: 1, max: 3 }),
    audit,
    provenance,
    summary: orNull(anyWords),
  })
  .chain(({ entityCount, ...rest }) => {
    const ids = Array.from({ length: entityCount }, (_, index) => `e${index + 1}`);
    const sentences = rest.passage.sentences.length;
    return fc.record({
      rest: fc.constant(rest),
      entities: fc.tuple(...ids.map((id) => entity(id, sentences))),
      relations: fc.array(relation(ids, sentences), { maxLength: 2 }),
    });
  })
  .map(({ rest, entities, relations }) => {
    const { document, passage, summary, audit, provenance } = rest;
    const content = { schema: 'ku/1' as const, document, passage, summary, entities, relations, audit, provenance };
    const { schema, ...parts } = content;
    return { schema, id: unitId(content), ...parts };
  });

/** Names of which many are one, nearly one, or one in some other type. */
const alikeNames = [
  ...[
    'CNN',
    'CNNs',
    'convolutional neural network',
    'Convolutional Neural Networks',
    'neural network',
    'Neural network',
  ],
  ...[
    'GPT-3',
    'GPT3',
    'GPT-4',
    'GPT',
    'BERT',
    'BERT model',
    'bert',
    'RoBERTa',
    'support vector machine',
    'SVM',
    'SVMs',
  ],
  ...[
    'present study',
    'level',
    'levels',
    'our model',
    'control group',
    'patients',
    'Kalman',
    'Kalman filter',
    'heart attack',
    'seaweed',
  ],
  ...[
    'TNF-α',
    'TNF-alpha',
    'pre-training',
    'pretraining',
    'Phase II',
    'Phase III',
    'principal component analysis',
    'PCA',
  ],
  ...[
    'patient controlled analgesia',
    'E. coli',
    'Escherichia coli',
    'Enterobacter coli',
    'machine learning (ML)',
    'ML',
    'AI',
    'Fe',
  ],
];

const alikeName = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...alikeNames) },
  { weight: 1, arbitrary: anyWords },
);

/** A unit whose entities have names that meet those of others. */
const alikeUnit = anyUnit.chain((unit) =>
  fc.record({
    unit: fc.constant(unit),
    names: fc.tuple(...unit.entities.map(() => alikeName)),
    aliases: fc.tuple(...unit.entities.map(() => fc.array(alikeName, { maxLength: 2 }))),
    types: fc.tuple(
      ...unit.entities.map(() => fc.constantFrom('model', 'method', 'other', 'organism', 'person' as const)),
    ),
    predicate: fc.constantFrom('is_short_for', 'outperforms'),
  }),
);

const renamed = alikeUnit.map(({ unit, names, aliases, types, predicate }) => {
  const entities = unit.entities.map((one, at) => {
    const name = names[at] ?? one.name;
    const own = [...new Set(aliases[at] ?? [])].filter((alias) => alias !== name);
    return { ...one, name, type: (types[at] ?? 'other') as Unit['entities'][number]['type'], aliases: own };
  });
  const [first] = unit.relations;
  const relations = first === undefined ? [] : [{ ...first, predicate }, ...unit.relations.slice(1)];
  return { ...unit, entities, relations };
});

const withId = (unit: Unit): Unit => ({ ...unit, id: unitId(unit) });

/** The units of one document, one a passage. */
export const documentUnits: fc.Arbitrary<Unit[]> = fc
  .tuple(document, fc.array(renamed, { minLength: 1, maxLength: 5 }))
  .map(([own, units]) =>
    units.map((unit, index) => {
      const { passage } = unit;
      const moved = index * 10_000;
      const sentences = passage.sentences.map((one) => ({ ...one, start: one.start + moved, end: one.end + moved }));
      const place = { ...passage, index, of: 9, start: passage.start + moved, end: passage.end + moved, sentences };
      return withId({ ...unit, document: own, passage: place });
    }),
  );
