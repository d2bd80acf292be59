import type { Classified } from './classify.ts';

const referenceHeading =
  /^(?:\d+\.?\s+|[IVX]+\.\s+)?(?:references?(?: and notes| cited)?|bibliography|literature(?: cited)?|works cited|notes and references|reference list)$/i;

/** What may follow the references and is read again. */
const afterwards =
  /^(?:\d+\.?\s+|[A-Z]\.?\s+)?(?:appendi(?:x|ces)|supplement\w*|supporting information|figure legends?|methods|online methods|materials and methods|acknowledge?ments?)/i;

/** Sections with letters for numbers, as those of an appendix have. */
const lettered = /^[A-Z](?:\.\d+)*\.?\s+\p{Lu}\p{L}{2}/u;

/** So many entries in a row, each with a number and a year, are a list of references that has no heading. */
const minimalEntries = 6;

/** The blocks without the lists of references, from their heading to the next one that is no entry; captions stay. */
export function withoutReferences(items: Classified[]): Classified[] {
  const kept: Classified[] = [];
  let inReferences = false;
  for (const item of items) {
    if (item.kind === 'heading')
      inReferences =
        referenceHeading.test(item.text) || (inReferences && !afterwards.test(item.text) && !lettered.test(item.text));
    if (!inReferences || item.kind === 'caption') kept.push(item);
  }
  return withoutBareEntries(kept);
}

function withoutBareEntries(items: Classified[]): Classified[] {
  const isEntry = (item: Classified | undefined) =>
    item?.kind === 'paragraph' && /^(?:\[\d{1,3}\]|\d{1,3}\.)\s/.test(item.text) && /(?:19|20)\d\d/.test(item.text);
  let start = items.length;
  while (start > 0 && isEntry(items[start - 1])) start -= 1;
  return items.length - start >= minimalEntries ? items.slice(0, start) : items;
}
