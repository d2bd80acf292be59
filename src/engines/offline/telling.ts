import { conditionsOf } from './circumstances.ts';
import { type Claim, presentStudy, type Subject } from './claims.ts';
import type { Complement } from './clause.ts';
import { resolve } from './context.ts';
import { evidenceOf } from './evidence.ts';
import { gather } from './gather.ts';
import { paperNouns } from './lexicon.ts';
import { countWords, nameLimit } from './names.ts';
import type { Phrase } from './phrases.ts';
import { certaintyOf, polarityOf } from './predicates.ts';
import type { QuantitySpan } from './quantities.ts';
import type { Scene } from './scene.ts';

export type Fact = Scene['facts'][number];

/** Claims of one clause: shared qualifiers are set once. */
function qualifiersOf(scene: Scene, fact: Fact, used: Complement | null) {
  return {
    conditions: conditionsOf(scene, fact, used),
    polarity: polarityOf(fact.clause, false),
    certainty: certaintyOf(fact.clause),
    sentence: scene.number,
    evidence: evidenceOf(fact.clause, scene),
  };
}

type Arguments = { subjects: Subject[]; predicate: string; objects: Subject[] };

/** "A and B are made of C and D, respectively". */
const saysRespectively = ({ words }: Scene): boolean => words.some((word) => word.lower === 'respectively');

/** "we present the first study": the study presents itself. */
const isWork = (object: Subject): boolean => paperNouns.has(object.head) && object.name.split(' ').length < 3;

export function relate(
  scene: Scene,
  fact: Fact,
  used: Complement | null,
  { subjects, predicate, objects }: Arguments,
): Claim[] {
  if (predicate === '' || subjects.length === 0 || objects.length === 0) return [];
  const base = qualifiersOf(scene, fact, used);
  const isPaired = subjects.length > 1 && subjects.length === objects.length && saysRespectively(scene);
  return gather(subjects, (subject, place) =>
    objects
      .filter((_object, at) => !isPaired || at === place)
      .filter((object) => object.name !== subject.name && !(subject.name === presentStudy.name && isWork(object)))
      .map((object): Claim => {
        const polarity = polarityOf(fact.clause, subject.negated !== object.negated);
        return { kind: 'relation', subject, predicate, object, ...base, polarity };
      }),
  );
}

export function describe(
  scene: Scene,
  fact: Fact,
  subjects: Subject[],
  name: string,
  value: string,
  span: QuantitySpan | null,
  used: Complement | null = null,
): Claim[] {
  const named = subjects.filter((subject) => subject.name !== presentStudy.name);
  if (named.length === 0) return [];
  const base = qualifiersOf(scene, fact, used);
  return named.map((subject): Claim => {
    const polarity = polarityOf(fact.clause, subject.negated);
    return { kind: 'attribute', subject, name, value, quantity: span?.quantity ?? null, ...base, polarity };
  });
}

/** "agreement between A and B": what holds between two things holds of neither alone. */
export function complementsOf(scene: Scene, { preposition, phrases }: Complement): Subject[] {
  const objects = objectsOf(scene, phrases);
  const [first, second] = objects;
  if (preposition !== 'between' || first === undefined || second === undefined) return objects;
  const name = `${first.name} and ${second.name}`;
  return objects.length === 2 && countWords(name) <= nameLimit ? [{ ...first, name, details: [], plural: true }] : [];
}

export const objectsOf = (scene: Scene, phrases: Phrase[]): Subject[] =>
  gather(phrases, (phrase) => resolve(phrase, scene.context));
export const isBareQuantity = (phrase: Phrase | undefined): phrase is Phrase & { quantity: QuantitySpan } =>
  phrase !== undefined && phrase.quantity !== null && phrase.words.length === 0 && phrase.of.length === 0;

export function measured(
  scene: Scene,
  fact: Fact,
  subjects: Subject[],
  name: string,
  phrase: Phrase & { quantity: QuantitySpan },
): Claim[] {
  scene.measured.add(phrase);
  return describe(scene, fact, subjects, name, phrase.quantity.text, phrase.quantity);
}
