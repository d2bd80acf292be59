import { asGroup, asVerb, type GroupItem, type Item } from './items.ts';
import { eitherNumber, relationalHeads, reportingVerbs } from './lexicon.ts';
import { headOf, isNegating, type Phrase } from './phrases.ts';
import { isAlwaysReduced } from './roles.ts';
import { isPluralHead, mergeShared, shareComplement } from './shared-heads.ts';
import type { VerbGroup } from './verbs.ts';

/** Attaches "of" chains and joins coordinations. */
export function joinPhrases(items: Item[]): Item[] {
  const grouped: Item[] = [];
  let at = 0;
  let fronted = items[0]?.kind === 'preposition';
  while (at < items.length) {
    const item = items[at];
    if (item === undefined) break;
    if (item.kind === 'comma' || (item.kind === 'verb' && item.verb.form === 'finite')) fronted = false;
    if (item.kind === 'that' && items[at + 1]?.kind === 'preposition') fronted = true;
    if (item.kind !== 'group') {
      grouped.push(item);
      at++;
      continue;
    }
    const joined = coordination(items, at, !fronted);
    grouped.push(joined.item);
    at = joined.next;
  }
  return grouped;
}

type Joined = { item: GroupItem; next: number };

/** "of" after any head, another preposition after a head that asks for it. */
const asksFor = (phrase: Phrase, preposition: string): boolean =>
  preposition === 'of' || (relationalHeads.get(preposition)?.has(headOf(phrase)?.singular ?? '') ?? false);

/** One conjunct with its "of" chain; inside a chain only bare conjuncts continue ("a mixture of image and text data"). */
function conjunct(items: Item[], at: number): Joined | null {
  const item = items[at];
  if (item?.kind !== 'group') return null;
  const of = items[at + 1];
  const phrase = item.phrases[0];
  if (of?.kind !== 'preposition' || phrase === undefined || !asksFor(phrase, of.text)) return { item, next: at + 1 };
  const complement = bareCoordination(items, at + 2);
  if (complement === null) return { item, next: at + 1 };
  const whole = { ...phrase, of: complement.item.phrases, link: of.text, to: complement.item.to };
  return { item: { kind: 'group', phrases: [whole], from: item.from, to: complement.item.to }, next: complement.next };
}

/** "into the form and size of the film": what stands behind the second noun is of both. */
function sharedComplement(
  items: Item[],
  at: number,
  phrases: Phrase[],
): { phrases: Phrase[]; to: number; next: number } | null {
  const [only, ...others] = phrases;
  const after = items[at + 1];
  if (only?.determiner !== 'the' || others.length > 0 || only.of.length > 0) return null;
  const last = after?.kind === 'preposition' && after.text === 'of' ? conjunct(items, at) : null;
  const of = last?.item.phrases[0]?.of ?? [];
  if (last === null || of.length === 0) return null;
  return { phrases: [{ ...only, of, link: 'of' }, ...last.item.phrases], to: last.item.to, next: last.next };
}

const isBare = (item: GroupItem): boolean =>
  item.phrases.every((phrase) => phrase.determiner === null && !phrase.pronoun);

function bareCoordination(items: Item[], at: number): Joined | null {
  const first = conjunct(items, at);
  if (first === null) return null;
  const phrases = [...first.item.phrases];
  let next = first.next;
  let to = first.item.to;
  for (let joint = nextConjunct(items, next, true); joint !== null; joint = nextConjunct(items, next, true)) {
    const member = items[joint];
    if (isOwnOf(items, joint)) {
      next = joint + 1;
      to = items[joint]?.to ?? to;
      continue;
    }
    if (member?.kind !== 'group' || !isBare(member)) break;
    const after = items[joint + 1];
    const whole = sharedComplement(items, joint, phrases);
    if (whole !== null)
      return { item: { kind: 'group', phrases: whole.phrases, from: first.item.from, to: whole.to }, next: whole.next };
    if ((after?.kind === 'preposition' && after.text === 'of') || startsClause(items, at, joint + 1)) break;
    phrases.push(...member.phrases);
    next = joint + 1;
    to = member.to;
  }
  return { item: { kind: 'group', phrases: mergeShared(phrases), from: first.item.from, to }, next };
}

/** "the risk of drugs or their mixtures": the risk of both; what they are of is not known here. */
function isOwnOf(items: Item[], at: number): boolean {
  const joint = items[at - 1];
  const member = asGroup(items[at]);
  return joint?.kind === 'and' && joint.text === 'or' && /^(?:their|its)$/.test(member?.phrases[0]?.determiner ?? '');
}

/** Index of the next member of a list after `at`, when a conjunction closes the list; commas only where allowed. */
function nextConjunct(items: Item[], at: number, commas: boolean): number | null {
  const here = items[at];
  if (here?.kind === 'and') return items[at + 1]?.kind === 'group' && !isDefined(items, at + 1) ? at + 1 : null;
  if (here?.kind !== 'comma' || !commas) return null;
  if (opensPair(items[at + 1]) || (items[at + 1]?.kind === 'and' && opensPair(items[at + 2]))) return null;
  if (items[at + 1]?.kind === 'and')
    return items[at + 2]?.kind === 'group' && !isDefined(items, at + 2) ? at + 2 : null;
  return items[at + 1]?.kind === 'group' && listCloses(items, at + 1) ? at + 1 : null;
}

/** "In all wells, neither lead nor zinc was found": what "neither", "either" and "both" open goes on no list. */
const opensPair = (item: Item | undefined): boolean =>
  /^(?:neither|either|both)$/.test(asGroup(item)?.phrases[0]?.determiner ?? '');

/** Does a list that goes on at `at` end with "and X"? */
function listCloses(items: Item[], at: number): boolean {
  for (let next = at; next < at + 24; next++) {
    const item = items[next];
    if (item?.kind === 'and') return items[next + 1]?.kind === 'group';
    if (item?.kind !== 'group' && item?.kind !== 'comma' && !(item?.kind === 'preposition' && item.text === 'of'))
      return false;
  }
  return false;
}

function coordination(items: Item[], at: number, commas: boolean): Joined {
  const first = conjunct(items, at);
  const item = items[at] as GroupItem;
  if (first === null) return { item, next: at + 1 };
  const phrases = [...first.item.phrases];
  let next = first.next;
  let to = first.item.to;
  // "does not hold A nor B": the verb denies both.
  const isDeniedVerb = asVerb(items[at - 1])?.verb.negated === true;
  for (let joint = nextConjunct(items, next, commas); joint !== null; joint = nextConjunct(items, next, commas)) {
    const member = conjunct(items, joint);
    if (
      member === null ||
      (!opensPair(item) && startsClause(items, at, member.next)) ||
      isGap(items, at, joint, member.next) ||
      (phrases.length === 1 && isTitle(items, next, phrases[0], member.item.phrases[0]))
    )
      break;
    shareComplement(phrases, member.item.phrases);
    const isNone = !isDeniedVerb && isDenied(items, at, joint);
    phrases.push(...(isNone ? member.item.phrases.map(denied) : member.item.phrases));
    next = member.next;
    to = member.item.to;
  }
  return { item: { kind: 'group', phrases: mergeShared(phrases), from: first.item.from, to }, next };
}

/** "A peaked on 3 May, and B on 9 May", "a survey in 2005 and another in 2009": what has a date of its own goes on no date. */
function isGap(items: Item[], first: number, joint: number, next: number): boolean {
  const [opening, closing] = [items[first - 1], items[next]];
  const isDated = (item: Item | undefined): boolean =>
    /\d/.test(asGroup(item)?.phrases.at(-1)?.words.at(-1)?.text ?? '');
  return (
    opening?.kind === 'preposition' &&
    closing?.kind === 'preposition' &&
    opening.text === closing.text &&
    isDated(items[first]) &&
    isDated(items[next + 1]) &&
    asGroup(items[joint])?.phrases.at(-1)?.quantity === null
  );
}

/** "a field K, and R a ring": a symbol with a phrase of its own behind it goes on no list. */
const isDefined = (items: Item[], at: number): boolean =>
  /^an?$/.test(asGroup(items[at + 1])?.phrases[0]?.determiner ?? '') &&
  /^\p{L}\p{N}?$/u.test(asGroup(items[at])?.phrases[0]?.words.at(-1)?.text ?? '');

/** "neither A nor B", "no A, B or C": what is joined to what is denied is denied as well, but for what has a determiner or a number of its own. */
const isDenied = (items: Item[], first: number, at: number): boolean => {
  const joint = items[at - 1];
  if (joint?.kind === 'and' && joint.text === 'nor') return true;
  const own = asGroup(items[at])?.phrases[0];
  const isPlain = own?.determiner === null && own.quantity === null && !own.pronoun;
  return isPlain && isNegating(asGroup(items[first])?.phrases[0]?.determiner) && closesDenial(items, first, at);
};

/** "holds no A or B", but "holds no A and B"; a subject is denied with "and" too. */
const closesDenial = (items: Item[], first: number, at: number): boolean => {
  const closing = items.slice(at - 1, at + 12).find(({ kind }) => kind === 'and');
  const isSubject = first === 0 || /^(?:comma|stop|that|opener)$/.test(items[first - 1]?.kind ?? '');
  return isSubject || (closing !== undefined && 'text' in closing && /^n?or$/.test(closing.text));
};
const denied = (phrase: Phrase): Phrase => ({ ...phrase, determiner: 'no' });

/** "Ann Ray, the firm's founder and owner": a common noun after a name and a comma says who it is. */
const isTitle = (items: Item[], comma: number, name: Phrase | undefined, title: Phrase | undefined): boolean =>
  items[comma]?.kind === 'comma' &&
  items[comma + 1]?.kind === 'group' &&
  headOf(name ?? noPhrase)?.tag === 'PROPN' &&
  (name?.words.length ?? 0) > 1 &&
  headOf(title ?? noPhrase)?.tag === 'NOUN';

const noPhrase = { words: [] };

/** "the power and their parameters is computed": the last conjunct is no subject of its own. */
function disagrees(items: Item[], next: number, { number }: VerbGroup): boolean {
  const last = asGroup(items[next - 1])?.phrases.at(-1);
  const head = last ? (headOf(last)?.lower ?? '') : '';
  return number === 'singular' && last !== undefined && isPluralHead(last) && !eitherNumber.test(head);
}

/** Over "of the epoxy at low temperatures", which may stand between a subject and its verb. */
function pastPlaces(items: Item[], next: number): number {
  let at = next;
  while (items[at]?.kind === 'preposition' && items[at + 1]?.kind === 'group' && at < next + 6) at += 2;
  const verb = items[at];
  if (verb?.kind !== 'verb') return next;
  const isReport = verb.verb.form === 'bare-past' && items[at + 1]?.kind === 'that';
  return verb.verb.form === 'finite' || isReport ? at : next;
}

/** "V A and B V": a verb on both sides makes the last conjunct the subject of a clause of its own. */
function startsClause(items: Item[], first: number, next: number): boolean {
  const after = items[pastPlaces(items, next)];
  const opening = items[first - 1];
  if (opening?.kind === 'preposition' && opening.text === 'between') return false;
  if (after?.kind !== 'verb' || (after.verb.form !== 'finite' && after.verb.form !== 'bare-past')) return false;
  if (disagrees(items, next, after.verb)) return false;
  return hasVerbBefore(items, first);
}

/** Is there a verb before this place that a second one could be joined to? */
function hasVerbBefore(items: Item[], first: number): boolean {
  for (let at = first - 1; at >= 0 && first - at < 20; at--) {
    const item = items[at];
    // "burial associated with growth and export provides": such a participle opens no clause that "and" could end.
    if (item?.kind === 'verb' && item.verb.form === 'bare-past' && isAlwaysReduced(items, at, item.verb)) continue;
    if (item?.kind === 'verb' && item.verb.form !== 'ing') return !reportingVerbs.has(item.verb.lemma);
    if (item?.kind === 'opener' || item?.kind === 'that' || item?.kind === 'stop' || item?.kind === 'relative')
      return false;
  }
  return false;
}
