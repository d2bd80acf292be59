import type { Certainty, Polarity } from '../../types/fact.ts';
import type { Clause } from './clause.ts';
import { decisiveAdverbs, hedgingAdverbs, hedgingModals, hedgingVerbs, proposingVerbs } from './lexicon.ts';
import { participle } from './morphology.ts';
import { remembered } from './remembered.ts';
import { isFirstPerson } from './subject-parts.ts';

/** Words to snake_case; anything but letters and digits parts them. */
export const snake: (words: string) => string = remembered((words) =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Ll}\p{Lo}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('_'),
);

/** Modals that belong to what is said, and neither hedge nor propose it. */
const keptModals = new Map([
  ['can', 'can'],
  ['cannot', 'can'],
  ['must', 'must'],
  ['will', 'will'],
  ['shall', 'will'],
]);

/** Verb of a clause in its base form, passive as participle, with kept modal and trailing words. */
export function predicateOf(clause: Clause, trailing: string): string {
  const degree = clause.verb.chain.find((link) => /^(?:more|less) /.test(link));
  const plain = plainPredicate(clause, trailing);
  return degree === undefined ? plain : `${degree === 'more likely' ? 'likelier' : 'less_likely'}_to_${plain}`;
}

function plainPredicate(clause: Clause, trailing: string): string {
  const { verb } = clause;
  const isPassive = verb.passive || (clause.role === 'participle' && verb.form !== 'ing' && verb.lemma !== 'be');
  const main = isPassive ? (verb.surface.endsWith('ed') ? verb.surface : participle(verb.lemma)) : verb.lemma;
  const adverb = verb.adverbs.find((word) => decisiveAdverbs.has(word) || (verb.negated && limiting.has(word))) ?? '';
  return joined([openingOf(clause, isPassive), adverb, main, verb.particle, trailing]);
}

/** Words in snake_case in a row; most are known, and most are none. */
function joined(parts: string[]): string {
  let predicate = '';
  for (const part of parts) {
    const own = part === '' ? '' : snake(part);
    if (own !== '') predicate = predicate === '' ? own : `${predicate}_${own}`;
  }
  return predicate;
}

/** What stands before the verb: "can", "can be", "known to be". */
function openingOf(clause: Clause, isPassive: boolean): string {
  const modal = keptModals.get(clause.verb.modal ?? '') ?? (isAble(clause) ? 'can' : '');
  const link = deniedLink(clause);
  if (link !== undefined) return `${modal} ${link === 'need' ? link : participle(link)} to ${isPassive ? 'be' : ''}`;
  return modal !== '' && isPassive ? `${modal} be` : modal;
}

/** What "not" denies is not the verb but one of these: "not fully explain". */
const limiting = new Set(
  'fully entirely completely necessarily always solely exclusively sufficiently adequately properly simply exactly'.split(
    ' ',
  ),
);

/** "is not known to V", "need not V": what is denied is that it is known or needed. */
const deniedLink = ({ verb }: Clause): string | undefined =>
  verb.negated ? verb.chain.find((link) => /^(?:know|need|expect|think|believe|report|say)$/.test(link)) : undefined;

const isAble = (clause: Clause): boolean =>
  clause.role === 'ability' || clause.verb.chain.some((link) => link === 'able' || link === 'capable');

/** Is the clause's subject acted upon? */
export const isPassive = (clause: Clause): boolean =>
  clause.verb.passive || (clause.role === 'participle' && clause.verb.form !== 'ing' && clause.verb.lemma !== 'be');

const isHedge = (clause: Clause): boolean =>
  hedgingModals.has(clause.verb.modal ?? '') ||
  clause.verb.adverbs.some((adverb) => hedgingAdverbs.has(adverb)) ||
  clause.verb.chain.some((link) => link === 'likely' || link === 'unlikely' || hedgingVerbs.has(link));

const aims = new Set(['aim', 'seek', 'try', 'attempt', 'intend', 'plan', 'hope', 'want', 'need']);

/** Stated, hedged or proposed, by the clause's own words and by the reports that it stands under. */
export function certaintyOf(clause: Clause): Certainty {
  const { verb } = clause;
  const proposes = verb.modal === 'should' || verb.modal === 'shall' || verb.chain.some((link) => aims.has(link));
  const ours = clause.subjects.some(isFirstPerson) && proposingVerbs.has(verb.lemma);
  const urged =
    clause.role === 'caused' &&
    /^(?:urge|encourage|ask|request|invite|advise|remind)$/.test(clause.host?.verb.lemma ?? '');
  if (
    proposes ||
    ours ||
    urged ||
    clause.role === 'purpose' ||
    clause.reports.some((report) => proposingVerbs.has(report.verb.lemma))
  )
    return 'proposed';
  // "the data suggest a swift rise, with A leading to B", "it may sway as it flies, never turning".
  const host = clause.role === 'participle' || clause.role === 'relative' ? clause.host : null;
  const isHosted =
    host !== null &&
    ((/^(?:suggest|hypothesize|hypothesise|speculate|postulate)$/.test(host.verb.lemma) && !host.isReport) ||
      (clause.verb.form === 'ing' && [host, host.host].some((one) => hedgingModals.has(one?.verb.modal ?? ''))));
  if (isHosted) return 'hedged';
  const reported = clause.reports.some((report) => hedgingVerbs.has(report.verb.lemma) || isHedge(report));
  return isHedge(clause) || reported ? 'hedged' : 'stated';
}

/** Negated by the verb group, by "no" in an argument, or by a negated report ("it is not known that"). */
export function polarityOf(clause: Clause, argumentsNegated: boolean): Polarity {
  const reports = clause.reports.some((report) => report.verb.negated);
  return clause.verb.negated !== argumentsNegated || reports ? 'negated' : 'affirmed';
}
