import { asGroup, type GroupItem, type Item } from '../../src/engines/offline/items.ts';
import { headOf, type Phrase } from '../../src/engines/offline/phrases.ts';
import type { Span, Stretch, Tuple } from './spans.ts';

const single = (item: Item | undefined): Phrase | undefined => asGroup(item)?.phrases.at(-1);
const isName = (phrase: Phrase): boolean => headOf(phrase)?.tag === 'PROPN' && phrase.quantity === null;
const isCommon = (phrase: Phrase): boolean => headOf(phrase)?.tag === 'NOUN' && !phrase.pronoun;

const is = (sign: string, subject: Span, object: Span, implied = 'be'): Tuple => ({
  implied,
  subject: [subject],
  predicate: [],
  object: [object],
  evidence: ['pattern apposition', sign],
});

/** A group with the prepositional phrases after it. */
function withTail(items: Item[], at: number, group: GroupItem): { to: number; end: number } {
  let end = at + 1;
  let to = group.to;
  while (items[end]?.kind === 'preposition' && items[end + 1]?.kind === 'group') {
    to = items[end + 1]?.to ?? to;
    end += 2;
  }
  return { to, end };
}

/** "Ann Ray, the owner of the firm," and "the owner, Ann Ray,". */
function afterComma({ items }: Stretch, at: number): Tuple[] {
  const first = single(items[at]);
  const second = asGroup(items[at + 2]);
  const phrase = second?.phrases[0];
  if (!first || !second || !phrase || items[at + 1]?.kind !== 'comma' || second.phrases.length > 1) return [];
  const { to, end } = withTail(items, at + 2, second);
  const closes = items[end]?.kind === 'comma' || items[end]?.kind === 'stop' || items[end] === undefined;
  const determined = phrase.determiner !== null || items[end - 1] !== items[at + 2];
  if (isName(first) && isName(phrase) && closes)
    return [is('place', [first.from, first.to], [phrase.from, to], 'be in')];
  if (isName(first) && isCommon(phrase) && (closes || determined))
    return [is('apposition', [first.from, first.to], [phrase.from, to])];
  if (isCommon(first) && /^(?:an?|the)$/.test(phrase.determiner ?? '') && isCommon(phrase) && closes)
    return [is('apposition-common', [first.from, first.to], [phrase.from, to])];
  return isCommon(first) && isName(phrase) && first.determiner !== null && closes
    ? [is('apposition-name', [phrase.from, to], [first.from, first.to])]
    : [];
}

/** "author Ann Ray", "former president Ray": common nouns right before a name. */
function title({ words, items }: Stretch, at: number): Tuple[] {
  return (asGroup(items[at])?.phrases ?? []).flatMap((phrase) => {
    const begin = phrase.to - phrase.words.length;
    let name = phrase.to;
    while (name > begin && words[name - 1]?.tag === 'PROPN') name--;
    const before = words[name - 1];
    if (name === begin || name === phrase.to || before?.tag !== 'NOUN' || !/^\p{Ll}/u.test(before.text)) return [];
    return [is('title', [name, phrase.to], [begin, name])];
  });
}

/** "the law (Act 5)". */
export function appositions(stretch: Stretch): Tuple[] {
  return stretch.items.flatMap((_item, at) => [...afterComma(stretch, at), ...title(stretch, at)]);
}
