import { antecedentOf } from './antecedents.ts';
import type { Clause, Role } from './clause.ts';
import { gerundBefore } from './gerund-subjects.ts';
import { asGroup, asVerb, type Item, lookBehind, skipAdverbsBack } from './items.ts';
import { researchVerbs } from './lexicon.ts';
import { impliedSubject, participleSubject } from './participles.ts';
import { chainStart, isFirstPerson, lastMain, noSubject, ofGroup, type Subject, shared } from './subject-parts.ts';
import type { VerbGroup } from './verbs.ts';

const isPronoun = (item: Item | undefined): boolean => asGroup(item)?.phrases[0]?.pronoun === true;

/** "The author himself was". */
const isReflexive = (item: Item | undefined): boolean =>
  /sel(?:f|ves)$/.test(asGroup(item)?.phrases[0]?.words[0]?.lower ?? '') && isPronoun(item);

/** Index of the group that is the subject of the finite verb at `at`, or -1. */
function subjectIndex(items: Item[], at: number): number {
  let index = skipAdverbsBack(items, at - 1);
  if (items[index]?.kind === 'comma') index = beforeInsertion(items, index);
  if (items[index]?.kind === 'stop' && items[index - 1]?.kind === 'group' && items[index - 2]?.kind === 'that')
    index -= 1;
  if (isReflexive(items[index]) && items[index - 1]?.kind === 'group') index -= 1;
  for (let back = stepBack(items, index); back > 0; back = stepBack(items, index)) index -= back;
  return items[index]?.kind === 'group' ? index : -1;
}

/** How many items before this group the phrase that it belongs to begins; 0 where it begins here. */
function stepBack(items: Item[], index: number): number {
  if (items[index]?.kind !== 'group' || isPronoun(items[index])) return 0;
  const before = items[index - 1]?.kind;
  if (before === 'group') return items[index - 2]?.kind === 'preposition' && isOpening(items, index - 3) ? 0 : 1;
  if (before !== 'preposition') return 0;
  if (items[index - 2]?.kind === 'group') return 2;
  // "the change from sand to clay and to rock is".
  if (
    items[index - 2]?.kind === 'and' &&
    items[index - 3]?.kind === 'group' &&
    items[index - 4]?.kind === 'preposition'
  )
    return 3;
  return isModified(items, index - 2) ? 3 : 0;
}

/** "During this period the lake froze": a phrase behind a fronted one begins anew. */
const isOpening = (items: Item[], at: number): boolean =>
  at < 0 || items[at]?.kind === 'stop' || items[at]?.kind === 'that';

/** "a flow with a rate higher than": an adjective after a group, which a preposition goes on. */
const isModified = (items: Item[], at: number): boolean =>
  items[at]?.kind === 'adjective' && items[at - 1]?.kind === 'group';

const endsInsertion = (item: Item): boolean =>
  /^(?:stop|that|relative|opener)$/.test(item.kind) || asVerb(item)?.verb.form === 'finite';

/** "X, which V, V" and "X, a Y, V": the place before the comma that opens the insertion. */
function beforeInsertion(items: Item[], comma: number): number {
  const listing = items.findLastIndex(
    (item, at) => at < comma - 1 && at > comma - lookBehind && item.kind === 'preposition' && item.text === 'including',
  );
  const isListed = items[listing - 1]?.kind === 'comma' && !items.slice(listing, comma).some(endsInsertion);
  if (listing > 1 && isListed) return skipAdverbsBack(items, listing - 2);
  for (let at = comma - 1; at >= 0 && comma - at < lookBehind; at--) {
    if (items[at]?.kind === 'stop') return -1;
    if (items[at]?.kind === 'comma') return skipAdverbsBack(items, at - 1);
  }
  return skipAdverbsBack(items, comma - 1);
}

function finiteSubject(items: Item[], at: number, clauses: Clause[]): Subject {
  const before = skipAdverbsBack(items, at - 1);
  if (items[before]?.kind === 'and' || (items[before]?.kind === 'comma' && items[before - 1]?.kind === 'and')) {
    const previous = clauses.at(-1);
    const verb = asVerb(items[at])?.verb;
    const nonFinite = previous && (previous.verb.form === 'infinitive' || previous.verb.chain.length > 0);
    if (nonFinite && verb && verb.surface === verb.lemma && verb.modal === null) return shared(previous);
    return verb ? joinedSubject(verb, clauses) : noSubject;
  }
  return gerundBefore(items, at, clauses) ?? subjectBefore(items, at, clauses);
}

function subjectBefore(items: Item[], at: number, clauses: Clause[]): Subject {
  const index = subjectIndex(items, at);
  const opening = items[skipAdverbsBack(items, index - 1)];
  if (index < 0) return noSubject;
  const owner =
    opening?.kind === 'verb' ? clauses.findLast((clause) => clause.at === items.indexOf(opening)) : undefined;
  const viaPreposition = opening?.kind === 'preposition' ? clauses.at(-1) : owner;
  if (viaPreposition === undefined) return ofGroup(items, index, at);
  return dependentSubject(items, viaPreposition, index) ?? ofGroup(items, index, at);
}

/** Whose subject a verb behind "and" shares: that of the last clause; what only papers do, "we" did. None where the verbs don't agree. */
function joinedSubject(verb: VerbGroup, clauses: Clause[]): Subject {
  const last = clauses.findLast((clause) => clause.role === 'main' || clause.role === 'relative');
  const ours = clauses.findLast((clause) => clause.role === 'main' && clause.subjects.some(isFirstPerson));
  if (last === undefined) return noSubject;
  if (last.role === 'relative' && ours !== undefined && researchVerbs.has(verb.lemma)) return shared(ours);
  const isBase = verb.number === 'plural' && verb.surface === verb.lemma && verb.to - verb.from === 1;
  const isOdd = last.verb.number === 'singular' && last.verb.modal === null && !last.subjects.some(isFirstPerson);
  return isBase && isOdd ? noSubject : shared(last);
}

/** The group before the verb belongs to an earlier, dependent verb: that verb's own noun, or that verb itself, is meant. */
function dependentSubject(items: Item[], earlier: Clause, at: number): Subject | null {
  const comma = items.slice(earlier.at, at).some((item) => item.kind === 'comma');
  if (earlier.role === 'purpose' && !comma && earlier.subjects.length > 0) return shared(earlier);
  const place = skipAdverbsBack(items, earlier.at - 1);
  const before = items[place];
  const whole = before?.kind === 'group' ? ofGroup(items, chainStart(items, place), 0) : shared(earlier);
  if (earlier.role === 'relative' || (earlier.role === 'participle' && earlier.verb.form !== 'ing')) return whole;
  if (earlier.verb.form !== 'ing' || comma) return null;
  if (before?.kind === 'group') return whole;
  if (before?.kind === 'preposition') {
    const head = skipAdverbsBack(items, earlier.at - 1) - 1;
    return items[head]?.kind === 'group' ? ofGroup(items, chainStart(items, head), 0) : null;
  }
  if (before?.kind === 'and' && !goesOnGerund(items, place)) return noSubject;
  const { objects, complements } = earlier;
  return { ...noSubject, gerundSubject: { verb: earlier.verb, objects, complements } };
}

/** "Tuning A and training B": against "an interest in finding and using B", where the second gerund is no subject either. */
function goesOnGerund(items: Item[], and: number): boolean {
  const first = items.findLastIndex(({ kind }, at) => at < and && kind === 'verb');
  if (first < 0) return items[and - 2]?.kind !== 'preposition';
  const opening = items[skipAdverbsBack(items, first - 1)]?.kind;
  return (
    asVerb(items[first])?.verb.form === 'ing' && (opening === undefined || opening === 'stop' || opening === 'that')
  );
}

export function subjectOf(items: Item[], at: number, verb: VerbGroup, role: Role, clauses: Clause[]): Subject {
  const before = skipAdverbsBack(items, at - 1);
  if (role === 'relative') return { ...noSubject, subjects: antecedentOf(items, before, at) };
  if (role === 'main') return finiteSubject(items, at, clauses);
  const previous = clauses.at(-1);
  if (role === 'ability') return shared(previous);
  if (role === 'caused' && previous) return { ...noSubject, subjects: previous.objects };
  if (role === 'purpose') return purposeSubject(items, before, clauses);
  return impliedSubject(items, before, verb, clauses) ?? participleSubject(items, before, verb, lastMain(clauses));
}

/** "Felling trees to gain light has costs": felling is to gain it. */
function ofGerund(items: Item[], { at }: Clause, clauses: Clause[]): Subject | null {
  const next = items.slice(at + 2, at + lookBehind).findIndex((item) => asVerb(item)?.verb.form === 'finite');
  return next < 0 ? null : gerundBefore(items, at + 2 + next, clauses);
}

/** Who is to do what "to V" says. */
function purposeSubject(items: Item[], before: number, clauses: Clause[]): Subject {
  const previous = clauses.at(-1);
  const main = lastMain(clauses);
  const near = items[before];
  const gerund = previous?.verb.form === 'ing' ? ofGerund(items, previous, clauses) : null;
  if (gerund !== null) return gerund;
  if (
    previous !== undefined &&
    (near === items[previous.at] || previous.role === 'relative' || previous.role === 'caused')
  )
    return shared(previous);
  if (near?.kind !== 'group') return shared(main);
  if (main === undefined || opensClause(items, chainStart(items, before))) return ofGroup(items, before, 0);
  if (!main.subjects.some(isFirstPerson)) return shared(main);
  if (!bringing.has(main.verb.lemma)) return shared(main);
  const farther = main.objects.length > 0 && main.complements.length > 0;
  return farther ? { ...noSubject, subjects: main.objects } : ofGroup(items, before, 0);
}

/** "When A is weak, a form to V is needed": the phrase that opens the main clause is what is to V. */
const opensClause = (items: Item[], start: number): boolean =>
  items[start - 1]?.kind === 'comma' &&
  items.slice(Math.max(0, start - lookBehind), start).some((item) => item.kind === 'opener') &&
  asVerb(items.slice(start).find(({ kind }) => kind === 'verb'))?.verb.form === 'infinitive';

/** "we propose X to detect Y": X is to detect it; but "we compare X to detect Y": we are. */
const bringing = new Set(
  'introduce propose present develop construct design create build devise describe provide suggest offer establish release have need'.split(
    ' ',
  ),
);
