import { type Claim, plainly, presentStudy, type Subject } from '../claims.ts';
import { conditionText } from '../conditions.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import { typeOfName } from '../kinds.ts';
import { comparatives } from '../lexicon.ts';
import { nameOf } from '../names.ts';
import { headOf, type Phrase } from '../phrases.ts';
import { type QuantitySpan, quantityAt } from '../quantities.ts';
import type { Pattern, Scene } from '../scene.ts';
import { isStatistic, tellStatistics, toldAround } from '../statistics.ts';
import type { Token } from '../tokens.ts';
import { isTimeUnit } from '../units.ts';

function attribute(
  subject: Subject,
  name: string,
  value: string,
  span: QuantitySpan,
  sentence: number,
  conditions: string[] = [],
): Claim {
  return {
    kind: 'attribute',
    subject,
    name,
    value,
    quantity: span.quantity,
    ...plainly(sentence, 'measure'),
    conditions,
  };
}

/** "a rise of 2% in winter", "at 5 °C, a loss of 3 g was seen": what a number needs to be understood. */
function circumstances({ items, facts, context }: Scene, phrase: Phrase): string[] {
  const at = items.findIndex((item) => item.kind === 'group' && item.from <= phrase.from && phrase.to <= item.to);
  const found: string[] = [];
  for (let next = at + 1; at >= 0 && next < at + 5; next += 2) {
    const [preposition, group] = items.slice(next, next + 2);
    if (preposition?.kind !== 'preposition' || group?.kind !== 'group' || !locating.test(preposition.text)) break;
    found.push(...conditionText({ preposition: preposition.text, phrases: group.phrases, gerund: null }, context));
  }
  const fronted = facts.find(({ clause }) => clause.at > at && clause.role === 'main');
  const isOwn = fronted?.clause.subjects.some(({ from, to }) => from <= phrase.from && phrase.to <= to) === true;
  return isOwn ? [...fronted.outer, ...found] : found;
}

const locating =
  /^(?:in|for|of|at|on|to|among|between|during|under|below|above|within|through|across|per|relative to|compared to|compared with)$/;

/** "a 62 kb region" has its number in its name. */
const isInName = (phrase: Phrase, span: QuantitySpan): boolean =>
  nameOf(phrase)?.name.startsWith(`${span.text} `) === true;

/** "20 datasets", "a 2% improvement", "ten times larger": the number in front of a noun. */
function leading(scene: Scene, phrase: Phrase): Claim[] {
  const span = phrase.quantity;
  if (span === null || phrase.words.length === 0 || scene.measured.has(phrase) || isInName(phrase, span)) return [];
  const first = phrase.words[0];
  const compared = first && comparatives.has(first.lower) ? first : null;
  const plain = compared ? { ...phrase, words: phrase.words.slice(1) } : phrase;
  const value = compared ? `${span.text} ${compared.text}` : span.text;
  const isCount = span.quantity.unit === null && /s$/.test(headOf(phrase)?.lower ?? '');
  const plainName = isTimeUnit(span.quantity.unit) ? 'time' : isCount ? 'count' : 'amount';
  const name = compared ? 'relative amount' : plainName;
  return resolve(plain, scene.context)
    .filter((subject) => subject.name !== presentStudy.name)
    .slice(0, 1)
    .map((subject) => attribute(subject, name, value, span, scene.number, isCount ? [] : circumstances(scene, phrase)));
}

/** "a mass of 5 kg": the number after "of". */
function trailing(scene: Scene, phrase: Phrase): Claim[] {
  const [inner] = phrase.of;
  if (!inner?.quantity || inner.words.length > 0 || phrase.words.length === 0 || scene.measured.has(phrase)) return [];
  if (
    phrase.words.length === 1 &&
    /^(?:factor|value|limit|level|total|average|mean|median|rate|order)$/.test(headOf(phrase)?.lower ?? '')
  )
    return [];
  const span = inner.quantity;
  const measures = resolve({ ...phrase, of: [] }, scene.context).filter(({ name }) => name !== presentStudy.name);
  const [owner, isOwned] = ownerBefore(scene, phrase);
  if (owner && isOwned) return measures.map(({ name }) => attribute(owner, name, span.text, span, scene.number));
  return (owner ? [owner] : measures).map((subject) =>
    attribute(subject, 'value', span.text, span, scene.number, circumstances(scene, phrase)),
  );
}

/** "particles with a diameter of 5 mm" have that diameter; "energies for growth of 0.9 eV" are energies of 0.9 eV. */
function ownerBefore({ items, context }: Scene, phrase: Phrase): [owner: Subject | null, isOwned: boolean] {
  const at = items.findIndex((item) => item.kind === 'group' && item.phrases.includes(phrase));
  const [before, link] = [items[at - 2], items[at - 1]];
  const last = before?.kind === 'group' ? before.phrases.at(-1) : undefined;
  const isDone =
    last !== undefined && last.of.length === 1 && /^(?:method|phenomenon)$/.test(typeOfName(headOf(last)?.lower ?? ''));
  const [owner] = last && link?.kind === 'preposition' ? resolve((isDone && last.of[0]) || last, context) : [];
  if (owner === undefined || owner.name === presentStudy.name || link?.kind !== 'preposition') return [null, false];
  if (link.text === 'with') return [owner, true];
  const isMeasure = (head: string): boolean => typeOfName(head) === 'quantity';
  const isOther = link.text === 'for' && isMeasure(owner.head) && !isMeasure(headOf(phrase)?.lower ?? '');
  return [isOther ? owner : null, false];
}

function inPhrase(scene: Scene, phrase: Phrase): Claim[] {
  if (phrase.quantity === null && phrase.of.length === 0) return [];
  const own = [...leading(scene, phrase), ...trailing(scene, phrase)];
  return [...own, ...gather(phrase.of, (inner) => partly(scene, phrase, inner))];
}

/** "a corpus of 5 million letters": the number belongs to the corpus. */
function partly(scene: Scene, whole: Phrase, inner: Phrase): Claim[] {
  const [part] = resolve({ ...inner, quantity: null }, scene.context);
  const owners = resolve(whole, scene.context).filter((owner) => part && owner.name.endsWith(` of ${part.name}`));
  const span = inner.quantity;
  if (span === null || part === undefined || owners.length === 0 || inner.words.length === 0)
    return inPhrase(scene, inner);
  if (!part.plural && span.quantity.unit === null) return [];
  const name = `${span.quantity.unit === null ? 'number' : 'amount'} of ${part.name}`;
  return owners.map((owner) => attribute(owner, name, span.text, span, scene.number));
}

/** The last phrase that ends at or before the word with this index. */
function phraseBefore(scene: Scene, word: number): Phrase | null {
  for (let at = scene.items.length - 1; at >= 0; at--) {
    const item = scene.items[at];
    if (item === undefined || item.from > word) continue;
    return item.kind === 'group' ? (item.phrases.findLast((phrase) => phrase.from <= word) ?? null) : null;
  }
  return null;
}

const symbol = /^[\p{L}][\p{L}\p{N}_-]{0,11}$/u;

/** "(n = 120)", "(p < 0.05)", "(~95%)": numbers between brackets tell of the phrase before. */
function inAside(scene: Scene, after: number, tokens: Token[]): Claim[] {
  if (tokens.length > longestAside) return [];
  tellStatistics(scene, after, tokens);
  const phrase = phraseBefore(scene, after);
  const subject = phrase ? resolve(phrase, scene.context)[0] : undefined;
  if (!subject || subject.name === presentStudy.name) return [];
  const claims: Claim[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const span = quantityAt(tokens, at);
    if (span === null) continue;
    claims.push(...asideNumber(scene, subject, tokens, span, after));
    at = span.to - 1;
  }
  return claims;
}

const longestAside = 30;

/** An equation by its symbol; a number that stands alone by its unit or comparator. */
function asideNumber(scene: Scene, subject: Subject, tokens: Token[], span: QuantitySpan, after: number): Claim[] {
  const before = tokens[span.from - 1]?.text ?? '';
  const sign = tokens[span.from]?.text ?? '';
  if (isStatistic(tokens.slice(Math.max(0, span.from - 1), span.to)) && toldAround(scene, after).length > 0) return [];
  if (/^[=<>≤≥~≈∼]$/u.test(sign) && symbol.test(before)) {
    return [attribute(subject, before, equation(sign, span), span, scene.number)];
  }
  const isAlone = span.from === 0 && span.to === tokens.length;
  const tells = span.quantity.unit !== null || !/^\d/.test(span.text);
  return isAlone && tells ? [attribute(subject, 'value', span.text, span, scene.number)] : [];
}

/** An equality says its number alone; other comparators stay in the wording. */
const equation = (sign: string, span: QuantitySpan): string =>
  sign === '=' || span.text.startsWith(sign) ? span.text : `${sign} ${span.text}`;

export const measures: Pattern = {
  name: 'measures',
  example: 'We sampled 14 lakes with a depth of 30 m (n = 120).',
  find: (scene) => [
    ...gather(scene.items, (item) =>
      item.kind === 'group' ? gather(item.phrases, (phrase) => inPhrase(scene, phrase)) : [],
    ),
    ...gather(scene.asides, (aside) => inAside(scene, aside.after, aside.tokens)),
  ],
};
