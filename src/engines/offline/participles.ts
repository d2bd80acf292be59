import type { Clause } from './clause.ts';
import { asGroup, type Item } from './items.ts';
import { typeOfName } from './kinds.ts';
import { headOf, isOneOf, type Phrase } from './phrases.ts';
import {
  antecedent,
  chainStart,
  isFirstPerson,
  lastMain,
  noSubject,
  ofGroup,
  type Subject,
  shared,
} from './subject-parts.ts';
import type { VerbGroup } from './verbs.ts';

/** What a finding does, and not what was found. */
export const epistemic = new Set(
  'confirm support suggest indicate demonstrate validate corroborate prove imply show reveal highlight'.split(' '),
);

/** Whom a gerund behind a comma belongs to where it is not the main clause's subject. */
export function impliedSubject(items: Item[], before: number, verb: VerbGroup, clauses: Clause[]): Subject | null {
  if (items[before]?.kind !== 'comma' || verb.form !== 'ing') return null;
  const previous = clauses.at(-1);
  // "causing the plates to fly, never reaching the wall": the plates do not reach it.
  if (previous?.role === 'caused' && verb.negated) return shared(previous);
  const report = epistemic.has(verb.lemma) ? lastMain(clauses)?.reports.at(-1) : undefined;
  // "we show that A causes B, confirming C": what we show confirms it.
  return report === undefined ? null : report.verb.passive ? noSubject : shared(report);
}

/** What leads to something is what happens, and not where or to what it happens. */
const consequential = new Set('lead result cause induce trigger prompt contribute'.split(' '));

const isEvent = (phrase: Phrase | undefined): boolean =>
  phrase !== undefined && typeOfName(headOf(phrase)?.lower ?? '') === 'phenomenon';

/** "exon 5", "site 12". */
const isLabel = (phrase: Phrase | undefined): boolean =>
  phrase?.determiner === null && /^(?:\d+|\p{Lu})$/u.test(headOf(phrase)?.text ?? '');

/** Whom a participle right behind a group belongs to. */
function besideGroup(items: Item[], at: number, verb: VerbGroup, main: Clause | undefined): Subject {
  const start = chainStart(items, at);
  const near = asGroup(items[at])?.phrases ?? [];
  // "cavitation of particles followed by growth": the cavitation is followed by it.
  if (/^(?:followed|preceded|accompanied)$/.test(verb.surface) && near.length === 1 && isEvent(near[0]))
    return ofGroup(items, at, 0);
  // "a transition in exon 5 changing": what is only a label changes nothing.
  if (start < at && verb.form === 'ing' && isLabel(near.at(-1))) return ofGroup(items, start, 0);
  // "a change within the film leading to": the change leads there.
  if (
    start < at &&
    consequential.has(verb.lemma) &&
    isEvent(asGroup(items[start])?.phrases.at(-1)) &&
    !isEvent(near.at(-1))
  )
    return ofGroup(items, start, 0);
  // "Frost is a factor affecting growth": what is a factor affects it.
  const isPredicate = verb.form === 'ing' && main?.verb.lemma === 'be' && main.objects === near && !main.verb.negated;
  if (isPredicate && main.verb.modal === null && near.every((phrase) => phrase.of.length === 0 || isOneOf(phrase)))
    return shared(main);
  return innermost(ofGroup(items, at, 0));
}

export function participleSubject(items: Item[], before: number, verb: VerbGroup, main: Clause | undefined): Subject {
  const near = items[before];
  if (verb.lemma === 'use' && verb.form === 'ing') return shared(main);
  if (near?.kind === 'group') return besideGroup(items, before, verb, main);
  if (near?.kind === 'comma' && verb.form !== 'ing') {
    return ofGroup(items, chainStart(items, antecedent(items, before - 1)), 0);
  }
  const isOfObject = introducing.has(main?.verb.lemma ?? '') || ofThings.has(verb.lemma);
  const introduces = main?.subjects.some(isFirstPerson) && isOfObject && main.objects.length > 0;
  return main && introduces ? { ...noSubject, subjects: main.objects } : shared(main);
}

/** "we sequenced X, encoding Y": no paper encodes. */
const ofThings = new Set(
  'encode contain comprise express encompass span harbor harbour bear bind inhabit belong'.split(' '),
);

/** "we introduce X, enabling Y": X is what enables. */
const introducing = new Set(
  'introduce propose present develop construct create design build release devise describe'.split(' '),
);

/** "performance of models trained on X": the participle belongs to the last noun. */
function innermost(subject: Subject): Subject {
  const last = subject.subjects.at(-1);
  const only = subject.subjects.length === 1 || (last?.words.length ?? 0) > 0 ? last : undefined;
  const isOfKind = /^(?:nature|kinds?|types?|origin|forms?|sizes?|shapes?)$/.test(
    only?.of[0]?.words.at(-1)?.lower ?? '',
  );
  // "the core of A defined as": what has a symbol for its owner is defined, and not the owner.
  const isSymbol = only?.of.length === 1 && /^\p{L}\p{N}?$/u.test(only.of[0]?.words.at(-1)?.text ?? '');
  return only && only.of.length > 0 && !isOfKind && !isSymbol ? { ...subject, subjects: only.of } : subject;
}
