import type { Clause } from '../clause.ts';
import { asGroup, skipAdverbsBack } from '../items.ts';
import { researchVerbs } from '../lexicon.ts';
import { epistemic } from '../participles.ts';
import { headOf } from '../phrases.ts';
import type { Scene } from '../scene.ts';

/** "The gain of the approach is its ability to V": who is able stands elsewhere. */
function isOfAbility({ items }: Scene, { at, role }: Clause): boolean {
  const before = asGroup(items[skipAdverbsBack(items, at - 1)])?.phrases.at(-1);
  return role === 'purpose' && /^(?:its|their)$/.test(before?.determiner ?? '');
}

/** "A does B before C, interpreted as D": nobody could tell which of them is meant. */
function isStray({ items }: Scene, { at, role, verb }: Clause): boolean {
  const comma = skipAdverbsBack(items, at - 1);
  return (
    role === 'participle' &&
    verb.form === 'bare-past' &&
    items[comma]?.kind === 'comma' &&
    items[comma - 2]?.kind === 'preposition'
  );
}

/** "Depths were measured, yielding A": the measuring yields it, and not the depths. */
const isOfDoing = ({ items }: Scene, { at, role, verb, host }: Clause): boolean =>
  role === 'participle' &&
  verb.form === 'ing' &&
  verb.lemma !== 'use' &&
  items[skipAdverbsBack(items, at - 1)]?.kind === 'comma' &&
  host?.verb.passive === true &&
  researchVerbs.has(host.verb.lemma);

/** What results may be told by: these themselves suggest something. */
const telling =
  /^(?:result|finding|data|analysis|study|experiment|observation|evidence|survey|model|simulation|measurement|test|trend|pattern|correlation|comparison|record|estimate)$/;

/** "without repeats or choosing A": it is said of neither that it is done. */
function isInPhrase({ items }: Scene, { at, verb }: Clause): boolean {
  const joint = skipAdverbsBack(items, at - 1);
  const opening = items[joint - 2];
  return (
    verb.form === 'ing' &&
    items[joint]?.kind === 'and' &&
    items[joint - 1]?.kind === 'group' &&
    opening?.kind === 'preposition' &&
    /^(?:without|by|for|of|through|despite|instead of|rather than)$/.test(opening.text)
  );
}

/** "Cytometry identified fewer vesicles, supporting their origin": that it did so supports it, and not the cytometry. */
export function isOfFinding({ items }: Scene, { at, role, verb, subjects }: Clause): boolean {
  const before = items[skipAdverbsBack(items, at - 1)];
  const head = headOf(subjects[0] ?? { words: [] })?.singular ?? '';
  return (
    role === 'participle' &&
    verb.form === 'ing' &&
    before?.kind === 'comma' &&
    epistemic.has(verb.lemma) &&
    !telling.test(head)
  );
}

/** Clauses of which nobody could tell whom they are said of, or whether at all. */
export const isDoubtful = (scene: Scene, clause: Clause): boolean =>
  isStray(scene, clause) || isOfAbility(scene, clause) || isOfDoing(scene, clause) || isInPhrase(scene, clause);
