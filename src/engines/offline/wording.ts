import type { CopyGuard } from './copying.ts';
import { phrasalPrepositions, prepositions } from './lexicon.ts';
import { participle, singular } from './morphology.ts';

/** A name that repeats no long run of the source, and the modifiers that had to leave it. */
export type Fitted = { name: string; dropped: string[] };

/** "growth of young leaves" → "young leaf growth", "mean depths of narrow lakes" → "narrow lakes' mean depths": the same thing in another order; null where the order would tell less. */
function inverted(name: string): string | null {
  const [own = '', of = '', ...more] = name.split(' of ');
  if (
    of === '' ||
    more.length > 0 ||
    /\d/.test(own) ||
    /,| (?:and|or|in|on|to|for|with|between|from) /.test(` ${name} `)
  )
    return null;
  const words = of.split(' ');
  const last = words.at(-1) ?? '';
  const ownWords = own.split(' ');
  // "understanding slow growth of leaves": a gerund with its object has no owner.
  if (/^[a-z]{4,}ing$/.test(ownWords[0] ?? '') && ownWords.length > 2) return null;
  if (words.length > 4 || !/^\p{Ll}/u.test(last)) return null;
  // In one row, nobody could tell what the modifiers of "mean depths of narrow lakes" belong to.
  if (words.length > 1 && ownWords.length > 1) return `${of}${last.endsWith('s') ? "'" : "'s"} ${own}`;
  return [...ownWords.slice(0, -1), ...words.slice(0, -1), singular(last), ownWords.at(-1)].join(' ');
}

/** "reaction of A and B" → "reaction of B and A": what holds of both has no order. */
function swapped(name: string): string | null {
  const pair = /^([\w\s-]+ (?:of|between)) ([^\s]+) and ([^\s]+)$/.exec(name);
  return pair ? `${pair[1]} ${pair[3]} and ${pair[2]}` : null;
}

/** Endings of adjectives and short ones: what has none of them may be the noun that a compound hangs on. */
const adjectival =
  /^(?:large|small|high|low|long|short|new|old|young|great|poor|rich|wet|dry|hot|cold|warm|cool|deep|shallow|wide|narrow|thick|thin|fast|slow|early|late|strong|weak|heavy|light|dark|bright|tall|big|whole|main|key|free|rare|mild|sharp|dense|pure|raw|rough|smooth|soft|hard|good|bad|best|severe|simple|complex|upper|lower|inner|outer|same|such|many|few|most|some|more|less|both|two|three)$|(?:al|ic|ive|ous|ful|less|ed|able|ible|ant|ent|ar|ary|ern|ish|ous|an|er|est|ing)$|-|^\dD$/;

/** "higher yields": without such a word a name says something else. */
const decisive =
  /^(?:high|low|larg|small|great|few|long|short|fast|slow|weak|strong|poor|rich)(?:er|est)$|^(?:less|more|least|most|better|worse|best|worst|few|no|non|un|in)$/i;

/** Takes the first modifier off where it is an adjective and a phrase is left; null where the name would say something else. */
function cut(name: string): { name: string; dropped: string } | null {
  const [head = '', ...rest] = name.split(' ');
  if (rest.length < 2 || decisive.test(head) || / (?:and|or) |,/.test(name) || !adjectival.test(head) || isHead(rest))
    return null;
  return { name: rest.join(' '), dropped: head };
}

const isHead = (rest: string[]): boolean => prepositions.has(rest[0] ?? '');

/** Most modifiers that a name may lose. */
const mostDropped = 2;

/** The name as it may be published, by itself; null where nothing of it may. */
export function fitName(name: string, passes: (text: string) => boolean): Fitted | null {
  if (passes(name)) return { name, dropped: [] };
  const turned = inverted(name);
  if (turned !== null && passes(turned)) return { name: turned, dropped: [] };
  const exchanged = swapped(name);
  if (exchanged !== null && passes(exchanged)) return { name: exchanged, dropped: [] };
  const dropped: string[] = [];
  for (let rest = cut(name); rest !== null && dropped.length < mostDropped; rest = cut(rest.name)) {
    dropped.push(rest.dropped);
    if (passes(rest.name)) return { name: rest.name, dropped };
  }
  return shorterChain(name, passes);
}

/** "sets of lengths of steps of a walk" are sets of lengths: the first links of a chain name the thing still. */
function shorterChain(name: string, passes: (text: string) => boolean): Fitted | null {
  for (let end = name.lastIndexOf(' of '); end > name.indexOf(' of '); end = name.lastIndexOf(' of ', end - 1)) {
    const shorter = name.slice(0, end);
    // "Ministry of Transport": a name is no link.
    if (/ \p{Lu}[^ ]*$/u.test(shorter) && /^ of \p{Lu}/u.test(name.slice(end))) continue;
    if (/^(?:(?:tens|dozens|hundreds|thousands|millions|billions)(?: of |$))+$/.test(shorter)) continue;
    if (passes(shorter)) return { name: shorter, dropped: [] };
  }
  return null;
}

/** Other prepositions that say the same, for a fact that would repeat the source's run of words. */
const otherPrepositions = new Map([
  ['on', 'upon'],
  ['in', 'within'],
  ['from', 'out_of'],
  ['than', 'compared_to'],
  ['by', 'by_way_of'],
]);

const sameRelations = new Map([
  ['result_in', 'lead_to'],
  ['lead_to', 'result_in'],
  ['associated_with', 'linked_to'],
  ['linked_to', 'associated_with'],
  ['related_to', 'associated_with'],
  ['coupled_to', 'coupled_with'],
  ['modified_with', 'modified_using'],
  ['comprised_of', 'composed_of'],
  ['composed_of', 'made_up_of'],
  ['consist_of', 'made_up_of'],
  ['contribute_to', 'add_to'],
]);

/** The predicate with another preposition at its end; null where it has none of these. */
function reworded(predicate: string): string | null {
  const same = sameRelations.get(predicate);
  if (same !== undefined) return same;
  const at = predicate.lastIndexOf('_');
  const other = otherPrepositions.get(predicate.slice(at + 1));
  return other === undefined || at < 0 ? null : `${predicate.slice(0, at)}_${other}`;
}

/** Verbs that have no passive. */
const neverPassive =
  /^(?:have|be|is|become|remain|resemble|lack|include|let|equal|total|comprise|seem|appear|differ|range|vary|lie|fit|suit|cost|last)$/;

/** "erode" → "eroded_by", for a fact whose two sides change places; null for what is no plain verb. */
function turned(predicate: string): string | null {
  const modal = /^(?:can|must|will)_/.exec(predicate)?.[0] ?? '';
  const verb = predicate.slice(modal.length);
  if (verb.includes('_') || neverPassive.test(verb)) return null;
  return `${modal}${modal === '' ? '' : 'be_'}${participle(verb)}_by`;
}

export type Wording = { subject: Fitted; predicate: string; object: Fitted; isTurned: boolean };

/**
 * Subject, predicate and object, each as it may be published, that read aloud repeat no long run: with another preposition, turned
 * into the passive, with one side turned round, or with modifiers of the object and then of the subject cut.
 */
export function wordingOf(subject: string, predicate: string, object: string, guard: CopyGuard): Wording | null {
  const from = fitName(subject, guard.fieldPasses);
  const to = fitName(object, guard.fieldPasses);
  if (from === null || to === null) return null;
  const reads = (first: string, verb: string, second: string): boolean => guard.factPasses([first, verb, second]);
  const plain = { subject: from, object: to, isTurned: false };
  if (reads(from.name, predicate, to.name)) return { ...plain, predicate };
  const other = reworded(predicate);
  if (other !== null && reads(from.name, other, to.name)) return { ...plain, predicate: other };
  const passive = turned(predicate);
  if (passive !== null && reads(to.name, passive, from.name))
    return { subject: to, predicate: passive, object: from, isTurned: true };
  return shortened(from, other ?? predicate, to, guard);
}

/** The object, or else the subject, with fewer modifiers. */
function shortened(from: Fitted, verb: string, to: Fitted, guard: CopyGuard): Wording | null {
  const plain = { predicate: verb, isTurned: false };
  const second = fitName(to.name, (name) => guard.fieldPasses(name) && guard.factPasses([from.name, verb, name]));
  if (second !== null)
    return { ...plain, subject: from, object: { name: second.name, dropped: [...to.dropped, ...second.dropped] } };
  const first = fitName(from.name, (name) => guard.fieldPasses(name) && guard.factPasses([name, verb, to.name]));
  if (first === null) return null;
  return { ...plain, subject: { name: first.name, dropped: [...from.dropped, ...first.dropped] }, object: to };
}

const bracketed = /[()[\]{}]/;

const phrasalByFirst = new Map<string, (typeof phrasalPrepositions)[number][]>();
for (const phrase of phrasalPrepositions) {
  const [first = ''] = phrase;
  phrasalByFirst.set(first, [...(phrasalByFirst.get(first) ?? []), phrase]);
}

/** How many words at the start of a condition are its preposition, with a verb after it. */
function openingOf(words: string[]): number {
  const phrases = phrasalByFirst.get(words[0] ?? '') ?? [];
  const length = phrases.find((phrase) => phrase.every((word, at) => words[at] === word))?.length ?? 1;
  return words[length]?.endsWith('ing') ? length + 1 : length;
}

/** A number, and what says of a thing which one it is not. */
const isNeeded = (word: string): boolean =>
  /\d/.test(word) ||
  /^(?:similar|same|different|equal|other|identical|comparable|no|not|non)$/.test(word) ||
  decisive.test(word);

/** "by heating A" is "through heating A". */
const beforeGerunds = new Map([
  ['in', 'for'],
  ['by', 'through'],
  ['for', 'in'],
]);

/** Of what limits a fact more may be said than of what is a part of its predicate. */
const otherOpenings = new Map([
  ['for', 'with regard to'],
  ['with', 'along with'],
  ['to', 'with respect to'],
  ['during', 'in the course of'],
  ['before', 'prior to'],
  ['after', 'following'],
  ['when', 'while'],
  ['through', 'via'],
  ['across', 'throughout'],
  ['without', 'in the absence of'],
  ['due to', 'owing to'],
  ['because of', 'owing to'],
  ['as a result of', 'owing to'],
  ['prior to', 'before'],
  ['based on', 'on the basis of'],
  ['of', 'with regard to'],
]);

/** Another preposition for the condition, where there is one. */
function otherOpening(words: string[], opening: number): string | undefined {
  const [first = '', second = ''] = words;
  if (opening === 2 && /^[a-z]{3,}ing$/.test(second) && beforeGerunds.has(first))
    return `${beforeGerunds.get(first)} ${second}`;
  if (opening === 1 && /\d/.test(second)) return first === 'by' ? 'to extent of' : otherPrepositions.get(first);
  const own = words.slice(0, opening).join(' ');
  return otherPrepositions.get(own)?.replaceAll('_', ' ') ?? otherOpenings.get(own);
}

/** The condition with another preposition, and with fewer and fewer adjectives. */
function variants(condition: string): string[] {
  const found: string[] = [];
  const words = condition.split(' ');
  const opening = openingOf(words);
  const before = otherOpening(words, opening);
  if (before !== undefined) found.push([before, ...words.slice(opening)].join(' '));
  const pair = /^(.*\bbetween) (\D+) and (\D+)$/.exec(condition);
  if (pair) found.push(`${pair[1]} ${pair[3]} and ${pair[2]}`);
  while (words.length > opening + 2 && adjectival.test(words[opening] ?? '') && !isNeeded(words[opening] ?? '')) {
    words.splice(opening, 1);
    found.push(words.join(' '));
  }
  return found;
}

/**
 * The conditions of a fact in a wording that repeats no long run, also where the fact and its conditions are read on. The last of the
 * sentence comes first: the order of the source is no part of a fact.
 */
export function conditionsThatPass(conditions: string[], fact: string[], guard: CopyGuard): string[] {
  const kept: string[] = [];
  for (const condition of conditions.toReversed()) {
    if (bracketed.test(condition)) continue;
    const passes = (text: string): boolean =>
      text.includes(' ') && guard.fieldPasses(text) && guard.factPasses([...fact, ...kept, text]);
    const found = passes(condition) ? condition : variants(condition).find(passes);
    if (found !== undefined) kept.push(found);
  }
  return kept;
}
