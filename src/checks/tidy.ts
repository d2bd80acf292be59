import type { Draft, DraftAttribute, DraftEntity, DraftRelation } from '../types/draft.ts';
import type { Quantity } from '../types/fact.ts';

/** What shows as nothing: format and control characters, tags, private use. It can hide words from a reader and from the checks. */
const unseen = /[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/gu;

/** Nearly all texts are: words of ASCII with one space between them. */
const isTidy = /^[!-~]+(?: [!-~]+)*$/;

/** Characters that are not seen gone, blanks at the ends too, each stretch of blanks one space. */
const tidyText = (text: string): string =>
  isTidy.test(text) ? text : text.replace(/\s+/g, ' ').replace(unseen, '').trim();

const isSnakeCase = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** A predicate in snake_case, whatever its notation was: "Is part-of", "isPartOf" → is_part_of. */
const snakeCase = (predicate: string): string =>
  isSnakeCase.test(predicate)
    ? predicate
    : predicate
        .normalize('NFKC')
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
        .toLowerCase()
        .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '_')
        .replace(/^_|_$/g, '');

/** Most names: letters and digits of ASCII at both ends, and nothing between that NFKC would change. */
const isPlainName = /^[A-Za-z0-9](?:[ -~]*[A-Za-z0-9])?$/;

/** Texts that are compared without regard to case and punctuation at their ends. */
export const foldName = (name: string): string =>
  isPlainName.test(name) && isTidy.test(name)
    ? name.toLowerCase()
    : tidyText(name.normalize('NFKC').toLowerCase()).replace(/^["'“”‘’]+|["'“”‘’.]+$/g, '');

const tidyQuantity = (quantity: Quantity | null): Quantity | null =>
  quantity === null ? null : { ...quantity, unit: tidyText(quantity.unit ?? '') || null };

const tidyAttribute = (attribute: DraftAttribute): DraftAttribute => ({
  ...attribute,
  name: tidyText(attribute.name),
  value: tidyText(attribute.value),
  quantity: tidyQuantity(attribute.quantity),
  conditions: attribute.conditions.map(tidyText),
});

const tidyEntity = (entity: DraftEntity): DraftEntity => ({
  ...entity,
  id: entity.id.trim(),
  name: tidyText(entity.name),
  aliases: entity.aliases.map(tidyText),
  attributes: entity.attributes.map(tidyAttribute),
});

const tidyRelation = (relation: DraftRelation): DraftRelation => ({
  ...relation,
  subject: relation.subject.trim(),
  predicate: snakeCase(relation.predicate),
  object: {
    entity: tidyText(relation.object.entity ?? '') || null,
    value: tidyText(relation.object.value ?? '') || null,
    quantity: tidyQuantity(relation.object.quantity),
  },
  conditions: relation.conditions.map(tidyText),
});

/** The draft with every text tidied; nothing is removed yet, so that all pointers stay. */
export const tidyDraft = (draft: Draft): Draft => ({
  summary: draft.summary === null ? null : tidyText(draft.summary) || null,
  entities: draft.entities.map(tidyEntity),
  relations: draft.relations.map(tidyRelation),
});
