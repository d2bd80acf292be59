import type { Draft } from '../types/draft.ts';

/**
 * Joins a draft with the additions of a second look. An entity of the additions that has the id and the name, or just the name, of
 * one that is known is that one; any other gets an id of its own, for a second look may use an id twice.
 */
export function mergeDrafts(known: Draft, added: Draft): Draft {
  const byName = new Map(known.entities.map(({ id, name }) => [name.toLowerCase(), id]));
  const taken = new Set(known.entities.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id, name } of added.entities) {
    const same = byName.get(name.toLowerCase());
    const own = same ?? freeId(taken);
    taken.add(own);
    ids.set(id, own);
  }
  const renamed = (id: string): string => ids.get(id) ?? id;
  const entities = added.entities.map((entity) => ({ ...entity, id: renamed(entity.id) }));
  const relations = added.relations.map((relation) => ({
    ...relation,
    subject: renamed(relation.subject),
    object: { ...relation.object, entity: relation.object.entity === null ? null : renamed(relation.object.entity) },
  }));
  const kept = known.entities.map((entity) => {
    const more = entities.filter(({ id }) => id === entity.id);
    return {
      ...entity,
      aliases: [...new Set([...entity.aliases, ...more.flatMap(({ aliases }) => aliases)])],
      attributes: [...entity.attributes, ...more.flatMap(({ attributes }) => attributes)],
    };
  });
  const isKnown = new Set(known.entities.map(({ id }) => id));
  return {
    summary: known.summary,
    entities: [...kept, ...entities.filter(({ id }) => !isKnown.has(id))],
    relations: [...known.relations, ...relations],
  };
}

function freeId(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`e${number}`)) number += 1;
  return `e${number}`;
}
