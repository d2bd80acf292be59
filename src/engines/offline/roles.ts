import type { Clause, Role } from './clause.ts';
import { asGroup, asVerb, type Item, isBreak, lookBehind, skipAdverbs, skipAdverbsBack } from './items.ts';
import { causatives, changeVerbs, irregularPast } from './lexicon.ts';
import { isFirstPerson } from './subject-parts.ts';
import type { VerbGroup } from './verbs.ts';

/** "datasets created through filtering are": is a bare past a participle here, because its clause has a verb already? */
function isReduced(items: Item[], at: number, verb: VerbGroup): boolean {
  const before = items[skipAdverbsBack(items, at - 1)];
  if (verb.form !== 'bare-past') return verb.form === 'participle';
  if (before?.kind === 'and' || before?.kind === 'relative' || before?.kind === 'that') return false;
  if (before?.kind === 'comma' || before?.kind === 'opener' || before === undefined) return true;
  // "adults aged 40 whom we observed": no participle stands right behind "we".
  if (asGroup(before)?.phrases.some(isFirstPerson)) return false;
  if (verb.surface === 'aged') return true;
  const after = items[skipAdverbs(items, at + 1)];
  if (isAlwaysReduced(items, at, verb)) return true;
  const direct = after?.kind === 'group' || after?.kind === 'that';
  return finiteNear(items, at, -1) || (!direct && finiteNear(items, at, 1));
}

/** Participles that a preposition follows: their past tenses would have an object. */
const participles = new Set(
  `associate relate base link couple derive locate involve use compose comprise require connect attach attribute add administer assign collect
  define deposit describe determine embed employ encode expose extract fabricate generate give immerse implicate incorporate incubate induce infect inject
  insert isolate label measure mediate mount obtain position prescribe recruit require sample store supply synthesize treat`.split(
    /\s+/,
  ),
);

/** "changes forced by climate", "burial associated with": no verb in the active voice stands so. */
export function isAlwaysReduced(items: Item[], at: number, verb: VerbGroup): boolean {
  const after = items[skipAdverbs(items, at + 1)];
  if (after?.kind !== 'preposition') return false;
  const number = asGroup(items[skipAdverbs(items, at + 1) + 1])?.phrases[0]?.quantity ?? null;
  return (
    participles.has(verb.lemma) ||
    (after.text === 'by' && number === null && !changeVerbs.has(verb.lemma) && !irregularPast.has(verb.surface))
  );
}

/** Does the clause end at this item, looked at from a verb in the direction of `step`? */
function endsClause(items: Item[], at: number, step: 1 | -1): boolean {
  const item = items[at];
  if (isBreak(item) || (item?.kind === 'comma' && step === 1)) return true;
  return item?.kind === 'and' && items[at + 1]?.kind !== 'preposition';
}

/** Is there a certain finite verb of the same clause in this direction? */
function finiteNear(items: Item[], at: number, step: 1 | -1): boolean {
  for (let next = at + step; Math.abs(next - at) < lookBehind; next += step) {
    if (endsClause(items, next, step)) return false;
    const verb = asVerb(items[next])?.verb;
    if (verb?.form === 'finite') return true;
    if (verb?.form !== 'bare-past') continue;
    if (step === -1) return !isReduced(items, next, verb);
    if (items[skipAdverbs(items, next + 1)]?.kind === 'group') return true;
  }
  return false;
}

export function roleOf(items: Item[], at: number, verb: VerbGroup): Role {
  const before = items[skipAdverbsBack(items, at - 1)];
  if (before?.kind === 'relative' || (before?.kind === 'that' && isRelativeThat(items, at))) return 'relative';
  if (verb.form === 'infinitive') return 'purpose';
  if (verb.form === 'ing') return before?.kind === 'preposition' ? 'means' : 'participle';
  return isReduced(items, at, verb) ? 'participle' : 'main';
}

/** "aid in finding A, predicting B, and treating C": gerunds of a list that a preposition opens and "and" closes. */
export function goesOnMeans(items: Item[], at: number): boolean {
  const before = items[skipAdverbsBack(items, at - 1)]?.kind;
  if (before !== 'comma' && before !== 'and') return false;
  let last = at - 1;
  while (last >= 0 && items[last]?.kind !== 'verb' && items[last]?.kind !== 'stop') last--;
  if (asVerb(items[last])?.verb.form !== 'ing') return false;
  const isOpened = items[skipAdverbsBack(items, last - 1)]?.kind === 'preposition' || goesOnMeans(items, last);
  return isOpened && (before === 'and' || closesGerunds(items, at));
}

/** Does a list of gerunds that goes on at `at` end with "and V-ing"? */
function closesGerunds(items: Item[], at: number): boolean {
  for (let next = at + 1; next < at + lookBehind; next++) {
    const item = items[next];
    const verb = asVerb(item)?.verb;
    if (item === undefined || item.kind === 'stop' || (verb !== undefined && verb.form !== 'ing')) return false;
    if (verb !== undefined && items[skipAdverbsBack(items, next - 1)]?.kind === 'and') return true;
    if (
      asGroup(item)
        ?.phrases.slice(1)
        .some(({ words }) => /ing$/.test(words[0]?.lower ?? ''))
    )
      return true;
  }
  return false;
}

/** "systems that run" against "find that": after a noun and right before a verb, "that" is a relative. */
function isRelativeThat(items: Item[], at: number): boolean {
  const before = skipAdverbsBack(items, at - 1);
  return items[before]?.kind === 'that' && items[before - 1]?.kind === 'group';
}

/** "we found the method to be slow": what is found is that it is slow. */
const isJudged = ({ verb, complements }: Clause): boolean =>
  !verb.passive &&
  complements.length === 0 &&
  /^(?:find|believe|consider|expect|assume|prove|judge|deem)$/.test(verb.lemma);

/** "We asked growers to name the best crop": they are to name it. */
const isAsked = ({ verb }: Clause): boolean =>
  !verb.passive && /^(?:ask|request|invite|advise|remind)$/.test(verb.lemma);

const abilities = new Set(['ability', 'potential', 'capacity', 'capability', 'tendency', 'power']);

/** "allows models to V" and "has the ability to V": the infinitive says what the clause before only opens. */
export function afterObject(role: Role, previous: Clause | undefined): Role {
  if (role !== 'purpose' || previous === undefined || previous.objects.length === 0) return role;
  if (causatives.has(previous.verb.lemma) || isJudged(previous) || isAsked(previous)) return 'caused';
  const object = previous.objects.at(-1)?.words.at(-1)?.lower ?? '';
  return previous.verb.lemma === 'have' && abilities.has(object) ? 'ability' : role;
}
