import type { Dropped } from '../types/checked.ts';
import type { Draft, DraftAttribute, DraftEntity, DraftRelation } from '../types/draft.ts';
import type { Qualifiers } from '../types/fact.ts';
import { mergeEntities } from './entities.ts';
import { foldName, tidyDraft } from './tidy.ts';

export type Structured = { draft: Draft; dropped: Dropped[] };

type Report = (what: Dropped['what'], pointer: string, reason: string, evidence?: number[]) => void;

/**
 * Makes a draft sound: tidied texts, one entity per name and id, references that lead somewhere, evidence within the
 * passage's `sentenceCount` sentences, no empty and no repeated fact. What can't be kept is dropped and listed, with its
 * pointer into the draft as it was given.
 */
export function structureDraft(given: Draft, sentenceCount: number): Structured {
  const dropped: Dropped[] = [];
  const report: Report = (what, pointer, reason, evidence = []) => {
    dropped.push({ what, pointer, check: 'structure', reason, evidence });
  };
  const tidy = tidyDraft(given);
  const named = tidy.entities.flatMap((entity, at) => nameEntity(entity, `/entities/${at}`, report));
  const sound = named.map((entry) => ({
    ...entry,
    entity: soundEntity(entry.entity, entry.pointer, sentenceCount, report),
  }));
  const { entities, resolve } = mergeEntities(sound.map(({ entity }) => entity));
  const relations = tidy.relations.flatMap((relation, at) => {
    const pointer = `/relations/${at}`;
    const resolved = resolveRelation(relation, pointer, resolve, report);
    return resolved === null ? [] : soundFact(resolved, 'relation', pointer, sentenceCount, report);
  });
  const merged = entities.map((entity) => ({ ...entity, attributes: withoutRepeats(entity.attributes) }));
  return { draft: { summary: tidy.summary, entities: merged, relations: withoutRepeats(relations) }, dropped };
}

/** An entity without a name takes its first alias; without that it goes, with what was said of it. */
function nameEntity(entity: DraftEntity, pointer: string, report: Report): { entity: DraftEntity; pointer: string }[] {
  const name = entity.name || entity.aliases.find((alias) => alias !== '');
  if (name !== undefined) return [{ entity: { ...entity, name }, pointer }];
  report('entity', pointer, 'the entity has no name');
  for (const [at, attribute] of entity.attributes.entries()) {
    report('attribute', `${pointer}/attributes/${at}`, 'its entity has no name', attribute.evidence);
  }
  return [];
}

function soundEntity(entity: DraftEntity, pointer: string, sentenceCount: number, report: Report): DraftEntity {
  const attributes = entity.attributes.flatMap((attribute, at) => {
    const place = `${pointer}/attributes/${at}`;
    const missing = attribute.name === '' ? 'name' : attribute.value === '' ? 'value' : null;
    if (missing === null) return soundFact<DraftAttribute>(attribute, 'attribute', place, sentenceCount, report);
    report('attribute', place, `the attribute has no ${missing}`, attribute.evidence);
    return [];
  });
  return { ...entity, aliases: soundAliases(entity, pointer, report), attributes };
}

function soundAliases(entity: DraftEntity, pointer: string, report: Report): string[] {
  const seen = new Set([foldName(entity.name)]);
  return entity.aliases.filter((alias, at) => {
    if (alias === '') report('alias', `${pointer}/aliases/${at}`, 'the alias is empty');
    const isNew = alias !== '' && !seen.has(foldName(alias));
    seen.add(foldName(alias));
    return isNew;
  });
}

/** A fact with its evidence in range, in order and without repeats; none when no evidence is left. */
function soundFact<Fact extends Qualifiers>(
  fact: Fact,
  what: 'attribute' | 'relation',
  pointer: string,
  sentenceCount: number,
  report: Report,
): Fact[] {
  const inRange = fact.evidence.filter((number) => Number.isInteger(number) && number >= 1 && number <= sentenceCount);
  const evidence = [...new Set(inRange)].sort((one, other) => one - other);
  if (evidence.length === 0) {
    const reason = fact.evidence.length === 0 ? 'the fact cites no sentence' : 'no cited sentence is in the passage';
    report(what, pointer, reason, fact.evidence);
    return [];
  }
  for (const [at, condition] of fact.conditions.entries()) {
    if (condition === '') report('condition', `${pointer}/conditions/${at}`, 'the condition is empty', evidence);
  }
  const conditions = [...new Set(fact.conditions.filter((condition) => condition !== ''))];
  return [{ ...fact, conditions, evidence }];
}

type Resolve = (reference: string) => string | null;

function resolveRelation(
  relation: DraftRelation,
  pointer: string,
  resolve: Resolve,
  report: Report,
): DraftRelation | null {
  const refuse = (reason: string): null => {
    report('relation', pointer, reason, relation.evidence);
    return null;
  };
  const subject = resolve(relation.subject);
  if (subject === null) return refuse('its subject is no entity of the draft');
  if (relation.predicate === '') return refuse('the relation has no predicate');
  const { entity, value, quantity } = relation.object;
  const target = entity === null ? null : resolve(entity);
  if (target !== null) return { ...relation, subject, object: { entity: target, value: null, quantity: null } };
  if (value !== null) return { ...relation, subject, object: { entity: null, value, quantity } };
  return refuse(entity === null ? 'the relation has no object' : 'its object is no entity of the draft');
}

/** Facts that say the same are one fact, with the evidence of all. */
function withoutRepeats<Fact extends Qualifiers>(facts: Fact[]): Fact[] {
  if (facts.length < 2) return facts;
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const key = JSON.stringify({ ...fact, evidence: [] });
    const before = kept.get(key);
    const evidence = before === undefined ? fact.evidence : [...new Set([...before.evidence, ...fact.evidence])];
    kept.set(key, { ...fact, evidence: evidence.sort((one, other) => one - other) });
  }
  return [...kept.values()];
}
