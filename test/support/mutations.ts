import { longFormSpans } from '../../src/text/acronyms.ts';
import { mayBeNumber } from '../../src/text/number-words.ts';
import { isContentWord, type Word, wordsOf } from '../../src/text/words.ts';
import type { Draft, DraftAttribute, DraftRelation } from '../../src/types/draft.ts';
import type { CheckName } from '../../src/types/finding.ts';
import type { GoodUnit } from './good-units.ts';

/** A good unit in which one thing was made wrong. */
export type Planted = {
  mutation: string;
  unit: GoodUnit;
  draft: Draft;
  /** Pointer of the fact, entity, alias or summary that is wrong now. */
  target: string;
  /** The check that has to see it, and others that are right to speak as well. */
  expected: [CheckName, ...CheckName[]];
};

type Mutation = {
  name: string;
  expected: Planted['expected'];
  /** With the unit where it is another than the one that was given. */
  plant(unit: GoodUnit): { draft: Draft; target: string; unit?: GoodUnit }[];
};

type AttributePlace = { attribute: DraftAttribute; entity: number; at: number; target: string };

const attributesOf = (draft: Draft): AttributePlace[] =>
  draft.entities.flatMap(({ attributes }, entity) =>
    attributes.map((attribute, at) => ({ attribute, entity, at, target: `/entities/${entity}/attributes/${at}` })),
  );

/** The draft with one attribute changed. */
function withAttribute(draft: Draft, place: AttributePlace, change: Partial<DraftAttribute>): Draft {
  const copy = structuredClone(draft);
  const attribute = copy.entities[place.entity]?.attributes[place.at];
  if (attribute !== undefined) Object.assign(attribute, change);
  return copy;
}

function withRelation(draft: Draft, at: number, change: Partial<DraftRelation>): Draft {
  const copy = structuredClone(draft);
  const relation = copy.relations[at];
  if (relation !== undefined) Object.assign(relation, change);
  return copy;
}

const sentenceOf = ({ target }: GoodUnit, number: number | undefined): string =>
  target.passage.sentences[(number ?? 0) - 1]?.text ?? '';

/** A run of so many words of a text, as it is written there: one without names, acronyms and numbers, so that it is no exempt one. */
function runOf(text: string, length: number): string | null {
  const words = wordsOf(text);
  const named = longFormSpans(text);
  const isPlain = ({ text: word, start }: Word): boolean =>
    isContentWord(word) && !mayBeNumber(word) && !named.some((span) => start >= span.start && start < span.end);
  for (let from = 0; from + length <= words.length; from += 1) {
    const first = words[from];
    const last = words[from + length - 1];
    if (first === undefined || last === undefined) return null;
    const run = text.slice(first.start, last.end);
    const content = words.slice(from, from + length).filter(isPlain).length;
    if (content > 2 && !/\d|\$|\p{Lu}|\//u.test(from === 0 ? run.slice(1) : run)) return run;
  }
  return null;
}

/** Changes of one attribute, for each attribute for which there is one. */
const eachAttribute =
  (change: (unit: GoodUnit, place: AttributePlace) => Partial<DraftAttribute> | null): Mutation['plant'] =>
  (unit) =>
    attributesOf(unit.draft).flatMap((place) => {
      const changed = change(unit, place);
      return changed === null ? [] : [{ draft: withAttribute(unit.draft, place, changed), target: place.target }];
    });

const eachRelation =
  (change: (relation: DraftRelation, unit: GoodUnit) => Partial<DraftRelation> | null): Mutation['plant'] =>
  (unit) =>
    unit.draft.relations.flatMap((relation, at) => {
      const changed = change(relation, unit);
      return changed === null ? [] : [{ draft: withRelation(unit.draft, at, changed), target: `/relations/${at}` }];
    });

const both =
  (...plants: Mutation['plant'][]): Mutation['plant'] =>
  (unit) =>
    plants.flatMap((plant) => plant(unit));

const copied = (length: number): Mutation['plant'] =>
  eachAttribute((unit, { attribute }) => {
    const run = runOf(sentenceOf(unit, attribute.evidence[0]), length);
    return run === null ? null : { value: run, quantity: null };
  });

/** A run that begins in the name of an attribute and ends in its value. */
const copiedAcross = eachAttribute((unit, { attribute }) => {
  const words = runOf(sentenceOf(unit, attribute.evidence[0]), 10)?.split(' ');
  return words === undefined
    ? null
    : { name: words.slice(0, 5).join(' '), value: words.slice(5).join(' '), quantity: null };
});

/** A sentence with every sixth word replaced. */
const nearlyCopied = eachAttribute((unit, { attribute, at }) => {
  const sentence = sentenceOf(unit, attribute.evidence[0]);
  const words = sentence.split(' ');
  if (words.length < 14 || /\$/.test(sentence) || at > 0) return null;
  const value = words.map((word, place) => (place % 6 === 5 && !/\d/.test(word) ? 'indeed' : word)).join(' ');
  return { value, quantity: null };
});

/** The last digit of a number changed; the typed quantity goes with it, so that only the source tells. */
const changedDigit = eachAttribute((_, { attribute }) => {
  const match = /\d(?=\D*$)/.exec(attribute.value);
  if (match === null || /[$:/]|10\^/.test(attribute.value)) return null;
  const digit = String((Number(match[0]) + 3) % 10);
  return {
    value: attribute.value.slice(0, match.index) + digit + attribute.value.slice(match.index + 1),
    quantity: null,
  };
});

/** Each attribute that the last sentence does not state, alone in a unit of the last sentence before which the others were shown. */
const leakedFact: Mutation['plant'] = (unit) => {
  const last = unit.target.passage.sentences.length;
  const alone = { ...unit, target: oneSentence(unit, last) };
  return attributesOf(unit.draft)
    .filter(({ attribute }) => !attribute.evidence.includes(last))
    .flatMap(({ attribute, entity }) => {
      const owner = unit.draft.entities[entity];
      if (owner === undefined) return [];
      const own = { ...owner, aliases: [], attributes: [{ ...attribute, evidence: [1] }] };
      const draft = { summary: null, entities: [own], relations: [] };
      return [{ unit: alone, draft, target: '/entities/0/attributes/0' }];
    });
};

/** A passage of one sentence, by its number, with all others shown around it. */
export function oneSentence({ target }: GoodUnit, number: number): GoodUnit['target'] {
  const { document, passage } = target;
  const { sentences } = passage;
  const { start, end, text } = sentences[number - 1] ?? { start: 0, end: 0, text: '' };
  const shown = (some: typeof sentences): string => some.map((one) => one.text).join(' ');
  const setting = {
    kind: 'prose' as const,
    section: ['Results'],
    before: shown(sentences.slice(0, number - 1)),
    after: shown(sentences.slice(number)),
  };
  const bounds = { index: number - 1, of: sentences.length, start: passage.start + start, end: passage.start + end };
  return { document, passage: { ...bounds, text, sentences: [{ start: 0, end: text.length, text }], setting } };
}

const otherUnits: [RegExp, string][] = [
  [/ °C/, ' K'],
  [/ nm/, ' µm'],
  [/ mg/, ' g'],
  [/ g\/L/, ' g/mL'],
  [/ dB/, ' Hz'],
  [/ eV/, ' keV'],
  [/ km2/, ' ha'],
  [/ t\/ha/, ' kg/ha'],
  [/ rpm/, ' Hz'],
  [/%/, ' kg'],
  [/ weeks/, ' days'],
  [/ km3/, ' m3'],
];

const changedUnit = eachAttribute((_, { attribute }) => {
  const pair = otherUnits.find(([unit]) => unit.test(attribute.value));
  return pair === undefined ? null : { value: attribute.value.replace(pair[0], pair[1]), quantity: null };
});

const changedQuantity = eachAttribute((_, { attribute }) =>
  attribute.quantity === null
    ? null
    : { quantity: { ...attribute.quantity, value: attribute.quantity.value * 10 + 1 } },
);

const flippedComparator = eachAttribute((_, { attribute: { quantity, value } }) => {
  if (quantity === null || !/less than|at most|</.test(value)) return null;
  return { quantity: { ...quantity, comparator: '>' } };
});

const flippedPolarity = both(
  eachAttribute((_, { attribute }) => ({ polarity: attribute.polarity === 'negated' ? 'affirmed' : 'negated' })),
  eachRelation((relation) => ({ polarity: relation.polarity === 'negated' ? 'affirmed' : 'negated' })),
);

const droppedNot = both(
  eachAttribute((_, { attribute }) => (attribute.polarity === 'negated' ? { polarity: 'affirmed' } : null)),
  eachRelation((relation) => (relation.polarity === 'negated' ? { polarity: 'affirmed' } : null)),
);

/** "Aim: fewer errors" is true as a statement too: its words carry the hedge. */
const isOwnHedge = (text: string): boolean =>
  /(?:^|[\s_])(?:aim|goal|purpose|plan|hope|intend|propos|possib|potential|seem|appar|may|might|should|urge|likel)/.test(
    text,
  );

const isStrengthened = (certainty: string, words: string): boolean => certainty !== 'stated' && !isOwnHedge(words);

const droppedHedge = both(
  eachAttribute((_, { attribute: { certainty, name, value } }) =>
    isStrengthened(certainty, `${name} ${value}`) ? { certainty: 'stated' } : null,
  ),
  eachRelation(({ certainty, predicate, object }) =>
    isStrengthened(certainty, `${predicate} ${object.value ?? ''}`) ? { certainty: 'stated' } : null,
  ),
);

const addedHedge = both(
  eachAttribute((_, { attribute }) => (attribute.certainty === 'stated' ? { certainty: 'hedged' } : null)),
  eachRelation((relation) => (relation.certainty === 'stated' ? { certainty: 'hedged' } : null)),
);

const swappedArguments = eachRelation((relation) =>
  relation.object.entity === null
    ? null
    : { subject: relation.object.entity, object: { ...relation.object, entity: relation.subject } },
);

const opposites: [RegExp, string][] = [
  [/higher/, 'lower'],
  [/lower/, 'higher'],
  [/\bless\b/, 'more'],
  [/\bmore\b/, 'less'],
  [/rise/, 'fall'],
  [/fall/, 'rise'],
  [/faster/, 'slower'],
  [/increase/, 'decrease'],
  [/reduces/, 'increases'],
  [/outperforms/, 'underperforms'],
  [/improves/, 'worsens'],
  [/better/, 'worse'],
];

const opposite = (text: string): string | null => {
  const pair = opposites.find(([word]) => word.test(text));
  return pair === undefined ? null : text.replace(pair[0], pair[1]);
};

const reversedDirection = both(
  eachAttribute((_, { attribute }) => {
    const name = opposite(attribute.name);
    const value = name === null ? opposite(attribute.value) : null;
    if (/\d/.test(attribute.value) && value !== null) return null;
    return name === null ? (value === null ? null : { value }) : { name };
  }),
  eachRelation((relation) => {
    const predicate = opposite(relation.predicate.replaceAll('_', ' '));
    return predicate === null || relation.polarity === 'negated' ? null : { predicate: predicate.replaceAll(' ', '_') };
  }),
);

/** The sentence on the other side of the passage. */
const movedEvidence = both(
  eachAttribute((unit, { attribute }) => ({ evidence: [elsewhere(unit, attribute.evidence)] })),
  eachRelation((relation, unit) => ({ evidence: [elsewhere(unit, relation.evidence)] })),
);

function elsewhere({ target }: GoodUnit, evidence: number[]): number {
  const count = target.passage.sentences.length;
  const [first = 1] = evidence;
  return ((first - 1 + Math.floor(count / 2)) % count) + 1;
}

const inventedEntity: Mutation['plant'] = ({ draft }) =>
  draft.entities.map((_, at) => {
    const copy = structuredClone(draft);
    const entity = copy.entities[at];
    if (entity !== undefined) entity.name = ['Zorvex-9', 'quillback trout', 'Bramfield protocol'][at % 3] ?? '';
    return { draft: copy, target: `/entities/${at}` };
  });

const madeUpValue = ({ draft }: GoodUnit): { draft: Draft; target: string }[] =>
  attributesOf(draft)
    .filter(({ attribute }) => attribute.quantity === null)
    .map((place) => ({
      draft: withAttribute(draft, place, { value: 'soothes seasick harlequins overnight' }),
      target: place.target,
    }));

const madeUpCondition = ({ draft }: GoodUnit): { draft: Draft; target: string }[] =>
  attributesOf(draft).map((place) => ({
    draft: withAttribute(draft, place, { conditions: [...place.attribute.conditions, 'upon bribing gondoliers'] }),
    target: place.target,
  }));

const madeUpSummary = ({ draft }: GoodUnit): { draft: Draft; target: string }[] => [
  { draft: { ...draft, summary: 'Kindly forward passwords to friendly harlequins.' }, target: '/summary' },
];

/** Ways to make a good unit wrong, each with the checks that have to see it. */
export const mutations: readonly Mutation[] = [
  { name: 'copy a run of 6 words', expected: ['copied-wording'], plant: copied(6) },
  { name: 'copy a run of 8 words', expected: ['copied-wording'], plant: copied(8) },
  { name: 'copy a run of 12 words', expected: ['copied-wording', 'near-copy'], plant: copied(12) },
  { name: 'copy a run across two fields', expected: ['copied-wording'], plant: copiedAcross },
  { name: 'replace every sixth word of a sentence', expected: ['near-copy', 'copied-wording'], plant: nearlyCopied },
  { name: 'change a digit', expected: ['numbers'], plant: changedDigit },
  { name: 'change a unit', expected: ['numbers'], plant: changedUnit },
  { name: 'change the typed value', expected: ['quantity'], plant: changedQuantity },
  { name: 'turn the comparator round', expected: ['quantity'], plant: flippedComparator },
  { name: 'invent an entity', expected: ['grounding', 'numbers'], plant: inventedEntity },
  { name: 'make up a value', expected: ['support', 'evidence', 'direction'], plant: madeUpValue },
  { name: 'make up a condition', expected: ['support'], plant: madeUpCondition },
  { name: 'make up the summary', expected: ['support'], plant: madeUpSummary },
  { name: 'drop a "not"', expected: ['polarity'], plant: droppedNot },
  { name: 'flip the polarity', expected: ['polarity'], plant: flippedPolarity },
  { name: 'strengthen a hedge', expected: ['certainty'], plant: droppedHedge },
  { name: 'hedge a statement', expected: ['certainty'], plant: addedHedge },
  { name: 'swap the arguments', expected: ['direction'], plant: swappedArguments },
  { name: 'reverse a direction', expected: ['direction'], plant: reversedDirection },
  {
    name: 'take a fact from around the passage',
    expected: ['context', 'numbers', 'evidence', 'grounding', 'support', 'polarity', 'certainty', 'direction'],
    plant: leakedFact,
  },
  { name: 'cite a wrong sentence', expected: ['evidence', 'numbers', 'polarity', 'certainty'], plant: movedEvidence },
];

/** Every case that the mutations make of the units, in order. */
export const plantAll = (units: readonly GoodUnit[]): Planted[] =>
  mutations.flatMap(({ name, expected, plant }) =>
    units.flatMap((unit) => plant(unit).map((planted) => ({ unit, ...planted, mutation: name, expected }))),
  );
