import { conditionsOf } from '../circumstances.ts';
import type { Claim, Subject } from '../claims.ts';
import { resolve } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { gather } from '../gather.ts';
import { singular } from '../morphology.ts';
import { headOf, isOneOf, type Phrase } from '../phrases.ts';
import { certaintyOf, polarityOf, predicateOf } from '../predicates.ts';
import type { QuantitySpan } from '../quantities.ts';
import { type Pattern, type Scene, subjectsOf, tellFacts } from '../scene.ts';
import { describe } from '../telling.ts';
import { adjectival } from './adjectival.ts';

type Fact = Scene['facts'][number];

const indefinite = new Set(['a', 'an', 'one', 'another', 'no', 'neither']);

type Base = { conditions: string[] } & Pick<
  Extract<Claim, { kind: 'relation' }>,
  'polarity' | 'certainty' | 'sentence' | 'evidence'
>;

/** "X is 5 mm", but not "X is 5 mm above Y". */
function amount(scene: Scene, fact: Fact, subjects: Subject[], span: QuantitySpan, base: Base): Claim[] {
  const behind = scene.items[fact.clause.at + 2] ?? scene.items[fact.clause.at + 1];
  const isDistance = [behind, ...scene.items.slice(fact.clause.at + 1, fact.clause.at + 5)].some(
    (item) => item?.kind === 'preposition' && /^(?:above|below|from|beyond)$/.test(item.text),
  );
  if (isDistance) return [];
  const next = scene.words[fact.clause.objects[0]?.to ?? -1];
  if (next?.tag === 'ADJ' && /^(?:%|fold)$/.test(span.quantity.unit ?? ''))
    return describe(scene, fact, subjects, 'property', `${span.text} ${next.text}`, null);
  const { text: value, quantity } = span;
  for (const phrase of fact.clause.objects) scene.measured.add(phrase);
  return subjects.map((subject): Claim => {
    const polarity = polarityOf(fact.clause, subject.negated);
    return { kind: 'attribute', subject, name: 'value', value, quantity, ...base, polarity };
  });
}

const oneOf = (object: Subject): Subject =>
  object.name.includes(' of ') ? object : { ...object, name: object.name.replace(/[a-z]+$/, singular), plural: false };

/** Is the object a kind ("a dark rock", "etiological genes") and not the thing itself ("the main cause")? */
function isKind(phrase: Phrase, subjects: Subject[], objects: Subject[]): boolean {
  if (indefinite.has(phrase.determiner ?? '') || isOneOf(phrase)) return true;
  const plural = subjects.length > 1 || subjects.every((subject) => subject.plural);
  return phrase.determiner === null && plural && objects.every((object) => object.plural);
}

/** "X is a Y", "X are the main Y". */
function identity(scene: Scene, fact: Fact, subjects: Subject[], phrase: Phrase, base: Base): Claim[] {
  const modal = fact.clause.role === 'ability' ? 'can' : fact.clause.verb.modal;
  const named = resolve(phrase, scene.context);
  const objects = isOneOf(phrase) ? named.map(oneOf) : named;
  const kind = modal === null && isKind(phrase, subjects, objects);
  if (kind) for (const object of objects) for (const subject of subjects) scene.context.kinds.set(object.head, subject);
  const predicate = kind ? 'is_a' : modal === 'can' ? 'can_be' : 'is';
  return gather(subjects, (subject) =>
    objects
      .filter((object) => object.name !== subject.name)
      .map((object): Claim => {
        const polarity = polarityOf(fact.clause, subject.negated !== object.negated);
        return { kind: 'relation', subject, predicate, object, ...base, polarity };
      }),
  );
}

function nominal(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const base: Base = {
    polarity: polarityOf(clause, false),
    certainty: certaintyOf(clause),
    sentence: scene.number,
    evidence: evidenceOf(clause, scene),
    conditions: conditionsOf(scene, fact, null),
  };
  return gather(clause.objects, (phrase) =>
    phrase.words.length === 0 && phrase.quantity
      ? amount(scene, fact, subjects, phrase.quantity, base)
      : identity(scene, fact, subjects, phrase, base),
  );
}

/** "was in the range 2 to 5 mm", "is in the range of 2 to 5 mm". */
function rangeOf(scene: Scene, { clause }: Fact): QuantitySpan | null {
  const [first] = clause.complements;
  const [phrase] = first?.phrases ?? [];
  if (phrase === undefined || headOf(phrase)?.lower !== 'range') return null;
  const [inner] = phrase.of;
  const span =
    inner === undefined ? (scene.words[phrase.to]?.quantity ?? null) : inner.words.length === 0 ? inner.quantity : null;
  if (span !== null) scene.measured.add(phrase);
  return span;
}

/** "X is in Y", "X is of Y". */
function prepositional(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const [first] = clause.complements;
  if (!first || first.gerund !== null) return [];
  const range = rangeOf(scene, fact);
  if (range !== null) return describe(scene, fact, subjects, 'value', range.text, range, first);
  const objects = gather(first.phrases, (phrase) => resolve(phrase, scene.context));
  const predicate = predicateOf(clause, first.preposition).replace(/^be_/, 'is_');
  const base = {
    polarity: polarityOf(clause, false),
    certainty: certaintyOf(clause),
    sentence: scene.number,
    evidence: evidenceOf(clause, scene),
  };
  const conditions = conditionsOf(scene, fact, first);
  return gather(subjects, (subject) =>
    objects.map((object): Claim => {
      const polarity = polarityOf(clause, subject.negated !== object.negated);
      return { kind: 'relation', subject, predicate, object, conditions, ...base, polarity };
    }),
  );
}

function claimsOf(scene: Scene, fact: Fact): Claim[] {
  const { clause } = fact;
  if (clause.verb.lemma !== 'be' || clause.role === 'means' || clause.verb.passive) return [];
  const subjects = subjectsOf(scene, clause);
  if (clause.objects.length > 0) return nominal(scene, fact, subjects);
  return clause.adjective ? adjectival(scene, fact, subjects) : prepositional(scene, fact, subjects);
}

export const copula: Pattern = {
  name: 'copula',
  example: 'Basalt is a dark volcanic rock.',
  find: (scene) => tellFacts(scene, claimsOf),
};
