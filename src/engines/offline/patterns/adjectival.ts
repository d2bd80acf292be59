import type { Claim, Subject } from '../claims.ts';
import type { Clause, Complement } from '../clause.ts';
import { conditionText } from '../conditions.ts';
import { skipAdverbsBack } from '../items.ts';
import { countWords } from '../names.ts';
import { polarityOf, snake } from '../predicates.ts';
import { isExpectation, type Scene } from '../scene.ts';
import { describe, type Fact, objectsOf, relate } from '../telling.ts';
import type { Word } from '../words.ts';

/** Of what is "higher" alone nobody could tell than what. */
const comparative =
  /^(?:more|less) |(?:^| )(?:higher|lower|larger|smaller|greater|better|worse|faster|slower|longer|shorter|fewer|closer|stronger|weaker)$/;

/** Adjectives that say nothing without what follows them. */
const incomplete = /^(?:capable|able|due|prone|subject|responsible)$/;

/** "similar to that" and the like: a preposition follows, and what it is of was not found. */
const isUnnamed = ({ items }: Scene, { at }: Clause): boolean => {
  const adjective = items.findIndex(({ kind }, place) => place > at && kind === 'adjective');
  const next = items[adjective + 1];
  return next?.kind === 'preposition' && /^(?:to|with|as|than)$/.test(next.text);
};

/** "is as stable as iron", but not "is open and as wide as possible". */
const isEquative = ({ adjective, verb }: Clause): boolean =>
  verb.adverbs.includes('as') || /^(?:such|same)$/.test(adjective?.at(-1)?.lower ?? '');

/** Adjectives that compare with what follows them. */
const relational =
  /(?:^| )(?:similar|comparable|identical|equal|equivalent|analogous|close|closer|proportional|superior|inferior|opposite|different|consistent|inconsistent|compatible|incompatible|dependent|independent|indicative|representative|characteristic|typical|relevant|related)$/;

const isThan = (complement: Complement | undefined): boolean =>
  complement !== undefined && /^than\b/.test(complement.preposition);

const locating = /^(?:in|at|during|when|after|before|under|within|across|among)$/;

/** The clause of the infinitive right behind the adjective: "is difficult to detect". */
function infinitiveAfter(scene: Scene, clause: Clause): Clause | null {
  const next = clauseAfter(scene, clause);
  const before = next ? scene.items[skipAdverbsBack(scene.items, next.at - 1)] : undefined;
  return next?.role === 'purpose' && before?.kind === 'adjective' ? next : null;
}

const clauseAfter = (scene: Scene, clause: Clause): Clause | undefined =>
  scene.clauses[scene.clauses.indexOf(clause) + 1];

/** The adjective with what grades it. */
const textOf = (words: Word[]): string =>
  words
    .filter(
      (word) =>
        word.tag !== 'ADV' ||
        /^(?:more|less|most|least|not)$/.test(word.lower) ||
        (words.length < 3 && /ly$/.test(word.lower)),
    )
    .map((word) => word.text)
    .join(' ');

/** "X is essential for Y", "X is larger than Y", "X is stable", "X is hard to find"; the infinitive with an object is told by itself. */
export function adjectival(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const text = textOf(clause.adjective ?? []);
  const [first] = clause.complements;
  const infinitive = infinitiveAfter(scene, clause);
  if (infinitive !== null) {
    const value = `${text} to ${infinitive.verb.lemma}`;
    return infinitive.objects.length > 0 ? [] : describe(scene, fact, subjects, 'property', value, null);
  }
  const objects = first && first.gerund === null ? objectsOf(scene, first.phrases) : [];
  if (first?.preposition === 'as' && !isEquative(clause)) return [];
  if (comparative.test(text) && !isThan(first) && clause.complements.some(isThan))
    return describe(scene, fact, subjects, 'property', text, null);
  if (first && objects.length > 0 && !locating.test(first.preposition))
    return relate(scene, fact, first, { subjects, predicate: snake(`${text} ${first.preposition}`), objects });
  return objects.length === 0 && !first?.gerund && relational.test(text) && isUnnamed(scene, clause)
    ? []
    : alone(scene, fact, subjects, text);
}

/** "X is capable of moving", "X is stable". */
function alone(scene: Scene, fact: Fact, subjects: Subject[], text: string): Claim[] {
  const [first] = fact.clause.complements;
  const gerund = first?.gerund ? `${text} ${conditionText(first, scene.context)[0] ?? ''}`.trim() : '';
  if (incomplete.test(text) && gerund.split(' ').length < 3) return [];
  return first && gerund !== '' && countWords(gerund) <= 6
    ? describe(scene, fact, subjects, 'property', gerund, null, first)
    : property(scene, fact, subjects, text);
}

/** "X is stable", "X is higher than expected". */
function property(scene: Scene, fact: Fact, subjects: Subject[], text: string): Claim[] {
  const next = clauseAfter(scene, fact.clause);
  if (next && comparative.test(text) && isExpectation(scene.items, next))
    return describe(scene, fact, subjects, 'property', `${text} than ${next.verb.surface}`, null);
  if (countWords(text) > 5 || comparative.test(text)) return [];
  return subjects.flatMap((subject) => {
    const claims = describe(scene, fact, [subject], 'property', text, null);
    return claims.map((claim) =>
      claim.kind === 'alias' ? claim : { ...claim, polarity: polarityOf(fact.clause, subject.negated) },
    );
  });
}
