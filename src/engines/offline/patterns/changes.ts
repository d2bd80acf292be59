import type { Claim, Subject } from '../claims.ts';
import type { Complement } from '../clause.ts';
import { changeVerbs } from '../lexicon.ts';
import type { Phrase } from '../phrases.ts';
import type { QuantitySpan } from '../quantities.ts';
import type { Scene } from '../scene.ts';
import { describe, type Fact, isBareQuantity, measured } from '../telling.ts';
import { isTimeUnit } from '../units.ts';

const timing = /^(?:at|after|before|within|during|until|over|in|for|throughout|by|from|since|around)$/;

/** "(recovered) within two days", "(seen) at 100 ms": that says when something was so, and is no measure of it. */
export function untimed(first: Complement | undefined): Complement | undefined {
  const [number] = first?.phrases ?? [];
  const isTime = isBareQuantity(number) && isTimeUnit(number.quantity.quantity.unit);
  return first !== undefined && isTime && timing.test(first.preposition) ? undefined : first;
}

/** "scales range from 2 to 7 million cells". */
export function spannedRange(scene: Scene, fact: Fact, subjects: Subject[], complement: Complement): Claim[] {
  const [phrase] = complement.phrases;
  if (!phrase?.quantity || phrase.words.length === 0) return [];
  scene.measured.add(phrase);
  const unit = phrase.words.map((word) => word.text).join(' ');
  const span = {
    ...phrase.quantity,
    quantity: { ...phrase.quantity.quantity, unit: phrase.quantity.quantity.unit ?? unit },
  };
  return describe(scene, fact, subjects, 'range', `${span.text} ${unit}`, span);
}

/** "fell by 5%", "fell from 9% to 4%". */
export function changed(
  scene: Scene,
  fact: Fact,
  subjects: Subject[],
  number: Phrase & { quantity: QuantitySpan },
): Claim[] {
  const [first] = fact.clause.complements;
  const isEnd = first?.preposition === 'from' || first?.preposition === 'to';
  const end = isEnd && !/ to |\d[-–]\d/.test(number.quantity.text) ? first.preposition : null;
  const change = fromTo(scene, fact.clause.complements) ?? (end === null ? null : oneEnd(scene, end, number));
  const name = fact.clause.verb.lemma;
  return change === null
    ? measured(scene, fact, subjects, name, number)
    : describe(scene, fact, subjects, name, change, null);
}

/** "fell from 57% to 46%": both ends, in one value. */
function fromTo(scene: Scene, [from, ...others]: Complement[]): string | null {
  const to = others.find(({ preposition }) => preposition === 'to');
  const [start, end] = [from?.phrases[0], to?.phrases[0]];
  if (from?.preposition !== 'from' || !isBareQuantity(start) || !isBareQuantity(end)) return null;
  scene.measured.add(start).add(end);
  return withOneUnit(`from ${start.quantity.text} to ${end.quantity.text}`);
}

/** "fell to 46%": the end, and not by how much. */
function oneEnd(scene: Scene, preposition: string, number: Phrase & { quantity: QuantitySpan }): string {
  scene.measured.add(number);
  return `${preposition} ${number.quantity.text}`;
}

/** "raised A from 2 to 5 mm": a range is one quantity already. */
function fromRange(scene: Scene, [from]: Complement[]): string | null {
  const range = from?.phrases[0];
  if (from?.preposition !== 'from' || !isBareQuantity(range) || !/ to /.test(range.quantity.text)) return null;
  scene.measured.add(range);
  return withOneUnit(`from ${range.quantity.text}`);
}

/** "from 120 J/m2 to 950 J/m2": a unit that both ends have is told once. */
function withOneUnit(range: string): string {
  const [start = '', end = ''] = range.split(' to ');
  const unit = /\s\S*\p{L}.*$/u.exec(end)?.[0] ?? '';
  return unit !== '' && start.endsWith(unit) ? `${start.slice(0, -unit.length)} to ${end}` : range;
}

/** "The particles increased the energy from 120 to 950 J". */
export function changedObjects(scene: Scene, fact: Fact, objects: Subject[]): Claim[] {
  const { verb, complements } = fact.clause;
  const change = changeVerbs.has(verb.lemma) ? (fromTo(scene, complements) ?? fromRange(scene, complements)) : null;
  return change === null ? [] : describe(scene, fact, objects, verb.lemma, change, null);
}
