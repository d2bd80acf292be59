import { type Claim, presentStudy, type Subject } from '../claims.ts';
import type { Clause } from '../clause.ts';
import { skipAdverbs } from '../items.ts';
import { preparingVerbs, reportingVerbs, researchVerbs } from '../lexicon.ts';
import { headOf, type Phrase } from '../phrases.ts';
import { predicateOf, snake } from '../predicates.ts';
import type { Scene } from '../scene.ts';
import { complementsOf, describe, type Fact, isBareQuantity, measured, objectsOf, relate } from '../telling.ts';
import { untimed } from './changes.ts';

/** "reached by the early Oligocene", "by the end of May": until then, and not by whom. */
const isTime = ({ words }: Phrase): boolean =>
  /^(?:end|beginning|start|middle|year|month|week|day|century|decade|time|(?:16|17|18|19|20)\d\d)$/.test(
    headOf({ words })?.singular ?? '',
  ) ||
  (/^(?:early|earliest|late|latest|mid|middle|mid-.*)$/.test(words[0]?.lower ?? '') &&
    headOf({ words })?.tag === 'PROPN');

/** "X was damaged by Y" turned round; "X was prepared by Y", where Y is what somebody did it with, not. */
function withAgent(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const agent = clause.complements.find(
    ({ preposition, gerund, phrases }) => preposition === 'by' && gerund === null && !phrases.every(isTime),
  );
  const agents = agent ? objectsOf(scene, agent.phrases) : [];
  if (!agent || agents.length === 0) return [];
  const isMeans = researchVerbs.has(clause.verb.lemma) || preparingVerbs.has(clause.verb.lemma);
  return isMeans && !agents.some((one) => /et al\.?$/.test(one.name))
    ? relate(scene, fact, agent, { subjects, predicate: predicateOf(clause, 'by'), objects: agents })
    : relate(scene, fact, agent, { subjects: agents, predicate: activePredicate(clause), objects: subjects });
}

/** "is often used", "can be used and be tested": what is usual or possible is not what the paper did. */
const usual =
  /^(?:often|commonly|usually|typically|generally|frequently|widely|traditionally|routinely|sometimes|always|normally|mostly)$/;

/** "was identified as a risk". */
function isNamed({ items }: Scene, { at }: Clause): boolean {
  const next = items[at + 1];
  return next?.kind === 'preposition' && next.text === 'as';
}

/** "samples were analysed": the paper did it, unless "have been" points to earlier work. */
function byTheStudy(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const auxiliaries = scene.words.slice(clause.verb.from, clause.verb.to);
  const isEarlier = auxiliaries.some((word) => /^(?:has|had|have)$/.test(word.lower));
  const isOthers = clause.subjects.some(({ determiner }) => /^(?:most|many|some|few|several)$/.test(determiner ?? ''));
  const isUsual = clause.verb.adverbs.some((adverb) => usual.test(adverb)) || auxiliaries[0]?.lower === 'be';
  if (
    isOthers ||
    isUsual ||
    isNamed(scene, clause) ||
    clause.role !== 'main' ||
    clause.verb.modal !== null ||
    isEarlier ||
    !researchVerbs.has(clause.verb.lemma)
  )
    return [];
  const predicate = snake(`${clause.verb.lemma} ${clause.verb.particle}`);
  return relate(scene, fact, null, { subjects: [presentStudy], predicate, objects: subjects });
}

/** "The power extracted with respect to Y": such a phrase belongs to more than the participle. */
const aside =
  /^(?:with respect to|with regards? to|in terms of|in addition to|instead of|rather than|along with|in the case of|in the context of|including|such as|despite)$/;

/** "X is derived from Y". */
function passiveWithPreposition(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const first = untimed(fact.clause.complements[0]);
  if (!first || first.gerund !== null || aside.test(first.preposition)) return [];
  const number = first.phrases[0];
  if (isBareQuantity(number)) return measured(scene, fact, subjects, fact.clause.verb.lemma, number);
  const predicate = predicateOf(fact.clause, first.preposition);
  return relate(scene, fact, first, { subjects, predicate, objects: complementsOf(scene, first) });
}

/** "X was found", when nothing more telling was said. */
function status(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const next = scene.facts[scene.facts.findIndex((other) => other.clause === clause) + 1]?.clause;
  const saysMore = next?.host === clause && (next.role === 'purpose' || next.verb.surface === 'using');
  if (saysMore || clause.role !== 'main' || reportingVerbs.has(clause.verb.lemma)) return [];
  const first = scene.items[skipAdverbs(scene.items, clause.at + 1)];
  if (first?.kind === 'preposition' && /^(?:by|to|into|as|of)$/.test(first.text)) return [];
  if (clause.objects.length > 0 || hollow.test(clause.verb.surface)) return [];
  const other = alternative(scene, clause);
  if (other === '') return [];
  const place = scene.words[clause.verb.to];
  const where = place?.tag === 'ADV' && places.test(place.lower) ? ` ${place.text}` : '';
  return describe(scene, fact, subjects, 'status', other ?? `${clause.verb.surface}${where}`, null);
}

/** "are distributed worldwide". */
const places =
  /^(?:worldwide|globally|locally|separately|together|simultaneously|independently|daily|weekly|monthly|annually|twice|manually|automatically)$/;

/** "is compressed or expanded": one fact of both, told with the first; empty with the second, null where there is no other. */
function alternative(scene: Scene, clause: Clause): string | null {
  const isEither = (at: number): boolean => {
    const item = scene.items[at];
    return item?.kind === 'and' && item.text === 'or';
  };
  const next = scene.clauses.find(({ at }) => at === clause.at + 2);
  if (isEither(clause.at - 1) && scene.items[clause.at - 2]?.kind === 'verb') return '';
  return isEither(clause.at + 1) && next ? `${clause.verb.surface} or ${next.verb.surface}` : null;
}

/** What is said of a thing with these alone tells nothing of it. */
const hollow =
  /^(?:achieved|allowed|asked|assigned|called|confined|considered|designed|done|expected|given|held|involved|included|kept|known|left|linked|made|meant|needed|observed|operated|owed|perceived|performed|placed|provided|put|related|required|said|seen|set|shown|taken|told|understood|used|viewed)$/;

/** The first reading of a passive that tells something. */
export function passive(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const [age] = fact.clause.objects;
  if (fact.clause.verb.surface === 'aged' && isBareQuantity(age)) return measured(scene, fact, subjects, 'age', age);
  for (const reading of [withAgent, byTheStudy, passiveWithPreposition, status]) {
    const claims = reading(scene, fact, subjects);
    if (claims.length > 0) return claims;
  }
  return [];
}

/** The predicate of a passive turned active. */
const activePredicate = (clause: Clause): string =>
  predicateOf({ ...clause, role: 'main', verb: { ...clause.verb, passive: false } }, '');
