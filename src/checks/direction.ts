import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { contentStems } from './core.ts';
import { classCount, type Direction, directionsOf } from './directionWords.ts';
import type { Fact } from './fields.ts';
import { matchesIn } from './matching.ts';
import { orientationOf } from './orientation.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** Comparisons and changes go the way that the cited sentences say: neither the words nor the two sides are swapped. */
export const direction: Check = {
  name: 'direction',
  looksAt: 'words of direction ("higher", "decreased", "outperforms") and the two sides of a relation',
  threshold:
    'the fact has one direction and the cited sentences only the opposite near its words, or its sides are swapped: fails',
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

/** Words on either side of a word of direction within which it speaks of what the fact shares with the sentence. */
const nearby = 8;

function isOpposite(cited: readonly SourceSentence[], fact: Fact): boolean {
  const own = signs([...fact.labelWords, ...fact.valueWords].flatMap(directionsOf));
  if (own.every((sign) => sign !== 1 && sign !== -1)) return false;
  const plain = [...contentStems(fact.labelWords, fact.valueWords)].filter((key) => directionsOf(key).length === 0);
  const stems = [...plain, ...contentStems(...fact.nameWords)];
  const theirs = signs(cited.flatMap((sentence) => sentence.words.flatMap((word) => directionsOf(word.text))));
  return own.some((sign, at) => {
    if ((sign !== 1 && sign !== -1) || theirs[at] !== -sign) return false;
    return cited.some((sentence) => isNear(sentence, stems, { class: at, sign: sign === 1 ? -1 : 1 }));
  });
}

/** For each class 1 or −1 where only that direction is said, 0 for both, null for none. */
function signs(directions: readonly Direction[]): (1 | -1 | 0 | null)[] {
  const found: (1 | -1 | 0 | null)[] = new Array(classCount).fill(null);
  for (const { class: at, sign } of directions) found[at] = found[at] === null || found[at] === sign ? sign : 0;
  return found;
}

function isNear(sentence: SourceSentence, stems: readonly string[], wanted: Direction): boolean {
  const places = matchesIn(sentence, stems).flatMap((match) => match.places);
  return sentence.words.some(
    (word, at) =>
      directionsOf(word.text).some((one) => one.class === wanted.class && one.sign === wanted.sign) &&
      places.some((place) => Math.abs(place - at) <= nearby),
  );
}
