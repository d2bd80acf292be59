import { canonicalUnit } from '../text/unit-symbols.ts';
import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { clausesOf } from './clauses.ts';
import { contentStems } from './core.ts';
import { boundKey, directionsIn, directionsOf, type SaidDirection } from './direction-words.ts';
import type { Fact } from './fields.ts';
import { matchesIn } from './matching.ts';
import { isConverse } from './order-in-time.ts';
import { orientationOf } from './orientation.ts';
import { remembered } from './remembered.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** Words on either side of a word of direction within which it speaks of what the fact shares with the sentence. */
const nearby = 8;

/** Comparisons and changes go the way that the cited sentences say: neither the words nor the two sides are swapped. */
export const direction: Check = {
  name: 'direction',
  looksAt: 'words of direction ("higher", "decreased", "outperforms") and the two sides of a relation',
  threshold: `the fact has one direction and the cited sentences only the opposite, within ${nearby} words of its own and in their clause, or its sides are swapped: fails`,
  says: 'the direction is reversed',
  run: (source, view) => view.facts.flatMap((fact) => findingOf(source, fact)),
};

function findingOf(source: PassageSource, fact: Fact): Finding[] {
  const cited = citedSentences(source, fact.evidence);
  const orientations = fact.names.length === 2 ? cited.map((sentence) => orientationOf(sentence, fact)) : [];
  if (orientations.includes('reversed') && !orientations.includes('kept')) {
    return [say(fact, 'the two sides of the relation are the other way round in the cited sentence')];
  }
  if (orientations.includes('kept') || fact.polarity === 'negated') return [];
  return isOpposite(cited, fact) ? [say(fact, 'the cited sentence says the opposite direction')] : [];
}

const say = (fact: Fact, reason: string): Finding =>
  findingAtFact(fact, {
    check: 'direction',
    severity: 'fail',
    reason,
    message: `${reason}: check which is which, and correct it`,
  });

const directionsOfSentence = remembered(({ words }: SourceSentence) => directionsIn(words.map((word) => word.text)));

function isOpposite(cited: readonly SourceSentence[], fact: Fact): boolean {
  const own = signsOf(directionsIn([...fact.labelWords, ...fact.valueWords]));
  if (own.size === 0) return false;
  const units = canonicalUnit(fact.quantity?.unit ?? '') === null ? new Set() : contentStems(unitWords(fact));
  const plain = [...contentStems(fact.labelWords, fact.valueWords)].filter(
    (key) => directionsOf(key).length === 0 && !units.has(key),
  );
  const stems = [...plain, ...contentStems(...fact.nameWords)];
  const said = cited.map((sentence) =>
    directionsOfSentence(sentence).filter(
      (one) =>
        !isOtherBound(sentence, one, fact) &&
        !isConverse(sentence, one, fact) &&
        !isOfCondition(sentence, one, fact, stems),
    ),
  );
  const theirs = signsOf(said.flat());
  return [...own].some(([key, sign]) => {
    if (sign === 0 || theirs.get(key) !== -sign) return false;
    return cited.some((sentence, at) => isNear(sentence, stems, said[at]?.filter((one) => one.key === key) ?? []));
  });
}

/** Whether a word of direction only bounds a number that the fact does not have: "at energies below some 50 eV". */
function isOtherBound({ words }: SourceSentence, { key, at }: SaidDirection, fact: Fact): boolean {
  if (key !== boundKey) return false;
  const next = /^(?:some|about|around|roughly|nearly|approximately|ca)$/.test(words[at + 1]?.text ?? '')
    ? at + 2
    : at + 1;
  const number = words[next]?.text ?? '';
  return /^\p{Nd}/u.test(number) && ![fact.labelWords, fact.valueWords, fact.conditionWords].flat().includes(number);
}

/** Words on either side of a direction within which a condition speaks of the same. */
const adjacent = 3;

/** Whether a direction is that of a condition which stands nearer to it than what the fact says: "when lakes fell" for "fall of lakes". */
function isOfCondition(
  sentence: SourceSentence,
  { key, sign, at }: SaidDirection,
  fact: Fact,
  stems: readonly string[],
): boolean {
  if (fact.conditions.length === 0 || signsOf(directionsIn(fact.conditionWords)).get(key) !== sign) return false;
  const plain = [...contentStems(fact.conditionWords)].filter((stem) => directionsOf(stem).length === 0);
  const nearest = (keys: readonly string[]): number =>
    Math.min(...matchesIn(sentence, keys).flatMap(({ places }) => places.map((place) => Math.abs(place - at))));
  return nearest(plain) <= Math.min(adjacent, nearest(stems) - 1);
}

const unitWords = (fact: Fact): string[] => fact.fields.find(({ kind }) => kind === 'unit')?.words ?? [];

/** Of each key 1 or −1 where only that direction is said, 0 for both. */
function signsOf(directions: readonly SaidDirection[]): Map<string, 1 | -1 | 0> {
  const found = new Map<string, 1 | -1 | 0>();
  for (const { key, sign } of directions) found.set(key, (found.get(key) ?? sign) === sign ? sign : 0);
  return found;
}

/**
 * Whether what the fact shares with the sentence stands near one of the directions, in its clause. A number before "and" is not
 * that of the step behind it: "9 min at 90 °C and cooled".
 */
function isNear(sentence: SourceSentence, stems: readonly string[], directions: readonly SaidDirection[]): boolean {
  const clauses = clausesOf(sentence);
  const matches = matchesIn(sentence, stems);
  return directions.some(({ at }) => {
    const isStep = sentence.words[at - 1]?.text === 'and';
    return matches.some(({ stem, places }) =>
      places.some(
        (place) =>
          Math.abs(place - at) <= nearby &&
          clauses[place] === clauses[at] &&
          !(isStep && place < at && /^\p{Nd}/u.test(stem)),
      ),
    );
  });
}
