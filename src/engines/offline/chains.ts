import type { Item, VerbItem } from './items.ts';
import { catenatives, reportingVerbs } from './lexicon.ts';
import type { VerbGroup } from './verbs.ts';

const chainAdjectives = new Set(['able', 'likely', 'unlikely', 'known', 'capable']);

/** Joins "begin to V", "is able to V" and "was found to V" into one verb group that speaks of V. */
export function joinChains(items: Item[]): Item[] {
  const joined: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) break;
    const last = joined.at(-1);
    if (item.kind !== 'verb' || item.verb.form !== 'infinitive' || last === undefined) {
      joined.push(item);
      continue;
    }
    const merged = mergedWith(joined, last, item);
    if (merged === null) joined.push(item);
    else joined.splice(merged.at, joined.length - merged.at, merged.item);
  }
  return joined;
}

/** "are independent of the samples used to V": a clause with a verb has no second one here, so the samples serve to V. */
function isTool(joined: Item[], { verb }: VerbItem): boolean {
  if (verb.lemma !== 'use' || verb.form !== 'bare-past') return false;
  const before = joined.findLast(
    ({ kind }, at) => at < joined.length - 1 && kind !== 'group' && kind !== 'preposition',
  );
  return before?.kind === 'verb' || before?.kind === 'adjective';
}

function mergedWith(joined: Item[], last: Item, item: VerbItem): { at: number; item: Item } | null {
  if (
    last.kind === 'verb' &&
    ((catenatives.has(last.verb.lemma) && !last.verb.passive && !isTool(joined, last)) ||
      (last.verb.passive && reportingVerbs.has(last.verb.lemma)))
  ) {
    return { at: joined.length - 1, item: merge(last.verb, item, last.verb.lemma) };
  }
  const before = joined.at(-2);
  const adjective = last.kind === 'adjective' ? (last.words.at(-1)?.lower ?? '') : '';
  const degree = last.kind === 'adjective' ? last.words.find(({ lower }) => /^(?:more|less)$/.test(lower)) : undefined;
  if (chainAdjectives.has(adjective) && before?.kind === 'verb' && before.verb.lemma === 'be') {
    return {
      at: joined.length - 2,
      item: merge(before.verb, item, degree && adjective === 'likely' ? `${degree.lower} ${adjective}` : adjective),
    };
  }
  return null;
}

/** "factors known to limit growth": such a verb is a participle where it is not in the passive. */
const said = new Set('know find show believe think report suggest predict consider say'.split(' '));

function merge(first: VerbGroup, second: VerbItem, link: string): Item {
  const negates = link === 'fail' || link === 'cease' || link === 'unlikely';
  const verb: VerbGroup = {
    ...second.verb,
    from: first.from,
    form: first.form === 'bare-past' && !said.has(link) ? 'finite' : first.form,
    negated: (first.negated || second.verb.negated) !== negates,
    modal: first.modal,
    adverbs: [...first.adverbs, ...second.verb.adverbs],
    chain: [...first.chain, link],
  };
  return { kind: 'verb', verb, from: first.from, to: second.to };
}
