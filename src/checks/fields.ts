import type { NumberMention } from '../text/number-mention.ts';
import { numbersOf } from '../text/numbers.ts';
import { wordTexts } from '../text/words.ts';
import type { Dropped } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Certainty, Polarity, Quantity } from '../types/fact.ts';
import { type Core, coreOf } from './core.ts';
import { rememberedLast } from './remembered.ts';

type FieldKind = 'name' | 'alias' | 'attribute' | 'value' | 'predicate' | 'condition' | 'unit' | 'summary';

/** One text of a draft. */
export type Field = {
  pointer: string;
  kind: FieldKind;
  text: string;
  words: string[];
  /** The numbers in it, read at the first question. */
  numbers(): NumberMention[];
  /** What has to go when the field can't stay. */
  what: Dropped['what'];
  target: string;
};

/** One fact of a draft, attribute or relation alike. */
export type Fact = {
  pointer: string;
  what: 'attribute' | 'relation';
  polarity: Polarity;
  certainty: Certainty;
  evidence: number[];
  conditions: string[];
  quantity: Quantity | null;
  /** The name of an attribute or the predicate of a relation; the value in words, or null for an entity. */
  label: string;
  value: string | null;
  /** The entities that it is about, by name: its subject, and the object of a relation between two. */
  subject: string;
  names: string[];
  /** Words of the label, of the value, of the conditions together, and of each name. */
  labelWords: string[];
  valueWords: string[];
  conditionWords: string[];
  nameWords: string[][];
  /** What it says of its subject, read at the first question. */
  core(): Core;
  /** The texts of its own. */
  fields: Field[];
  /** The texts of the whole in the order of reading, the names of its entities among them. */
  reading: Field[];
};

/** A draft as the checks look at it. */
export type View = { draft: Draft; fields: Field[]; facts: Fact[]; names: Field[] };

type Place = { what: Dropped['what']; target: string };

function field(kind: FieldKind, pointer: string, text: string, { what, target }: Place): Field {
  let mentions: NumberMention[] | null = null;
  const numbers = (): NumberMention[] => {
    mentions ??= numbersOf(text);
    return mentions;
  };
  return { pointer, kind, text, words: wordTexts(text), numbers, what, target };
}

/** Lists the texts and the facts of a draft, each with its pointer. Drafts are values: one is read once. */
export const viewDraft = rememberedLast(readDraft);

function readDraft(draft: Draft): View {
  const fields: Field[] = [];
  const names = draft.entities.map((entity, at) => {
    const target = `/entities/${at}`;
    return field('name', `${target}/name`, entity.name, { what: 'entity', target });
  });
  fields.push(...names);
  if (draft.summary !== null) {
    fields.push(field('summary', '/summary', draft.summary, { what: 'summary', target: '/summary' }));
  }
  for (const [at, entity] of draft.entities.entries()) fields.push(...aliasFields(entity.aliases, at));
  const facts = [...attributeFacts(draft, names), ...relationFacts(draft, names)];
  for (const fact of facts) fields.push(...fact.fields);
  return { draft, fields, facts, names };
}

const aliasFields = (aliases: string[], entity: number): Field[] =>
  aliases.map((alias, at) => {
    const pointer = `/entities/${entity}/aliases/${at}`;
    return field('alias', pointer, alias, { what: 'alias', target: pointer });
  });

function attributeFacts(draft: Draft, names: Field[]): Fact[] {
  return draft.entities.flatMap((entity, entityAt) =>
    entity.attributes.map((attribute, at) => {
      const pointer = `/entities/${entityAt}/attributes/${at}`;
      const place: Place = { what: 'attribute', target: pointer };
      const label = field('attribute', `${pointer}/name`, attribute.name, place);
      const value = field('value', `${pointer}/value`, attribute.value, place);
      const fields = [
        label,
        value,
        ...unitFields(attribute.quantity, `${pointer}/quantity/unit`, place),
        ...conditionFields(attribute.conditions, pointer, place),
      ];
      const name = names[entityAt];
      const nameWords = name === undefined ? [] : [name.words];
      return {
        pointer,
        what: 'attribute' as const,
        polarity: attribute.polarity,
        certainty: attribute.certainty,
        evidence: attribute.evidence,
        conditions: attribute.conditions,
        label: attribute.name,
        value: attribute.value,
        quantity: attribute.quantity,
        subject: entity.name,
        names: [entity.name],
        labelWords: label.words,
        valueWords: value.words,
        conditionWords: wordsOfKind(fields, 'condition'),
        nameWords,
        core: coreReader(label.words, value.words, nameWords),
        fields,
        reading: name === undefined ? fields : [name, ...fields],
      };
    }),
  );
}

function relationFacts(draft: Draft, names: Field[]): Fact[] {
  const places = new Map(draft.entities.map((entity, at) => [entity.id, at]));
  const nameOf = (id: string | null): Field | undefined => names[places.get(id ?? '') ?? -1];
  return draft.relations.map((relation, at) => {
    const pointer = `/relations/${at}`;
    const place: Place = { what: 'relation', target: pointer };
    const { object } = relation;
    const predicate = field('predicate', `${pointer}/predicate`, relation.predicate.replaceAll('_', ' '), place);
    const value = object.value === null ? [] : [field('value', `${pointer}/object/value`, object.value, place)];
    const unit = unitFields(object.quantity, `${pointer}/object/quantity/unit`, place);
    const conditions = conditionFields(relation.conditions, pointer, place);
    const fields = [predicate, ...value, ...unit, ...conditions];
    const subject = nameOf(relation.subject);
    const target = nameOf(object.entity);
    const nameWords = [subject, target].flatMap((name) => (name === undefined ? [] : [name.words]));
    return {
      pointer,
      what: 'relation' as const,
      polarity: relation.polarity,
      certainty: relation.certainty,
      evidence: relation.evidence,
      conditions: relation.conditions,
      label: predicate.text,
      value: object.value,
      quantity: object.quantity,
      subject: subject?.text ?? '',
      names: [subject, target].flatMap((name) => name?.text ?? []),
      labelWords: predicate.words,
      valueWords: wordsOfKind(fields, 'value'),
      conditionWords: wordsOfKind(fields, 'condition'),
      nameWords,
      core: coreReader(predicate.words, wordsOfKind(fields, 'value'), nameWords),
      fields,
      reading: [subject, predicate, target, ...value, ...unit, ...conditions].flatMap((one) => one ?? []),
    };
  });
}

const wordsOfKind = (fields: Field[], kind: FieldKind): string[] =>
  fields.filter((one) => one.kind === kind).flatMap((one) => one.words);

function coreReader(label: string[], value: string[], names: string[][]): () => Core {
  let core: Core | null = null;
  return () => {
    core ??= coreOf(label, value, names);
    return core;
  };
}

const unitFields = (quantity: Quantity | null, pointer: string, place: Place): Field[] =>
  quantity?.unit == null ? [] : [field('unit', pointer, quantity.unit, place)];

const conditionFields = (conditions: string[], pointer: string, place: Place): Field[] =>
  conditions.map((condition, at) => field('condition', `${pointer}/conditions/${at}`, condition, place));
