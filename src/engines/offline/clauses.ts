import type { Clause, Complement } from './clause.ts';
import { restOf } from './complements.ts';
import { asVerb, type Item, skipAdverbs, skipAdverbsBack } from './items.ts';
import { reportingVerbs, sayingVerbs } from './lexicon.ts';
import { afterObject, roleOf } from './roles.ts';
import { lastMain } from './subject-parts.ts';
import { subjectOf } from './subjects.ts';
import type { VerbGroup } from './verbs.ts';

/** Is the clause only a report of the clause that follows ("we find that", "it is shown that")? */
function isReporting(items: Item[], at: number, verb: VerbGroup): boolean {
  const says = sayingVerbs.has(verb.lemma);
  if (!says && !reportingVerbs.has(verb.lemma)) return false;
  let next = skipAdverbs(items, at + 1);
  while (items[next]?.kind === 'preposition' && items[next + 1]?.kind === 'group') next += 2;
  if (items[next]?.kind === 'that' || says) return items[next]?.kind === 'that';
  const implied = asVerb(items[skipAdverbs(items, next + 1)]);
  return items[next]?.kind === 'group' && implied?.verb.form === 'finite';
}

/** Adverbs behind the verb count like those inside of it. */
function withAdverbs(items: Item[], at: number, verb: VerbGroup): VerbGroup {
  const adverbs: string[] = [];
  for (let next = at + 1; items[next]?.kind === 'adverb'; next++)
    adverbs.push((items[next] as Extract<Item, { text: string }>).text);
  return adverbs.length === 0 ? verb : { ...verb, adverbs: [...verb.adverbs, ...adverbs] };
}

/** "were washed and dried at": the second of two joined participles is passive too, when no object follows it. */
function continuesPassive(items: Item[], at: number, previous: Clause | undefined): boolean {
  const bare = asVerb(items[at])?.verb.form === 'bare-past';
  const joined = items[skipAdverbsBack(items, at - 1)]?.kind === 'and';
  return bare && joined && previous?.verb.passive === true && items[skipAdverbs(items, at + 1)]?.kind !== 'group';
}

/** "used to build and test": the second verb of an infinitive hangs where the first does. */
function continuesPurpose(items: Item[], at: number, verb: VerbGroup, previous: Clause | undefined): boolean {
  const joined = items[skipAdverbsBack(items, at - 1)]?.kind === 'and';
  return (
    joined &&
    previous?.role === 'purpose' &&
    verb.modal === null &&
    verb.form === 'finite' &&
    verb.surface === verb.lemma
  );
}

/** "power dissipated or deposited in X": the second of two joined participles belongs where the first does. */
function continuesParticiple(items: Item[], at: number, verb: VerbGroup, previous: Clause | undefined): boolean {
  const joint = skipAdverbsBack(items, at - 1);
  return (
    verb.form === 'bare-past' &&
    items[joint]?.kind === 'and' &&
    previous?.role === 'participle' &&
    previous.verb.form === 'bare-past' &&
    previous.at === joint - 1
  );
}

const sharedFrom = (previous: Clause | undefined): Partial<Clause> =>
  previous
    ? {
        subjects: previous.subjects,
        subjectComplements: [],
        gerundSubject: previous.gerundSubject,
        host: previous.host,
      }
    : {};

/** "did not enhance or reduce": what "or" adds is denied too. */
function continuesDenial(items: Item[], at: number, previous: Clause | undefined): boolean {
  const joint = items[at - 1];
  return previous?.verb.negated === true && joint?.kind === 'and' && (joint.text === 'or' || joint.text === 'nor');
}

/** "dissipated or deposited in X", but "ignored or estimated as X". */
const isShared = (next: Clause, { preposition }: Complement): boolean =>
  next.objects.length > 0 || /^(?:in|at|on|by|during|under|within)$/.test(preposition);

/** "generate and curate X": the first of two joined verbs has the object of the second. */
function shareObjects(items: Item[], clauses: Clause[]): void {
  clauses.forEach((clause, index) => {
    const next = clauses[index + 1];
    const joined = items[clause.at + 1]?.kind === 'and' && next?.at === clause.at + 2;
    if (joined && clause.objects.length === 0 && clause.adjective === null && clause.complements.length === 0)
      Object.assign(clause, {
        objects: next.objects,
        complements: next.complements.filter((one) => isShared(next, one)),
      });
  });
}

/** The verb with what it goes on with from the clause before. */
function continued(items: Item[], at: number, verb: VerbGroup, previous: Clause | undefined): VerbGroup {
  const continues = continuesPassive(items, at, previous);
  const passive = verb.passive || continues;
  const modal = verb.modal ?? (continues ? (previous?.verb.modal ?? null) : null);
  const negated = verb.negated || continuesDenial(items, at, previous);
  const isSame = passive === verb.passive && modal === verb.modal && negated === verb.negated;
  return isSame ? verb : { ...verb, passive, negated, modal };
}

/** The clause of one verb, after those before it. */
function clauseAt(items: Item[], at: number, verb: VerbGroup, clauses: Clause[], reports: Clause[]): Clause {
  const previous = clauses.at(-1);
  const joins = continuesPurpose(items, at, verb, previous);
  const adds = continuesParticiple(items, at, verb, previous);
  const role = joins ? 'purpose' : adds ? 'participle' : afterObject(roleOf(items, at, verb), previous);
  const isTool = role === 'participle' && verb.lemma === 'use' && verb.form === 'ing';
  const hangsOnVerb = (role === 'purpose' || isTool) && previous?.at === skipAdverbsBack(items, at - 1);
  const { subjects, subjectComplements, gerundSubject } = subjectOf(items, at, verb, role, clauses);
  const { objects, gerundObject, adjective, complements } = restOf(items, at);
  const clause: Clause = {
    verb: continued(items, at, withAdverbs(items, at, verb), previous),
    role,
    subjects,
    subjectComplements,
    gerundSubject,
    objects,
    gerundObject,
    adjective,
    complements,
    reports,
    host: (hangsOnVerb ? previous : lastMain(clauses)) ?? null,
    at,
    isReport: isReporting(items, at, verb),
  };
  return joins || adds ? Object.assign(clause, sharedFrom(previous)) : clause;
}

/** The clauses of a stretch of a sentence, in the order of their verbs. */
export function findClauses(items: Item[]): Clause[] {
  const clauses: Clause[] = [];
  let reports: Clause[] = [];
  for (const [at, item] of items.entries()) {
    if (item.kind === 'stop' && item.text !== ':') reports = [];
    if (item.kind !== 'verb') continue;
    const clause = clauseAt(items, at, item.verb, clauses, reports);
    clauses.push(clause);
    if (clause.isReport) reports = [...reports.slice(-3), clause];
  }
  shareObjects(items, clauses);
  return clauses;
}
