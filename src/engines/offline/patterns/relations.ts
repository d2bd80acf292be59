import { type Claim, presentStudy, type Subject } from '../claims.ts';
import type { Clause, Complement } from '../clause.ts';
import { gather } from '../gather.ts';
import { asVerb, skipAdverbsBack } from '../items.ts';
import { causatives, changeVerbs, measuringVerbs, modals, objectPrepositionVerbs } from '../lexicon.ts';
import { participle } from '../morphology.ts';
import { headOf, type Phrase } from '../phrases.ts';
import { isPassive, predicateOf, snake } from '../predicates.ts';
import { goesOnMeans } from '../roles.ts';
import { type Pattern, type Scene, subjectsOf, tellFacts } from '../scene.ts';
import { complementsOf, describe, type Fact, isBareQuantity, measured, objectsOf, relate } from '../telling.ts';
import { changed, changedObjects, spannedRange, untimed } from './changes.ts';
import { isDoubtful, isOfFinding } from './doubtful.ts';
import { merely } from './existence.ts';
import { passive } from './passive.ts';

/** "X has an accuracy of 95%", "X reaches 64% accuracy": the number describes the subject. */
function measuredObject(scene: Scene, fact: Fact, subjects: Subject[], phrase: Phrase): Claim[] | null {
  if (isBareQuantity(phrase)) return measured(scene, fact, subjects, fact.clause.verb.lemma, phrase);
  if (!measuringVerbs.has(fact.clause.verb.lemma)) return null;
  const [inner] = phrase.of;
  // "a value of GIc of 174 J/m2".
  if (inner?.of.some(isBareQuantity) && /^(?:value|level|score)$/.test(headOf(phrase)?.singular ?? ''))
    return measuredObject(scene, fact, subjects, inner);
  const span = phrase.quantity ?? (isBareQuantity(phrase.of[0]) ? phrase.of[0].quantity : null);
  const name = objectsOf(scene, [{ ...phrase, of: isBareQuantity(phrase.of[0]) ? [] : phrase.of }])[0]?.name;
  if (span === null || name === undefined || subjects.every((subject) => subject.name === presentStudy.name))
    return null;
  if (phrase.quantity !== null && span.quantity.unit === null) return null;
  scene.measured.add(phrase);
  return describe(scene, fact, subjects, name, span.text, span);
}

/** "convert A into B": what becomes of the object is a fact of its own. */
function derived(scene: Scene, fact: Fact, objects: Subject[]): { claims: Claim[]; used: Complement | null } {
  const { clause } = fact;
  const complement = clause.complements.find(
    (entry) => entry.gerund === null && objectPrepositionVerbs.get(entry.preposition)?.has(clause.verb.lemma),
  );
  if (!complement) return { claims: [], used: null };
  const predicate = snake(`${participle(clause.verb.lemma)} ${complement.preposition}`);
  const claims = relate(scene, fact, complement, {
    subjects: objects,
    predicate,
    objects: objectsOf(scene, complement.phrases),
  });
  return { claims, used: complement };
}

/** "combine A and B": neither is combined alone. */
const joining = new Map([
  ...['combine', 'integrate', 'merge', 'mix', 'couple', 'compare', 'blend', 'link', 'unify', 'reconcile'].map(
    (verb) => [verb, 'with'] as const,
  ),
  ...['distinguish', 'discriminate', 'differentiate'].map((verb) => [verb, 'from'] as const),
]);

/** The first of two things that are joined, and with what it is. */
function joined(clause: Clause, objects: Subject[]): { objects: Subject[]; outer: string[] } {
  const link = joining.get(clause.verb.lemma);
  const [first, second] = objects;
  const isPlain = objects.length === 2 && !clause.complements.some(({ preposition }) => preposition === link);
  if (link === undefined || first === undefined || second === undefined || !isPlain) return { objects, outer: [] };
  return { objects: [first], outer: [`${link} ${second.name}`] };
}

function withObjects(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const gerund = clause.gerundObject;
  const numbers = gather(clause.objects, (phrase) => measuredObject(scene, fact, subjects, phrase) ?? []);
  const phrases = clause.objects.filter((phrase) => !scene.measured.has(phrase));
  const objects = objectsOf(scene, phrases);
  const extra = derived(scene, fact, objects);
  const predicate = predicateOf(clause, gerund ? gerund.surface : '');
  const isOurs = extra.claims.length > 0 && subjects.every((subject) => subject.name === presentStudy.name);
  const changes = changedObjects(scene, fact, objects);
  const pair = joined(clause, objects);
  const whole = pair.outer.length === 0 ? fact : { ...fact, outer: [...fact.outer, ...pair.outer] };
  const own = isOurs ? [] : relate(scene, whole, extra.used, { subjects, predicate, objects: pair.objects });
  return [...numbers, ...changes, ...own, ...extra.claims];
}

/** "leading to molecules pointing upward": it leads to that, and not to the molecules. */
function leadsToClause({ items }: Scene, { at, verb }: Clause): boolean {
  if (verb.lemma !== 'result' && (verb.lemma !== 'lead' || verb.form !== 'ing')) return false;
  const [preposition, group, next] = items.slice(at + 1, at + 4);
  return preposition?.kind === 'preposition' && group?.kind === 'group' && asVerb(next)?.verb.form === 'ing';
}

/** "remain mostly neutral". */
const grading = /^(?:mostly|largely|partly|partially|nearly|almost|relatively|completely|fully|poorly|weakly)$/;

/** "X depends on Y", "X performs better on Y", "X ranges from 2 to 5 mM", "X increased". */
function withoutObject(scene: Scene, fact: Fact, subjects: Subject[]): Claim[] {
  const { clause } = fact;
  const first = untimed(clause.complements[0]);
  if (leadsToClause(scene, clause)) return [];
  const spanned = first && clause.verb.lemma === 'range' ? spannedRange(scene, fact, subjects, first) : [];
  if (spanned.length > 0) return spanned;
  const adjective =
    clause.adjective
      ?.filter((word) => word.tag === 'ADJ' || grading.test(word.lower))
      .map((word) => word.text)
      .join(' ') ?? '';
  const number = first?.phrases[0];
  if (isBareQuantity(number)) return changed(scene, fact, subjects, number);
  const trailing =
    adjective ||
    clause.verb.adverbs.filter((word) => /^(?:well|better|worse|poorly|similarly|comparably)$/.test(word)).join(' ');
  if (first && first.gerund === null) {
    const objects = complementsOf(scene, first);
    const temporal =
      /^(?:in|at|during|for|within|over|under|between|after|before|across|by|despite|without)$/.test(
        first.preposition,
      ) && changeVerbs.has(clause.verb.lemma);
    if (objects.length > 0 && !temporal)
      return relate(scene, fact, first, {
        subjects,
        predicate: predicateOf(clause, `${trailing} ${first.preposition}`),
        objects,
      });
  }
  if (adjective !== '') return describe(scene, fact, subjects, 'state', `${clause.verb.lemma} ${adjective}`, null);
  return changeVerbs.has(clause.verb.lemma) ? describe(scene, fact, subjects, 'change', clause.verb.lemma, null) : [];
}

/** "X was used to build Y": the purpose of what is done to X. */
function purposeOfPassive(scene: Scene, fact: Fact): Claim[] | null {
  const { clause } = fact;
  const { host } = clause;
  const isTool =
    clause.role === 'purpose' ||
    (clause.verb.lemma === 'use' && clause.role === 'participle' && clause.verb.form === 'ing');
  if (!isTool || host === null || !isPassive(host) || clause.objects.length === 0) return null;
  // "When A is ignored, a form to V is needed": that phrase is to V.
  if (clause.role === 'purpose' && clause.subjects.length > 0 && clause.subjects !== host.subjects) return null;
  const link = clause.role === 'purpose' ? `to ${clause.verb.lemma}` : 'using';
  const subjects = subjectsOf(scene, host);
  const predicate = predicateOf(host, link);
  const claims = relate(scene, { ...fact, clause: { ...clause, role: 'main' } }, null, {
    subjects,
    predicate,
    objects: objectsOf(scene, clause.objects),
  });
  return claims;
}

function caused(scene: Scene, fact: Fact): string[] {
  const previous = scene.facts[scene.facts.indexOf(fact) - 1]?.clause;
  if (fact.clause.role !== 'caused' || !previous || !causatives.has(previous.verb.lemma)) return [];
  return subjectsOf(scene, previous)
    .filter((subject) => subject.name !== presentStudy.name)
    .map((subject) => `with ${subject.name}`);
}

/** A clause that only opens the infinitive after it says nothing of its own. */
function opensNext(scene: Scene, fact: Fact): boolean {
  const [next, last] = scene.facts.slice(scene.facts.indexOf(fact) + 1).map(({ clause }) => clause);
  if (causatives.has(fact.clause.verb.lemma) && next?.role === 'participle' && last?.role === 'purpose') return true;
  return next !== undefined && (next.role === 'caused' || next.role === 'ability') && next.at > fact.clause.at;
}

/** "This study aims at measuring X". */
function aimedAt(scene: Scene, fact: Fact): Claim[] {
  const { clause } = fact;
  const subjects = clause.host ? subjectsOf(scene, clause.host) : [];
  const claims = relate(scene, fact, null, {
    subjects,
    predicate: predicateOf(clause, ''),
    objects: objectsOf(scene, clause.objects),
  });
  return claims.map((claim) => (claim.kind === 'alias' ? claim : { ...claim, certainty: 'proposed' }));
}

/** A gerund that is the subject or object of another clause ("adding X reduces Y") is no fact of its own. */
const isArgument = (scene: Scene, clause: Clause): boolean =>
  clause.verb.form === 'ing' &&
  scene.facts.some(
    ({ clause: other }) =>
      other.gerundSubject?.verb.from === clause.verb.from || other.gerundObject?.from === clause.verb.from,
  );

/** "Cells move using X": how it is done, where it is not the paper that does it. */
const isOtherTool = (scene: Scene, { verb, role, host }: Clause): boolean =>
  role === 'participle' &&
  verb.lemma === 'use' &&
  verb.form === 'ing' &&
  host !== null &&
  !isPassive(host) &&
  !subjectsOf(scene, host).some((subject) => subject.name === presentStudy.name);

function asMeans(scene: Scene, clause: Clause): Claim[] {
  const [name] = objectsOf(scene, clause.objects).map((object) => object.name);
  const told = clause.host ? (scene.told.get(clause.host) ?? []) : [];
  for (const claim of told) if (claim.kind !== 'alias' && name !== undefined) claim.conditions.push(`using ${name}`);
  return [];
}

/** "X is sufficient to explain Y". */
function fitFor(scene: Scene, fact: Fact): Claim[] | null {
  const { clause } = fact;
  const before = scene.items[skipAdverbsBack(scene.items, clause.at - 1)];
  if (clause.role !== 'purpose' || before?.kind !== 'adjective' || clause.host?.verb.lemma !== 'be') return null;
  const enough = scene.words[before.to]?.lower === 'enough' ? ' enough' : '';
  const adjective = `${before.words.at(-1)?.lower ?? ''}${enough}`;
  const host = { ...clause.host, complements: clause.complements };
  return relate(scene, { ...fact, clause: host }, null, {
    subjects: subjectsOf(scene, clause.host),
    predicate: snake(`${adjective} to ${clause.verb.lemma}`),
    objects: objectsOf(scene, clause.objects),
  });
}

function claimsOf(scene: Scene, fact: Fact): Claim[] {
  const { clause } = fact;
  if (clause.role === 'means' && clause.host && /^(?:aim|focus|concentrate)$/.test(clause.host.verb.lemma))
    return aimedAt(scene, fact);
  if (
    clause.verb.lemma === 'be' ||
    clause.verb.lemma === 'do' ||
    modals.has(clause.verb.lemma) ||
    clause.role === 'means' ||
    opensNext(scene, fact) ||
    isArgument(scene, clause)
  )
    return [];
  if (isOtherTool(scene, clause)) return asMeans(scene, clause);
  if (isDoubtful(scene, clause)) return [];
  if (clause.verb.form === 'ing' && goesOnMeans(scene.items, clause.at)) return [];
  const special = purposeOfPassive(scene, fact) ?? fitFor(scene, fact);
  if (special) return special;
  const subjects = isOfFinding(scene, clause) ? [presentStudy] : subjectsOf(scene, clause);
  const whole = { clause, outer: [...fact.outer, ...caused(scene, fact)] };
  if (isPassive(clause)) return passive(scene, whole, subjects);
  if (clause.objects.length > 0) return withObjects(scene, whole, subjects);
  const claims = withoutObject(scene, whole, subjects);
  return claims.length > 0 ? claims : merely(scene, whole, subjects);
}

export const relations: Pattern = {
  name: 'relations',
  example: 'Heavy rain erodes the northern slopes.',
  find: (scene) => tellFacts(scene, claimsOf),
};
