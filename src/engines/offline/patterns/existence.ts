import { type Claim, plainly, presentStudy, type Subject } from '../claims.ts';
import type { Clause } from '../clause.ts';
import { conditionText } from '../conditions.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import { asGroup, type Item } from '../items.ts';
import { headOf, type Phrase } from '../phrases.ts';
import type { Pattern, Scene } from '../scene.ts';
import { describe, type Fact, objectsOf, relate } from '../telling.ts';

const firstWord = ({ subjects: [first] }: Clause): string => first?.words[0]?.lower ?? '';

/** Of these a clause behind "that" says what is meant. */
const announcing = /^(?:evidence|doubt|possibility|consensus|reason|fact|way|lot|thing)$/;

/** "There was no difference between A and B", "there exists a map to B". */
function existing(scene: Scene, fact: Fact): Claim[] {
  const { clause } = fact;
  const isThere = /^(?:be|exist|remain|arise|emerge)$/.test(clause.verb.lemma);
  if (!isThere || clause.objects.length === 0 || clause.role !== 'main') return [];
  const named = clause.objects.filter(
    (phrase) => phrase.quantity === null && !announcing.test(headOf(phrase)?.singular ?? ''),
  );
  return describe(scene, fact, objectsOf(scene, named), 'status', 'exists', null).filter(saysMore);
}

/** That there are "libraries" says nothing; that there are none, or where, or of what, does. */
const saysMore = (claim: Claim): boolean =>
  claim.kind !== 'alias' &&
  (claim.polarity === 'negated' || claim.conditions.length > 0 || claim.subject.name.split(' ').length > 2);

/** "no such map can exist", "the bound holds": verbs that say enough alone. */
const being = new Set(
  'exist hold converge diverge vanish persist occur emerge disappear survive coincide commute terminate'.split(' '),
);

export function merely(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { verb, role } = fact.clause;
  if (!being.has(verb.lemma) || role !== 'main') return [];
  return describe(scene, fact, subjects, 'state', `${verb.modal === 'can' ? 'can ' : ''}${verb.lemma}`, null).filter(
    saysMore,
  );
}

/** "Low order terms can be included. This is achieved by reducing A": what the paper does for it. */
function achieved(scene: Scene, fact: Fact): Claim[] {
  const { clause } = fact;
  const isOurs = scene.context.lastSubject?.name === presentStudy.name;
  const isDone = /^(?:achieve|do|accomplish|realize|realise)$/.test(clause.verb.lemma);
  const by = clause.complements.find(({ preposition, gerund }) => preposition === 'by' && gerund !== null);
  const means = scene.clauses.find(({ verb }) => verb === by?.gerund);
  if (!isOurs || !isDone || !clause.verb.passive || means === undefined) return [];
  return relate(scene, { clause: { ...means, role: 'main' }, outer: fact.outer }, null, {
    subjects: [presentStudy],
    predicate: means.verb.lemma,
    objects: objectsOf(scene, means.objects),
  });
}

/** "Let G be a group, and R a ring": the second definition has no verb. */
function defined(scene: Scene, at: number): Claim[] {
  const [joint, symbol, kind] = scene.items.slice(at, at + 3);
  const [name] = asGroup(symbol)?.phrases ?? [];
  const [what] = asGroup(kind)?.phrases ?? [];
  const isJoint = joint?.kind === 'and' || joint?.kind === 'comma';
  if (!isJoint || !isSymbol(name) || !/^an?$/.test(what?.determiner ?? '') || name === undefined || what === undefined)
    return [];
  const [subject] = resolve(name, scene.context);
  const [object] = resolve(what, scene.context);
  if (subject === undefined || object === undefined) return [];
  const conditions = placesBehind(scene, at + 3);
  return [{ kind: 'relation', subject, predicate: 'is_a', object, ...plainly(scene.number, 'apposition'), conditions }];
}

const isSymbol = (phrase: Phrase | undefined): boolean => {
  const [word, ...others] = phrase?.words ?? [];
  return word !== undefined && others.length === 0 && /^\p{L}\p{N}?$/u.test(word.text);
};

function placesBehind({ items, context }: Scene, from: number): string[] {
  const found: string[] = [];
  for (let at = from; at < from + 4; at += 2) {
    const [preposition, group] = items.slice(at, at + 2);
    if (preposition?.kind !== 'preposition' || group?.kind !== 'group') break;
    found.push(...conditionText({ preposition: preposition.text, phrases: group.phrases, gerund: null }, context));
  }
  return found;
}

const isLet = (item: Item | undefined): boolean =>
  item?.kind === 'verb' && /^(?:let|suppose|assume|denote)$/.test(item.verb.lemma);

const definitions = (scene: Scene): Claim[] =>
  isLet(scene.items[0]) ? gather(scene.items, (_item, at) => defined(scene, at)) : [];

const none: Claim[] = [];

export const existence: Pattern = {
  name: 'existence',
  example: 'There is a strong link between rain and growth.',
  find: (scene) => [
    ...gather(scene.facts, (fact) => {
      const opening = firstWord(fact.clause);
      return opening === 'there' ? existing(scene, fact) : opening === 'this' ? achieved(scene, fact) : none;
    }),
    ...definitions(scene),
  ],
};
