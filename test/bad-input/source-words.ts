import type { Unit } from '../../src/types/unit.ts';

/** Scripts without blanks by character; a number with its decimals and exponent is one word. */
const wordPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}])+(?:[.,^]\p{N}+)*/gu;

/** Words as a reader compares them; on purpose not those of the checks, which are under test. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .match(wordPattern) ?? [];

/** Words in the longest run that two texts share. */
export function longestSharedRun(one: string, other: string): number {
  const [left, right] = [plainWords(one), plainWords(other)];
  let longest = 0;
  let above = new Int32Array(right.length + 1);
  for (const word of left) {
    const current = new Int32Array(right.length + 1);
    for (let at = 1; at <= right.length; at += 1) {
      if (word !== right[at - 1]) continue;
      current[at] = (above[at - 1] ?? 0) + 1;
      longest = Math.max(longest, current[at] ?? 0);
    }
    above = current;
  }
  return longest;
}

/** Every text of a unit's facts and names: the summary, names, aliases, attributes, predicates, values, units, conditions. */
export const textFieldsOf = (unit: Unit): string[] => [
  ...(unit.summary === null ? [] : [unit.summary]),
  ...unit.entities.flatMap(({ name, aliases, attributes }) => [
    name,
    ...aliases,
    ...attributes.flatMap((one) => [one.name, one.value, ...one.conditions, one.quantity?.unit ?? '']),
  ]),
  ...unit.relations.flatMap(({ predicate, object, conditions }) => [
    predicate,
    ...('value' in object ? [object.value, object.quantity?.unit ?? ''] : []),
    ...conditions,
  ]),
];

const isHash = (text: string): boolean => /^(?:ku_)?[0-9a-f]{32,64}$|^[A-Za-z0-9_-]{86}$/.test(text);

/** The whole unit as text, without its hashes: as it is serialised, and its strings alone, one read on after the other. */
function serialised(unit: Unit): string[] {
  const strings: string[] = [];
  const whole = JSON.stringify(unit, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (isHash(value)) return '';
    strings.push(value);
    return value;
  });
  return [whole, strings.join(' ')];
}

/** Words of the longest run of the source in any one text, and anywhere in the serialised unit. */
export const copiedIn = (unit: Unit, source: string): { inTexts: number; anywhere: number } => ({
  inTexts: Math.max(0, ...textFieldsOf(unit).map((text) => longestSharedRun(text, source))),
  anywhere: Math.max(...serialised(unit).map((text) => longestSharedRun(text, source))),
});

type Marked = { pointer: string; inferred: boolean; texts: string[] };

/** The texts of a unit with their pointers; those of a fact go together. */
const textsWithPlaces = (unit: Unit): Marked[] => [
  { pointer: '/summary', inferred: false, texts: [unit.summary ?? ''] },
  ...unit.entities.flatMap(({ name, aliases, attributes }, at) => [
    { pointer: `/entities/${at}/name`, inferred: false, texts: [name] },
    ...aliases.map((alias, own) => ({ pointer: `/entities/${at}/aliases/${own}`, inferred: false, texts: [alias] })),
    ...attributes.map((one, own) => ({
      pointer: `/entities/${at}/attributes/${own}`,
      inferred: one.inferred === true,
      texts: [one.name, one.value, one.quantity?.unit ?? '', ...one.conditions],
    })),
  ]),
  ...unit.relations.map(({ predicate, object, conditions, inferred }, at) => ({
    pointer: `/relations/${at}`,
    inferred: inferred === true,
    texts: [predicate, 'value' in object ? object.value : '', ...conditions],
  })),
];

/** The texts of a unit that no mark is on: no finding leads to them, and they are not inferred. */
function unmarkedTexts(unit: Unit): string[] {
  const marks = unit.audit.findings.map(({ pointer }) => pointer);
  return textsWithPlaces(unit)
    .filter(({ pointer, inferred }) => !inferred && !marks.some((mark) => `${mark}/`.startsWith(`${pointer}/`)))
    .flatMap(({ texts }) => texts);
}

const folded = (text: string): string => ` ${plainWords(text).join(' ')} `;

/** The texts without a mark that hold a phrase. */
export const saysUnmarked = (unit: Unit, phrase: string): string[] =>
  unmarkedTexts(unit).filter((text) => folded(text).includes(folded(phrase)));
