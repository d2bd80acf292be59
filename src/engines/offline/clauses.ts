import type { GroupItem, Item, VerbItem } from './chunks.ts';
import { causatives, firstPerson, reportingVerbs } from './lexicon.ts';
import type { Phrase } from './phrases.ts';
import type { VerbGroup } from './verbs.ts';
import type { Word } from './words.ts';

/** How a clause hangs in its sentence. */
export type Role = 'main' | 'relative' | 'participle' | 'purpose' | 'means' | 'caused' | 'ability';

/** What a preposition adds to a verb. `gerund` is set for "by changing X". */
export type Complement = { preposition: string; phrases: Phrase[]; gerund: VerbGroup | null };

export type Clause = {
  verb: VerbGroup;
  role: Role;
  subjects: Phrase[];
  /** Prepositional phrases between subject and verb. */
  subjectComplements: Complement[];
  /** "introducing tokens results in": a clause in the place of the subject. */
  gerundSubject: { verb: VerbGroup; objects: Phrase[] } | null;
  objects: Phrase[];
  /** "enables training models": the verb in the place of the object. */
  gerundObject: VerbGroup | null;
  adjective: Word[] | null;
  complements: Complement[];
  /** A reporting clause ("we find that") that this one stands under. */
  reports: Clause[];
  /** The main clause before this one. */
  host: Clause | null;
  /** Position of the verb among the items. */
  at: number;
  isReport: boolean;
};

const lookBehind = 24;
const isBreak = (item: Item | undefined): boolean =>
  item === undefined ||
  item.kind === 'stop' ||
  item.kind === 'opener' ||
  item.kind === 'that' ||
  item.kind === 'relative';

const asGroup = (item: Item | undefined): GroupItem | null => (item?.kind === 'group' ? item : null);
const asVerb = (item: Item | undefined): VerbItem | null => (item?.kind === 'verb' ? item : null);

const skipAdverbsBack = (items: Item[], from: number): number => {
  let at = from;
  while (items[at]?.kind === 'adverb' || items[at]?.kind === 'other') at--;
  return at;
};

const skipAdverbs = (items: Item[], from: number): number => {
  let at = from;
  while (items[at]?.kind === 'adverb' || items[at]?.kind === 'other') at++;
  return at;
};

/** "datasets created through filtering are": is a bare past a participle here, because its clause has a verb already? */
function isReduced(items: Item[], at: number, verb: VerbGroup): boolean {
  const before = items[skipAdverbsBack(items, at - 1)];
  if (verb.form !== 'bare-past') return verb.form === 'participle';
  if (before?.kind === 'and' || before?.kind === 'relative' || before?.kind === 'that') return false;
  if (before?.kind === 'comma' || before?.kind === 'opener' || before === undefined) return true;
  const after = items[skipAdverbs(items, at + 1)];
  const direct = after?.kind === 'group' || after?.kind === 'that';
  return finiteNear(items, at, -1) || (!direct && finiteNear(items, at, 1));
}

/** Is there a certain finite verb of the same clause in this direction? */
function finiteNear(items: Item[], at: number, step: 1 | -1): boolean {
  for (let next = at + step; Math.abs(next - at) < lookBehind; next += step) {
    const item = items[next];
    if (isBreak(item) || item === undefined) return false;
    if (item.kind === 'comma' && step === 1) return false;
    if (item.kind === 'and' && items[next + 1]?.kind !== 'preposition') return false;
    if (item.kind === 'verb' && item.verb.form === 'finite') return true;
    if (item.kind !== 'verb' || item.verb.form !== 'bare-past') continue;
    if (step === -1) return !isReduced(items, next, item.verb);
    if (items[skipAdverbs(items, next + 1)]?.kind === 'group') return true;
  }
  return false;
}

function roleOf(items: Item[], at: number, verb: VerbGroup): Role {
  const before = items[skipAdverbsBack(items, at - 1)];
  if (before?.kind === 'relative' || (before?.kind === 'that' && isRelativeThat(items, at))) return 'relative';
  if (verb.form === 'infinitive') return 'purpose';
  if (verb.form === 'ing') return before?.kind === 'preposition' ? 'means' : 'participle';
  return isReduced(items, at, verb) ? 'participle' : 'main';
}

/** "systems that run" against "find that": after a noun and right before a verb, "that" is a relative. */
function isRelativeThat(items: Item[], at: number): boolean {
  const before = skipAdverbsBack(items, at - 1);
  return items[before]?.kind === 'that' && items[before - 1]?.kind === 'group';
}

/** Index of the group that is the subject of the finite verb at `at`, or -1. */
function subjectIndex(items: Item[], at: number): number {
  let index = skipAdverbsBack(items, at - 1);
  if (items[index]?.kind === 'comma') index = beforeInsertion(items, index);
  if (items[index]?.kind === 'stop' && items[index - 1]?.kind === 'group' && items[index - 2]?.kind === 'that')
    index -= 1;
  while (items[index]?.kind === 'group') {
    const preposition = items[index - 1];
    if (preposition?.kind === 'preposition' && items[index - 2]?.kind === 'group') index -= 2;
    else if (preposition?.kind === 'group') index -= 1;
    else break;
  }
  return items[index]?.kind === 'group' ? index : -1;
}

/** "X, which V, V" and "X, a Y, V": the place before the comma that opens the insertion. */
function beforeInsertion(items: Item[], comma: number): number {
  for (let at = comma - 1; at >= 0 && comma - at < lookBehind; at--) {
    if (items[at]?.kind === 'stop') return -1;
    if (items[at]?.kind === 'comma') return skipAdverbsBack(items, at - 1);
  }
  return skipAdverbsBack(items, comma - 1);
}

/** The nearest group before `from`, over commas and prepositions. */
function antecedent(items: Item[], from: number): number {
  for (let at = from; at >= 0 && from - at < 4; at--) {
    if (items[at]?.kind === 'group') return at;
    if (items[at]?.kind === 'verb' || items[at]?.kind === 'stop') return -1;
  }
  return -1;
}

function complementsBetween(items: Item[], from: number, to: number): Complement[] {
  const complements: Complement[] = [];
  for (let at = from; at < to - 1; at++) {
    const item = items[at];
    const group = asGroup(items[at + 1]);
    if (item?.kind === 'preposition' && group)
      complements.push({ preposition: item.text, phrases: group.phrases, gerund: null });
  }
  return complements;
}

type Subject = Pick<Clause, 'subjects' | 'subjectComplements' | 'gerundSubject'>;
const noSubject: Subject = { subjects: [], subjectComplements: [], gerundSubject: null };
const ofGroup = (items: Item[], index: number, to: number): Subject => {
  const group = asGroup(items[index]);
  return group
    ? { ...noSubject, subjects: group.phrases, subjectComplements: complementsBetween(items, index + 1, to) }
    : noSubject;
};

const shared = (clause: Clause | undefined): Subject =>
  clause
    ? { subjects: clause.subjects, subjectComplements: clause.subjectComplements, gerundSubject: clause.gerundSubject }
    : noSubject;

/** The last clause with a finite verb, whose subject a coordinated verb or a participle shares. */
const lastMain = (clauses: Clause[]): Clause | undefined =>
  clauses.findLast((clause) => clause.role === 'main' && (clause.subjects.length > 0 || clause.gerundSubject !== null));

function finiteSubject(items: Item[], at: number, clauses: Clause[]): Subject {
  const before = skipAdverbsBack(items, at - 1);
  if (items[before]?.kind === 'and' || (items[before]?.kind === 'comma' && items[before - 1]?.kind === 'and')) {
    const previous = clauses.at(-1);
    const verb = asVerb(items[at])?.verb;
    const nonFinite = previous && (previous.verb.form === 'infinitive' || previous.verb.chain.length > 0);
    if (nonFinite && verb && verb.surface === verb.lemma && verb.modal === null) return shared(previous);
    return shared(clauses.findLast((clause) => clause.role === 'main' || clause.role === 'relative'));
  }
  const index = subjectIndex(items, at);
  const opening = items[skipAdverbsBack(items, index - 1)];
  if (index < 0) return noSubject;
  const owner =
    opening?.kind === 'verb' ? clauses.findLast((clause) => clause.at === items.indexOf(opening)) : undefined;
  const viaPreposition = opening?.kind === 'preposition' ? clauses.at(-1) : owner;
  if (viaPreposition === undefined) return ofGroup(items, index, at);
  return dependentSubject(items, viaPreposition, index) ?? ofGroup(items, index, at);
}

/** The group before the verb belongs to an earlier, dependent verb: that verb's own noun, or that verb itself, is meant. */
function dependentSubject(items: Item[], earlier: Clause, at: number): Subject | null {
  const comma = items.slice(earlier.at, at).some((item) => item.kind === 'comma');
  if (earlier.role === 'purpose' && !comma && earlier.subjects.length > 0) return shared(earlier);
  if (earlier.role === 'relative' || (earlier.role === 'participle' && earlier.verb.form !== 'ing'))
    return shared(earlier);
  if (earlier.verb.form !== 'ing' || comma) return null;
  const before = items[skipAdverbsBack(items, earlier.at - 1)];
  if (before?.kind === 'group') return shared(earlier);
  if (before?.kind === 'preposition') return null;
  return { ...noSubject, gerundSubject: { verb: earlier.verb, objects: earlier.objects } };
}

function subjectOf(items: Item[], at: number, verb: VerbGroup, role: Role, clauses: Clause[]): Subject {
  const before = skipAdverbsBack(items, at - 1);
  if (role === 'relative') return ofGroup(items, antecedent(items, before - 1), 0);
  if (role === 'main') return finiteSubject(items, at, clauses);
  const near = items[before];
  const previous = clauses.at(-1);
  if (role === 'purpose' && near === items[previous?.at ?? -1]) return shared(previous);
  if (role === 'caused' && previous) return { ...noSubject, subjects: previous.objects };
  if (role === 'ability') return shared(previous);
  const main = lastMain(clauses);
  if (verb.lemma === 'use' && verb.form === 'ing') return shared(main);
  if (near?.kind === 'group' && role === 'participle') return innermost(ofGroup(items, before, 0));
  if (near?.kind === 'group' && role === 'purpose' && main === undefined) return ofGroup(items, before, 0);
  if (near?.kind === 'group' && role === 'purpose' && main?.subjects.some(isFirstPerson)) {
    return main.objects.length > 0 && main.complements.length > 0
      ? { ...noSubject, subjects: main.objects }
      : ofGroup(items, before, 0);
  }
  if (near?.kind === 'comma' && verb.form !== 'ing')
    return ofGroup(items, chainStart(items, antecedent(items, before - 1)), 0);
  const introduced =
    main !== undefined && main.subjects.some(isFirstPerson) && introducing.has(main.verb.lemma) && main.at < at;
  return introduced && role === 'participle' && main.objects.length > 0
    ? { ...noSubject, subjects: main.objects }
    : shared(main);
}

/** "we introduce X, enabling Y": X is what enables. */
const introducing = new Set(
  'introduce propose present develop construct create design build release devise describe'.split(' '),
);

/** "performance of models trained on X": the participle belongs to the last noun. */
function innermost(subject: Subject): Subject {
  const only = subject.subjects.length === 1 ? subject.subjects[0] : undefined;
  return only && only.of.length > 0 ? { ...subject, subjects: only.of } : subject;
}

/** The first group of a chain that prepositions link. */
function chainStart(items: Item[], from: number): number {
  let at = from;
  while (items[at - 1]?.kind === 'preposition' && items[at - 2]?.kind === 'group') at -= 2;
  return at;
}

export const isFirstPerson = (phrase: Phrase): boolean =>
  phrase.pronoun && firstPerson.has(phrase.words[0]?.lower ?? '');

type Rest = Pick<Clause, 'objects' | 'gerundObject' | 'adjective' | 'complements'>;

/** What follows the verb: object or adjective, then prepositional complements up to the end of the clause. */
function restOf(items: Item[], at: number): Rest {
  const rest: Rest = { objects: [], gerundObject: null, adjective: null, complements: [] };
  let next = skipAdverbs(items, at + 1);
  const first = items[next];
  const followed = asVerb(items[skipAdverbs(items, next + 1)]);
  if (
    first?.kind === 'group' &&
    !(followed?.verb.form === 'finite' && reportingVerbs.has(asVerb(items[at])?.verb.lemma ?? ''))
  ) {
    rest.objects = first.phrases;
    next++;
  } else if (first?.kind === 'adjective') {
    rest.adjective = first.words;
    next++;
  } else if (first?.kind === 'verb' && first.verb.form === 'ing' && next === at + 1) {
    const object = asGroup(items[next + 1]);
    rest.gerundObject = first.verb;
    if (object) rest.objects = object.phrases;
    next += object ? 2 : 1;
  }
  rest.complements = complementsFrom(items, next);
  return rest;
}

function complementsFrom(items: Item[], from: number): Complement[] {
  const complements: Complement[] = [];
  for (let at = from; at < from + lookBehind; at++) {
    const item = items[at];
    if (item?.kind === 'adverb' || item?.kind === 'other' || item?.kind === 'and' || item?.kind === 'adjective')
      continue;
    if (item?.kind === 'comma' && items[at + 1]?.kind === 'preposition') continue;
    if (item?.kind !== 'preposition') return complements;
    const group = asGroup(items[at + 1]);
    const gerund = asVerb(items[skipAdverbs(items, at + 1)]);
    const absolute = item.text === 'with' && asVerb(items[skipAdverbs(items, at + 2)]);
    if (absolute && ['ing', 'bare-past'].includes(absolute.verb.form)) return complements;
    if (group) complements.push({ preposition: item.text, phrases: group.phrases, gerund: null });
    else if (gerund?.verb.form === 'ing') {
      const object = asGroup(items[skipAdverbs(items, items.indexOf(gerund) + 1)]);
      complements.push({ preposition: item.text, phrases: object?.phrases ?? [], gerund: gerund.verb });
      return complements;
    } else return complements;
    at++;
  }
  return complements;
}

/** Is the clause only a report of the clause that follows ("we find that", "it is shown that")? */
function isReporting(items: Item[], at: number, verb: VerbGroup): boolean {
  if (!reportingVerbs.has(verb.lemma)) return false;
  let next = skipAdverbs(items, at + 1);
  while (items[next]?.kind === 'preposition' && items[next + 1]?.kind === 'group') next += 2;
  if (items[next]?.kind === 'that') return true;
  const implied = asVerb(items[skipAdverbs(items, next + 1)]);
  return items[next]?.kind === 'group' && implied?.verb.form === 'finite';
}

const abilities = new Set(['ability', 'potential', 'capacity', 'capability', 'tendency', 'power']);

/** "allows models to V" and "has the ability to V": the infinitive says what the clause before only opens. */
function afterObject(role: Role, previous: Clause | undefined): Role {
  if (role !== 'purpose' || previous === undefined || previous.objects.length === 0) return role;
  if (causatives.has(previous.verb.lemma)) return 'caused';
  const object = previous.objects.at(-1)?.words.at(-1)?.lower ?? '';
  return previous.verb.lemma === 'have' && abilities.has(object) ? 'ability' : role;
}

/** Adverbs behind the verb count like those inside of it. */
function withAdverbs(items: Item[], at: number, verb: VerbGroup): VerbGroup {
  const adverbs: string[] = [];
  for (let next = at + 1; items[next]?.kind === 'adverb'; next++)
    adverbs.push((items[next] as Extract<Item, { text: string }>).text);
  return adverbs.length === 0 ? verb : { ...verb, adverbs: [...verb.adverbs, ...adverbs] };
}

/** "did not enhance or reduce": what "or" adds is denied too. */
function continuesDenial(items: Item[], at: number, previous: Clause | undefined): boolean {
  const joint = items[at - 1];
  return (
    previous !== undefined &&
    previous.verb.negated &&
    joint?.kind === 'and' &&
    (joint.text === 'or' || joint.text === 'nor')
  );
}

/** "generate and curate X": the first of two joined verbs has the object of the second. */
function shareObjects(items: Item[], clauses: Clause[]): void {
  clauses.forEach((clause, index) => {
    const next = clauses[index + 1];
    const joined = items[clause.at + 1]?.kind === 'and' && next?.at === clause.at + 2;
    if (joined && clause.objects.length === 0 && clause.adjective === null && clause.complements.length === 0)
      clause.objects = next.objects;
  });
}

/** The clauses of a stretch of a sentence, in the order of their verbs. */
export function findClauses(items: Item[]): Clause[] {
  const clauses: Clause[] = [];
  let reports: Clause[] = [];
  items.forEach((item, at) => {
    if (item.kind === 'stop' && item.text !== ':') reports = [];
    if (item.kind !== 'verb') return;
    const role = afterObject(roleOf(items, at, item.verb), clauses.at(-1));
    const clause: Clause = {
      verb: withAdverbs(items, at, item.verb),
      role,
      ...subjectOf(items, at, item.verb, role, clauses),
      ...restOf(items, at),
      reports,
      host:
        (role === 'purpose' && clauses.at(-1)?.at === skipAdverbsBack(items, at - 1)
          ? clauses.at(-1)
          : lastMain(clauses)) ?? null,
      at,
      isReport: isReporting(items, at, item.verb),
    };
    if (continuesDenial(items, at, clauses.at(-1))) clause.verb = { ...clause.verb, negated: true };
    clauses.push(clause);
    if (clause.isReport) reports = [...reports.slice(-3), clause];
  });
  shareObjects(items, clauses);
  return clauses;
}
