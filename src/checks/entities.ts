import type { DraftEntity } from '../types/draft.ts';
import { foldName } from './tidy.ts';

export type Merged = {
  entities: DraftEntity[];
  /** The id that a reference means: an id of the draft, else the name or an alias of an entity; null for none. */
  resolve(reference: string): string | null;
};

/**
 * One entity for each name: entities of the same name and type (or one without a particular type) become one, which has
 * the attributes and aliases of all. An id that two different entities share stays with the first; the other gets a new one.
 */
export function mergeEntities(given: readonly DraftEntity[]): Merged {
  const entities: DraftEntity[] = [];
  const byId = new Map<string, string>();
  const byName = new Map<string, DraftEntity[]>();
  const taken = new Set(given.map((entity) => entity.id));
  for (const entity of given) {
    const same = (byName.get(foldName(entity.name)) ?? []).find((other) => isSameKind(other, entity));
    if (same !== undefined) {
      join(same, entity);
      if (!byId.has(entity.id)) byId.set(entity.id, same.id);
      continue;
    }
    const id = entity.id === '' || byId.has(entity.id) ? freshId(taken) : entity.id;
    const own = { ...entity, id, aliases: [...entity.aliases], attributes: [...entity.attributes] };
    entities.push(own);
    if (entity.id !== '' && !byId.has(entity.id)) byId.set(entity.id, id);
    byId.set(id, id);
    byName.set(foldName(entity.name), [...(byName.get(foldName(entity.name)) ?? []), own]);
  }
  return { entities, resolve: resolver(entities, byId) };
}

const isSameKind = (one: DraftEntity, other: DraftEntity): boolean =>
  one.type === other.type || one.type === 'other' || other.type === 'other';

function join(into: DraftEntity, from: DraftEntity): void {
  const known = new Set([into.name, ...into.aliases].map(foldName));
  into.aliases.push(...from.aliases.filter((alias) => !known.has(foldName(alias))));
  into.attributes.push(...from.attributes);
  if (into.type === 'other') into.type = from.type;
}

function freshId(taken: Set<string>): string {
  let number = taken.size + 1;
  while (taken.has(`e${number}`)) number += 1;
  taken.add(`e${number}`);
  return `e${number}`;
}

function resolver(entities: DraftEntity[], byId: Map<string, string>): Merged['resolve'] {
  const byText = new Map<string, string>();
  const learn = (text: string, id: string): void => {
    if (!byText.has(foldName(text))) byText.set(foldName(text), id);
  };
  for (const { name, id } of entities) learn(name, id);
  for (const { aliases, id } of entities) for (const alias of aliases) learn(alias, id);
  return (reference) => (reference === '' ? null : (byId.get(reference) ?? byText.get(foldName(reference)) ?? null));
}
