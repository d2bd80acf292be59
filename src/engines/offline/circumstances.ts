import type { Clause, Complement } from './clause.ts';
import { conditionText, isCondition } from './conditions.ts';
import { gather } from './gather.ts';
import { relationalHeads } from './lexicon.ts';
import { headOf } from './phrases.ts';
import { restrictionsOf } from './restrictions.ts';
import type { Scene } from './scene.ts';
import type { Word } from './words.ts';

/** Adjectives that compare: "at a similar rate to B". */
const comparing = new Map([
  ['to', /^(?:similar|equal|identical|comparable|analogous|equivalent|close|closer|parallel|proportional)$/],
  ['as', /^(?:same|such)$/],
  ['from', /^(?:different|distinct)$/],
  ['than', /^(?:more|less|better|worse|[a-z]{2,}er)$/],
]);

/** "(occur at) a similar rate to B", where the rate is told as an object. */
function isTailOf(used: Complement | null, { complements }: Clause, complement: Complement): boolean {
  const adjectives = used === null ? undefined : comparing.get(complement.preposition);
  if (adjectives === undefined || used === null || complements[complements.indexOf(used) + 1] !== complement)
    return false;
  return (
    used.phrases
      .at(-1)
      ?.words.slice(0, -1)
      .some(({ lower }) => adjectives?.test(lower)) === true
  );
}

/** "at a similar rate to B", "at lower cost than B": what is compared with stands behind, as a complement of its own. */
function withTails(holding: Complement[], all: Complement[]): Complement[] {
  if (all.length < 2 || !all.some(({ preposition }, at) => at > 0 && comparing.has(preposition))) return holding;
  const tails = new Set<Complement>();
  const whole = holding.map((complement): Complement => {
    const next = all[all.indexOf(complement) + 1];
    const words = complement.phrases.at(-1)?.words ?? [];
    const adjectives = next?.gerund === null ? comparing.get(next.preposition) : undefined;
    if (next === undefined || !words.slice(0, -1).some(({ lower }) => adjectives?.test(lower))) return complement;
    tails.add(next);
    return { ...complement, tail: next.preposition === 'to' ? { ...next, preposition: 'as' } : next };
  });
  return tails.size === 0 ? whole : whole.filter((complement) => !tails.has(complement));
}

/** A number that a fact has as its value is no condition of it as well. */
const isMeasured = (scene: Scene, { phrases }: Complement): boolean =>
  phrases.some((phrase) => scene.measured.has(phrase));

const isComparative = ({ lower }: Word): boolean => /(?:[a-z]{2}er|^more|^less|^better|^worse)$/.test(lower);

/** "a response of plants to heat", "lower scores than controls": what the object asks for, behind more than it could take into its name. */
function isAskedFor({ objects, adjective, complements: [first] }: Clause, complement: Complement): boolean {
  // "higher on cut sites than on moors".
  if (complement.preposition.startsWith('than') && adjective?.some(isComparative) === true) return true;
  const head = headOf(objects.at(-1) ?? noPhrase)?.singular ?? '';
  if (complement !== first || complement.gerund !== null) return false;
  if (
    complement.preposition === 'than' &&
    !complement.phrases.some(({ determiner }) => /^(?:any|other)$/.test(determiner ?? ''))
  )
    return objects.some(({ words }) => words.some(isComparative));
  // "a drawback to the use", "insight into growth", "a view as a process": the noun lacks it.
  if (objects.length > 0 && /^(?:to|into|as|toward|towards|onto)$/.test(complement.preposition)) return true;
  return relationalHeads.get(complement.preposition)?.has(head) ?? false;
}

const noPhrase = { words: [] };

/** Conditions of a clause: those from outside, and its prepositional phrases but the one that a pattern used. */
export function conditionsOf(scene: Scene, fact: Scene['facts'][number], used: Complement | null): string[] {
  const { clause, outer } = fact;
  const reported = clause.reports.at(-1)?.complements ?? [];
  // "more than in any other region of the planet": what follows an untold "than" belongs to it.
  const than = clause.complements.findIndex(
    (one) => one.preposition === 'than' && one !== used && !isAskedFor(clause, one),
  );
  const behind = than < 0 ? clause.complements : clause.complements.slice(0, than);
  const holding = [...reported, ...clause.subjectComplements, ...behind].filter(
    (complement) =>
      complement !== used &&
      !isMeasured(scene, complement) &&
      (isCondition(complement) || isAskedFor(clause, complement) || isTailOf(used, clause, complement)),
  );
  const own = gather(withTails(holding, clause.complements), (complement) => conditionText(complement, scene.context));
  const restricting = restrictionsOf(scene, clause);
  const all = outer.length + restricting.length === 0 ? own : [...outer, ...own, ...restricting];
  return all.length < 2 ? all : [...new Set(all)].slice(0, 5);
}
