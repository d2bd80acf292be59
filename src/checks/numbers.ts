import { type NumberIndex, type Presence, saysDownward } from '../text/number-match.ts';
import type { NumberMention } from '../text/number-mention.ts';
import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtField } from './check.ts';
import type { Fact, Field, View } from './fields.ts';
import { isImplied } from './implied.ts';
import type { PassageSource } from './source.ts';

/**
 * Numbers with their units, names with digits and formulas: those of a fact stand in the sentences that it cites, those
 * of names and of the summary in the passage.
 */
export const numbers: Check = {
  name: 'numbers',
  looksAt: 'numbers, percentages, ranges, units, dates, names with digits and formulas of every text',
  threshold: 'one that does not stand in the cited sentences (names, summary: in the passage) fails',
  says: 'the number drifted, lost its sign, has another unit, or stands in a sentence that is not cited',
  run: (source, view) => [...inFacts(source, view), ...inPassage(source, view)].map(report),
};

/** A number of a field that does not stand where it should. */
type Astray = { field: Field; mention: NumberMention; presence: Exclude<Presence, 'same'>; place: Place };

/** The sentences of a text: those that its fact cites, else the whole passage. */
type Place = { source: PassageSource; cited: NumberIndex[]; reading: string; fact: Fact | null };

const inFacts = (source: PassageSource, view: View): Astray[] =>
  view.facts.flatMap((fact) => {
    const cited = citedSentences(source, fact.evidence).map((sentence) => sentence.numbers);
    const place: Place = { source, cited, reading: fact.reading.map((field) => field.text).join(' '), fact };
    return fact.fields.filter((field) => field.kind !== 'unit').flatMap((field) => findIn(field, place));
  });

const inPassage = (source: PassageSource, view: View): Astray[] =>
  view.fields
    .filter((field) => field.kind === 'name' || field.kind === 'alias' || field.kind === 'summary')
    .flatMap((field) => findIn(field, { source, cited: textsOfName(source, field), reading: field.text, fact: null }));

/** A thing may bear the name that the text around the passage gives it. */
const textsOfName = ({ numbers, surroundings }: PassageSource, { kind }: Field): NumberIndex[] =>
  kind === 'summary' || surroundings === null ? [numbers] : [numbers, surroundings.numbers];

function findIn(field: Field, place: Place): Astray[] {
  return field.numbers().flatMap((mention) => {
    if (mention.soft && mention.spelled) return [];
    const isGlobal = mention.soft || mention.kind === 'name' || mention.kind === 'formula';
    const presence = bestPresence(isGlobal ? [place.source.numbers] : place.cited, mention, place.reading);
    return presence === 'same' || isImplied(mention, place.source) ? [] : [{ field, mention, presence, place }];
  });
}

const ranks: Presence[] = ['same', 'unit', 'sign', 'absent'];

function bestPresence(indexes: NumberIndex[], mention: NumberMention, reading: string): Presence {
  const found = indexes.map((index) => index.presence(mention));
  const presence = ranks.find((rank) => found.includes(rank)) ?? 'absent';
  const isMagnitude = mention.value !== null && !mention.value.startsWith('-') && saysDownward(reading);
  return presence === 'sign' && isMagnitude ? 'same' : presence;
}

const said: Record<Exclude<Presence, 'same'>, string> = {
  absent: 'is not in the text',
  sign: 'has another sign in the text',
  unit: 'has another unit in the text',
};

function report({ field, mention, presence, place }: Astray): Finding {
  const written = field.text.slice(mention.start, mention.end);
  const sentence = place.fact === null ? null : sentenceWith(place.source, mention, place.fact.evidence);
  const kind = mention.kind === 'formula' ? 'formula' : mention.kind === 'name' ? 'name' : 'number';
  const reason =
    sentence !== null
      ? `a ${kind} stands in another sentence than the cited ones`
      : `a ${kind} ${said[presence].replace('in the text', 'in the cited text')}`;
  const message =
    sentence !== null
      ? `“${written}” is not in the cited sentences but in sentence ${sentence}: cite it, or take the number out`
      : `“${written}” ${said[presence]} of the cited sentences: state it as the text does, or leave it out`;
  return findingAtField(field, place.fact?.evidence ?? [], {
    check: 'numbers',
    severity: 'fail',
    message,
    reason,
    sentence,
  });
}

/** The sentence that has the number and stands nearest to a cited one; of two that are as near the one before it, which it goes on from. */
function sentenceWith(source: PassageSource, mention: NumberMention, evidence: readonly number[]): number | null {
  if (source.numbers.presence(mention) !== 'same') return null;
  const all = source.sentences
    .filter(({ numbers }) => numbers.presence(mention) === 'same')
    .map(({ number }) => number);
  const distance = (number: number): number => Math.min(...evidence.map((cited) => Math.abs(cited - number)));
  return all.sort((one, other) => distance(one) - distance(other) || one - other)[0] ?? null;
}
