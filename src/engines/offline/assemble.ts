import type { Draft, DraftAttribute, DraftEntity, DraftRelation } from '../../types/draft.ts';
import type { Acronym } from './acronyms.ts';
import type { Claim, Subject } from './claims.ts';
import { confidenceOf } from './confidence.ts';
import type { CopyGuard } from './copying.ts';
import { keyOf, newRegistry, type Registry } from './entities.ts';
import { gather } from './gather.ts';
import { typeOfName } from './kinds.ts';
import { countWords } from './names.ts';
import type { Publisher } from './publishing.ts';
import type { Fitted } from './wording.ts';

type RelationClaim = Extract<Claim, { kind: 'relation' }>;
type AttributeClaim = Extract<Claim, { kind: 'attribute' }>;
type Claimed = RelationClaim | AttributeClaim;

/** The fact is told in another place as well. */
function again(known: DraftAttribute | DraftRelation, claim: Claimed): void {
  if (!known.evidence.includes(claim.sentence)) known.evidence.push(claim.sentence);
  known.confidence = Math.max(known.confidence ?? 0, confidenceOf(claim.evidence));
}

/** Modifiers that say nothing of the thing by itself. */
const relative =
  /(?:er|est|ing)$|^(?:proposed|used|given|repeated|other|several|main|major|fundamental|first|second|initial|present|current|different|various|same|similar|recent|further|additional|additional|important|significant|respective|corresponding|possible|potential)$/i;

/** "Eocene-early", "desorption/ionization-time-of": a piece of a range or of a long term, and no modifier. */
const debris = /^\p{Lu}\p{Ll}+[-–](?:early|late|mid|middle|to)$|[/–]\S*[-–]|-\S*-|[-–](?:of|to|and|in|by)$/u;

/** Modifiers that did not fit into a name are told beside it, so that nothing is lost. */
function addDetails(entity: DraftEntity, subject: Subject, fitted: Fitted, claim: Claimed, guard: CopyGuard): void {
  const told = fitted.dropped.filter((word) => /\p{L}{2}/u.test(word) && !relative.test(word));
  const left = told.some((word) => debris.test(word)) ? '' : told.join(' ');
  const details = [
    ...subject.details.filter(
      (detail) => !detail.value.split(/,? /).some((word) => relative.test(word) || debris.test(word)),
    ),
    ...(left === '' ? [] : [{ name: 'characteristic', value: left, quantity: null }]),
  ];
  for (const detail of details) {
    if (!guard.fieldPasses(detail.value)) continue;
    if (entity.attributes.some((known) => known.name === detail.name && known.value === detail.value)) continue;
    entity.attributes.push({
      name: detail.name,
      value: detail.value,
      quantity: detail.quantity?.quantity ?? null,
      conditions: [],
      polarity: 'affirmed',
      certainty: 'stated',
      evidence: [claim.sentence],
      confidence: confidenceOf(claim.evidence),
    });
  }
}

function addAttribute(registry: Registry, claim: AttributeClaim, publisher: Publisher): void {
  const { subject, name, value, quantity } = claim;
  const fitted = publisher.owner(claim);
  if (fitted === null) return;
  const entity = registry.entity(fitted.name);
  addDetails(entity, subject, fitted, claim, publisher.guard);
  const known = entity.attributes.find((attribute) => attribute.name === name && attribute.value === value);
  if (known) {
    again(known, claim);
    return;
  }
  const conditions = publisher.conditions(claim, [fitted.name, name, value]);
  entity.attributes.push({
    name,
    value,
    quantity,
    conditions,
    polarity: claim.polarity,
    certainty: claim.certainty,
    evidence: [claim.sentence],
    confidence: confidenceOf(claim.evidence),
  });
}

type Relating = {
  registry: Registry;
  publisher: Publisher;
  relations: (DraftRelation & { from: DraftEntity; to: DraftEntity })[];
};

function addRelation({ registry, publisher, relations }: Relating, claim: RelationClaim): void {
  const wording = publisher.relation(claim);
  if (wording === null) return;
  const { subject, predicate, object, isTurned } = wording;
  const [first, second] = isTurned ? [claim.object, claim.subject] : [claim.subject, claim.object];
  if (keyOf(subject.name) === keyOf(object.name)) return;
  const from = registry.entity(subject.name);
  const to = registry.entity(object.name);
  if (from === to) return;
  addDetails(from, first, subject, claim, publisher.guard);
  addDetails(to, second, object, claim, publisher.guard);
  if (claim.predicate === 'is_a' && from.type === 'other') from.type = typeOfName(to.name);
  const known = relations.find(
    (relation) =>
      relation.from === from &&
      relation.to === to &&
      relation.predicate === predicate &&
      relation.polarity === claim.polarity,
  );
  if (known) {
    again(known, claim);
    return;
  }
  relations.push({
    from,
    to,
    subject: '',
    predicate,
    object: { entity: '', value: null, quantity: null },
    conditions: publisher.conditions(claim, [subject.name, predicate, object.name]),
    polarity: claim.polarity,
    certainty: claim.certainty,
    evidence: [claim.sentence],
    confidence: confidenceOf(claim.evidence),
  });
}

/** Longest name in words that a reader takes in, and that surely may be published. */
const longestName = 5;

/** A long name with its acronym in the place of the long form: "LDDoS attacks". */
function shortOf(subject: Subject, acronyms: Acronym[]): Subject {
  if (countWords(subject.name) <= longestName) return subject;
  const lower = subject.name.toLowerCase();
  const found = acronyms.find(({ long }) => lower.includes(long.toLowerCase()));
  if (found === undefined || countWords(found.long) < 3) return subject;
  const at = lower.indexOf(found.long.toLowerCase());
  return {
    ...subject,
    name: `${subject.name.slice(0, at)}${found.short}${subject.name.slice(at + found.long.length)}`,
  };
}

/** The claim itself where nothing is long: what may be published of it may be known already. */
function abbreviated(claim: Claim, acronyms: Acronym[]): Claim {
  const subject = shortOf(claim.subject, acronyms);
  const object = claim.kind === 'relation' ? shortOf(claim.object, acronyms) : null;
  if (claim.kind === 'relation' && object !== null && object !== claim.object) return { ...claim, subject, object };
  return subject === claim.subject ? claim : { ...claim, subject };
}

/**
 * Claims to a draft: one entity per thing, facts that repeat joined, wording that is too close to the passage shortened.
 * There is no summary: patterns can't say in fresh words what the passage is about, and copying it is what must not be.
 */
export function assemble(claims: Claim[], acronyms: Acronym[], publisher: Publisher): Draft {
  const registry = newRegistry(acronyms.filter(({ long }) => publisher.guard.fieldPasses(long)));
  const relations: Relating['relations'] = [];
  for (const told of claims) {
    const claim = acronyms.length === 0 ? told : abbreviated(told, acronyms);
    if (claim.kind === 'relation') addRelation({ registry, publisher, relations }, claim);
    if (claim.kind === 'attribute') addAttribute(registry, claim, publisher);
  }
  for (const claim of claims) if (claim.kind === 'alias') registry.addAlias(claim.subject.name, claim.alias);
  const used = new Set<DraftEntity>(gather(relations, ({ from, to }) => [from, to]));
  const entities = registry.all().filter((entity) => entity.attributes.length > 0 || used.has(entity));
  entities.forEach((entity, index) => {
    entity.id = `e${index + 1}`;
  });
  return {
    summary: null,
    entities,
    relations: relations.map(({ from, to, ...relation }) => ({
      ...relation,
      subject: from.id,
      object: { entity: to.id, value: null, quantity: null },
    })),
  };
}
