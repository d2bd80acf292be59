import { describe, expect, it } from 'vitest';
import { listPrompts, loadPrompt, type Prompt } from '../../src/prompt/load.ts';
import { type Draft, draftSchema } from '../../src/types/draft.ts';
import { allStrings, longestSharedRun, numbersOf, readings, typedValues, words } from './wording.ts';

const longestRunAllowed = 5;
/** Words that may be left of a longer run when names and numbers are set aside. */
const contentWordsAllowed = 2;

type Sample = { title: string; sentences: string[]; draft: Draft };

const samplesOf = (prompt: Prompt): Sample[] =>
  prompt.examples.map(({ title, input, output }) => ({
    title,
    sentences: input.split('\n').map((line) => line.replace(/^\[\d+\] /, '')),
    draft: draftSchema.parse(JSON.parse(output)),
  }));

/** The numbers of a text that name nothing: unit exponents are part of a unit. */
const stated = (text: string): number[] => numbersOf(text.replaceAll(/\^-\d/g, ''));

/** Every fault that the rules of the prompt forbid and code can see; empty for a good answer. */
function faultsOf({ sentences, draft }: Sample): string[] {
  const source = sentences.join('\n');
  return [
    ...copies(draft, source),
    ...numberFaults(draft, source),
    ...referenceFaults(draft, sentences.length),
    ...economy(draft, source),
    ...repetitions(draft),
  ];
}

function copies(draft: Draft, source: string): string[] {
  const names = draft.entities.flatMap((entity) => [entity.name, ...entity.aliases]);
  const units = typedValues(draft).map(({ quantity }) => quantity?.unit ?? '');
  const setAside = new Set([...names, ...units].flatMap(words));
  return readings(draft)
    .map((reading) => longestSharedRun(reading, source))
    .filter((run) => run.length > longestRunAllowed)
    .filter((run) => run.filter((word) => !setAside.has(word) && !/\d/.test(word)).length > contentWordsAllowed)
    .map((run) => `copied: ${run.join(' ')}`);
}

function numberFaults(draft: Draft, source: string): string[] {
  const inText = new Set(stated(source));
  const inFacts = new Set(allStrings(draft).flatMap(stated));
  const typed = typedValues(draft).flatMap(({ quantity }) =>
    quantity === null ? [] : [quantity.value, quantity.upper, quantity.uncertainty].filter((part) => part !== null),
  );
  const untyped = typedValues(draft).filter(
    ({ wording, quantity }) => quantity === null && stated(wording).some((number) => number < 1900 || number > 2100),
  );
  const disagreeing = typedValues(draft).filter(
    ({ wording, quantity }) => quantity !== null && !stated(wording).includes(quantity.value),
  );
  return [
    ...[...inText].filter((number) => !inFacts.has(number)).map((number) => `omitted: ${number}`),
    ...[...inFacts, ...typed].filter((number) => !inText.has(number)).map((number) => `drifted: ${number}`),
    ...untyped.map(({ wording }) => `untyped: ${wording}`),
    ...disagreeing.map(({ wording }) => `quantity and wording differ: ${wording}`),
  ];
}

function referenceFaults(draft: Draft, sentences: number): string[] {
  const ids = draft.entities.map(({ id }) => id);
  const used = draft.relations.flatMap(({ subject, object }) => [subject, object.entity ?? subject]);
  const facts = [...draft.entities.flatMap(({ attributes }) => attributes), ...draft.relations];
  const cited = new Set(facts.flatMap(({ evidence }) => evidence));
  const idle = draft.entities.filter(({ id, attributes }) => attributes.length === 0 && !used.includes(id));
  const unclear = draft.relations.filter(({ object }) => (object.entity === null) === (object.value === null));
  const numbers = Array.from({ length: sentences }, (_, index) => index + 1);
  return [
    ...used.filter((id) => !ids.includes(id)).map((id) => `no entity ${id}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice ${id}`),
    ...idle.map(({ id }) => `no fact about ${id}`),
    ...unclear.map(({ subject }) => `object of a relation of ${subject} is not exactly one`),
    ...facts.filter(({ evidence }) => evidence.length === 0).map(() => 'no evidence'),
    ...[...cited].filter((number) => !numbers.includes(number)).map((number) => `no sentence ${number}`),
    ...numbers.filter((number) => !cited.has(number)).map((number) => `no fact of sentence ${number}`),
    ...draft.entities.filter(({ name }) => words(name).length > 5).map(({ name }) => `long name: ${name}`),
    ...draft.relations
      .filter(({ predicate }) => !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(predicate))
      .map(({ predicate }) => `predicate: ${predicate}`),
  ];
}

function repetitions(draft: Draft): string[] {
  const facts = [
    ...draft.entities.flatMap(({ id, attributes }) => attributes.map((fact) => [id, fact.name, fact.conditions])),
    ...draft.relations.map((fact) => [fact.subject, fact.predicate, fact.object, fact.conditions]),
  ].map((fact) => JSON.stringify(fact));
  return facts.filter((fact, index) => facts.indexOf(fact) !== index).map((fact) => `twice: ${fact}`);
}

function economy(draft: Draft, source: string): string[] {
  const [out, given] = [allStrings(draft).flatMap(words).length, words(source).length];
  return out <= given ? [] : [`${out} words for ${given}`];
}

const samples = samplesOf(await loadPrompt(null));
const sampleOf = (title: string): Sample => {
  const found = samples.find((sample) => sample.title === title);
  if (found === undefined) throw new Error(`no example ${title}`);
  return structuredClone(found);
};

describe('the worked examples of the prompt', () => {
  it('are at least three, with sentences numbered from 1', async () => {
    const { examples } = await loadPrompt(null);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    for (const { input } of examples) {
      const numbers = input.split('\n').map((line) => /^\[(\d+)\] \S/.exec(line)?.[1]);
      expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    }
  });

  it.each(samples)('$title: keeps all the rules', (sample) => {
    expect(faultsOf(sample)).toEqual([]);
  });

  it('show negation, hedges, proposals, conditions, ranges, uncertainty, and the comparators', () => {
    const facts = samples.flatMap(({ draft }) => [
      ...draft.entities.flatMap(({ attributes }) => attributes),
      ...draft.relations,
    ]);
    const quantities = samples.flatMap(({ draft }) => typedValues(draft)).flatMap(({ quantity }) => quantity ?? []);
    expect(new Set(facts.map(({ certainty }) => certainty))).toEqual(new Set(['stated', 'hedged', 'proposed']));
    expect(new Set(facts.map(({ polarity }) => polarity))).toEqual(new Set(['affirmed', 'negated']));
    expect(facts.some(({ conditions }) => conditions.length > 0)).toBe(true);
    expect(quantities.some(({ upper }) => upper !== null)).toBe(true);
    expect(quantities.some(({ uncertainty }) => uncertainty !== null)).toBe(true);
    expect(new Set(quantities.map(({ comparator }) => comparator))).toEqual(new Set(['=', '<=', '~', '>', '>=']));
  });
});

describe('the check of the examples fails on a planted fault', () => {
  const planted: [string, (draft: Draft) => unknown, RegExp][] = [
    [
      'a copied value',
      (draft) => plantValue(draft, 'remains a matter of dispute and the course of the common cold'),
      /copied/,
    ],
    [
      'a copied summary',
      (draft) => Object.assign(draft, { summary: 'able to start within 24 h of their first symptoms' }),
      /copied/,
    ],
    ['a copy across neighbouring fields', plantJoinedCopy, /copied: zinc did not reduce fever but/],
    ['a changed digit', (draft) => plantValue(draft, '81 mg/day'), /drifted: 81/],
    ['a number left out', (draft) => plantValue(draft, 'low'), /omitted: 80/],
    ['a quantity that its wording lacks', plantQuantity, /differ/],
    ['a number without a quantity', (draft) => plantFirst(draft, { quantity: null }), /untyped/],
    ['a fact told twice', (draft) => draft.relations.push(...draft.relations.slice(0, 1)), /twice/],
    ['a sentence that is not there', (draft) => plantFirst(draft, { evidence: [9] }), /no sentence 9/],
    ['no evidence', (draft) => plantFirst(draft, { evidence: [] }), /no evidence/],
    ['a reference to nothing', (draft) => Object.assign(draft.relations[0] ?? {}, { subject: 'e99' }), /no entity e99/],
    ['too many words', (draft) => plantFirst(draft, { name: 'word '.repeat(30) }), /words for/],
  ];

  function plantFirst(draft: Draft, change: Partial<Draft['entities'][number]['attributes'][number]>): void {
    const attribute = draft.entities[0]?.attributes[0];
    if (attribute === undefined) throw new Error('the example has no attribute');
    Object.assign(attribute, change);
  }
  function plantValue(draft: Draft, value: string): void {
    plantFirst(draft, { value });
  }
  function plantQuantity(draft: Draft): void {
    const quantity = { comparator: '=', value: 308, upper: null, unit: null, uncertainty: null } as const;
    plantFirst(draft, { quantity });
  }
  function plantJoinedCopy(draft: Draft): void {
    const [first] = draft.entities;
    if (first === undefined) throw new Error('the example has no entity');
    first.name = 'zinc';
    plantFirst(draft, { name: 'did not reduce', value: 'fever, but nausea' });
  }

  it.each(planted)('%s', (_, plant, expected) => {
    const sample = sampleOf('a clinical trial');
    plant(sample.draft);
    expect(faultsOf(sample).join('\n')).toMatch(expected);
  });

  it('finds the run of words whatever its case and punctuation', () => {
    expect(longestSharedRun('X: “The Cat sat, on_the mat”', 'we saw the cat sat on the mat')).toHaveLength(6);
  });

  it('reads numbers, not digits of names', () => {
    expect(numbersOf('SnSb2Te4, @xmath2, 3 × 10^18, 1.9 ± 0.2, 40–90')).toEqual([3e18, 1.9, 0.2, 40, 90]);
  });
});

describe('the other prompts', () => {
  it('give examples in the wording rules of their own', async () => {
    const missing = await loadPrompt('missing.v1', 'missing');
    for (const { input, output } of missing.examples) {
      const sentences = input.split('\n').filter((line) => /^\[\d+\] /.test(line));
      expect(copies(draftSchema.parse(JSON.parse(output)), sentences.join('\n'))).toEqual([]);
    }
  });

  it('load, each with its declared variables', async () => {
    const released = await listPrompts();
    expect(released.map(({ id }) => id)).toEqual([
      'extract.v1',
      'extract.v2',
      'passage.v1',
      'passage.v2',
      'repair.v1',
      'missing.v1',
      'resolve.v1',
      'question-stems.v1',
      'question-proposer.v1',
      'question-selector.v1',
      'question-evaluator.v1',
      'question-refiner.v1',
      'question-quick.v1',
      'question-answer.v1',
      'reconstruct.v1',
      'answer.v1',
      'facts.v1',
      'entailment.v1',
    ]);
    for (const { id, kind, version } of released) {
      expect(await loadPrompt(id, kind)).toMatchObject({ id, kind, version });
    }
  });
});
