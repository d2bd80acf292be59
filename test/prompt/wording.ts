import type { Draft, DraftRelation } from '../../src/types/draft.ts';
import type { Quantity } from '../../src/types/fact.ts';

/** What the tests of the worked examples need of copying and number checks; small, quadratic, and only for them. */

export const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('_', ' ')
    .match(/[\p{L}\p{N}]+(?:[.,][\p{N}]+)*/gu) ?? [];

/** The longest run of words that two texts share, each word as often as it stands there. */
export function longestSharedRun(text: string, source: string): string[] {
  const [left, right] = [words(text), words(source)];
  let best: string[] = [];
  for (let start = 0; start < left.length; start += 1) {
    for (let other = 0; other < right.length; other += 1) {
      let length = 0;
      while (left[start + length] !== undefined && left[start + length] === right[other + length]) length += 1;
      if (length > best.length) best = left.slice(start, start + length);
    }
  }
  return best;
}

/** Numbers of a text as values: `3 × 10^18` is one number, a digit inside a name like SnSb2Te4 or @xmath2 is none. */
export function numbersOf(text: string): number[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}.^-])(\d+(?:\.\d+)?)(?: × 10\^(-?\d+))?/gu);
  return Array.from(found, ([, digits, exponent]) => Number(`${digits}e${exponent ?? 0}`));
}

const relationWords = (draft: Draft, relation: DraftRelation): string => {
  const nameOf = (id: string) => draft.entities.find((entity) => entity.id === id)?.name ?? '';
  const object = relation.object.entity === null ? relation.object.value : nameOf(relation.object.entity);
  return [nameOf(relation.subject), relation.predicate, object ?? '', ...relation.conditions].join(' ');
};

/** Every string that a reader may read in one go: single fields, and the neighbouring fields of each fact joined. */
export function readings(draft: Draft): string[] {
  return [
    draft.summary ?? '',
    ...draft.entities.flatMap((entity) => [[entity.name, ...entity.aliases].join(' '), ...entity.aliases]),
    ...draft.entities.flatMap((entity) =>
      entity.attributes.flatMap((attribute) => [
        [entity.name, attribute.name, attribute.value, ...attribute.conditions].join(' '),
        [attribute.value, ...attribute.conditions].join(' '),
      ]),
    ),
    ...draft.relations.map((relation) => relationWords(draft, relation)),
  ];
}

/** All strings of a draft that count as output: each once, ids, types and numbers of quantities aside. */
export function allStrings(draft: Draft): string[] {
  return [
    draft.summary ?? '',
    ...draft.entities.flatMap((entity) => [entity.name, ...entity.aliases]),
    ...draft.entities
      .flatMap((entity) => entity.attributes)
      .flatMap((fact) => [fact.name, fact.value, ...fact.conditions]),
    ...draft.relations.flatMap((fact) => [fact.predicate, fact.object.value ?? '', ...fact.conditions]),
  ];
}

/** What each quantity of a draft types, and the words that it types. */
export function typedValues(draft: Draft): { wording: string; quantity: Quantity | null }[] {
  return [
    ...draft.entities
      .flatMap((entity) => entity.attributes)
      .map(({ value, quantity }) => ({ wording: value, quantity })),
    ...draft.relations.map(({ object }) => ({ wording: object.value ?? '', quantity: object.quantity })),
  ];
}
