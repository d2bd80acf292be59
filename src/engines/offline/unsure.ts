import type { Clause } from './clause.ts';
import { gather } from './gather.ts';
import type { Item } from './items.ts';
import { headOf } from './phrases.ts';
import type { Word } from './words.ts';

/** "Patients had screening to exclude gout": somebody else screens them. */
export const isUnsureDoer = ({ role, host }: Clause): boolean =>
  role === 'purpose' && host !== null && /^(?:undergo|receive|experience|suffer)$/.test(host.verb.lemma);

/** "Bakers advise to staff that they should rest": those who are told stand nearer than those who tell. */
export function isUnsurePronoun(items: Item[], { subjects: [first] }: Clause, clauses: Clause[]): boolean {
  if (first?.pronoun !== true || first.words[0]?.lower !== 'they') return false;
  const at = items.findIndex((item) => item.kind === 'group' && item.phrases[0] === first);
  if (items[at - 1]?.kind !== 'that') return false;
  const host = clauses.findLast((clause) => clause.at < at);
  const others = host === undefined ? [] : [...host.objects, ...gather(host.complements, ({ phrases }) => phrases)];
  return others.some((phrase) => headOf(phrase)?.singular !== headOf(phrase)?.lower);
}

/** "nor did frost harm the leaves", "neither were leaves eaten by voles": what stands behind an auxiliary that stands before its subject. */
export function isInverted(words: Word[], { verb }: Clause): boolean {
  if (!words.some(({ lower }) => lower === 'nor' || lower === 'neither')) return false;
  for (let at = Math.min(verb.from, words.length - 1); at >= 0 && verb.from - at < 20; at--) {
    const { lower, tag } = words[at] as Word;
    if (lower === ',' || lower === ';') return false;
    if ((lower === 'nor' || lower === 'neither') && words[at + 1]?.tag === 'AUX') return true;
    if (at < verb.from && tag === 'SCONJ') return false;
  }
  return false;
}

/** "It is not clear that", "it is doubtful that": nobody says so. */
export function isDoubted(items: Item[], clause: Clause, clauses: Clause[]): boolean {
  const host = clauses.findLast(({ at }) => at < clause.at);
  if (host?.adjective == null || host.subjects[0]?.words[0]?.lower !== 'it') return false;
  const isUnder = items.slice(host.at + 1, clause.at).some(({ kind }) => kind === 'that');
  const isDoubt = host.adjective.some(({ lower }) => /^(?:un\p{L}+|doubtful|impossible|false)$/u.test(lower));
  return isUnder && (host.verb.negated || isDoubt);
}
