import type { Word } from '../text/words.ts';
import { beginsClause, endsClause, isReason, isTurn, joinsVerb, list } from './clauses.ts';
import { bringsRecord, exceptionsIn, isAmidDenial, placesIn } from './insertions.ts';
import { remembered } from './remembered.ts';
import type { SourceSentence } from './source.ts';

/** Of each word of a sentence whether it stands in the reach of a negation, and in that of a hedge. */
export type Scopes = {
  negated: Uint8Array;
  hedged: Uint8Array;
  hasNegation: boolean;
  hasHedge: boolean;
  /** It has a word that denies without saying "not"; it may be read as less than a plain statement. */
  hasNegativeWord: boolean;
  mayBeHedged: boolean;
};

const negations =
  list(`not no cannot never neither nor without none nobody nothing unable cant dont doesnt didnt isnt wasnt
  arent werent wont couldnt hardly scarcely lack lacks lacked lacking fail fails failed failing absence unlikely`);

const hedges =
  list(`may might could suggest suggests suggested suggesting appear appears appeared seem seems seemed possibly
  probably likely potentially perhaps presumably conceivably hypothesise hypothesize hypothesised hypothesized hypothesis
  conjecture conjectured speculate speculated postulate postulated unclear uncertain unknown whether
  plausible plausibly putative tentatively believed thought argue argues argued arguing posit posits posited recommend recommends recommended should`);

/** These deny no more than the few words behind them. */
const short = new Map([
  ['without', 4],
  ['absence', 5],
  ['lack', 5],
]);

/** The reach of negations and hedges in a sentence; read at the first question. */
export const scopesOf = remembered(readScopes);

function readScopes({ whole: text, words, text: own }: SourceSentence): Scopes {
  const scopes: Scopes = {
    negated: new Uint8Array(words.length),
    hedged: new Uint8Array(words.length),
    hasNegation: false,
    hasHedge: false,
    hasNegativeWord: hasNegativeWord(own) || isRefuted(words),
    mayBeHedged: mayBeHedged(own),
  };
  for (const at of words.keys()) {
    if (isDenial(text, words, at)) {
      scopes.hasNegation = true;
      scopes.negated.fill(1, at, reach(text, words, at, true));
    }
    if (isHedge(text, words, at)) {
      scopes.hasHedge = true;
      scopes.hedged.fill(1, at, reach(text, words, at, false));
    }
  }
  if (scopes.hasHedge) for (const [from, to] of placesIn(text, words)) scopes.hedged.fill(0, from, to);
  if (scopes.hasNegation) for (const [from, to] of exceptionsIn(text, words)) scopes.negated.fill(0, from, to);
  return scopes;
}

/** "not only", "no longer than" and "no-till" deny nothing; "not" before another denial gives itself up. */
function isDenial(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at]?.text ?? '';
  const next = words[at + 1]?.text ?? '';
  if (!negations.has(word) || /[-‐‑]/.test(text.charAt(words[at]?.end ?? text.length))) return false;
  if (word === 'not' && (next === 'only' || next === 'merely' || next === 'necessarily')) return false;
  if (word === 'no' && ['more', 'less', 'later', 'doubt'].includes(next)) return false;
  return !(word === 'fail' && words[at - 1]?.text === 'not');
}

/** These hedge what they introduce ("potential to", "aims to", "position that"), not as mere adjectives or nouns. */
const introducing = /^(?:potential|possible|possibility|position|propose|aim(?:s|ed|ing)?|plan(?:s|ned)?|hope[ds]?)$/;

/** "We proposed that …" is a claim, "it was proposed to …" may present a method. */
const claiming = /^propos(?:es|ed|ing|al)$/;

function isHedge(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || isMonth(text, word)) return false;
  if (hedges.has(word.text)) return !(word.text === 'could' && isResult(words, at));
  const next = words[at + 1]?.text ?? '';
  if (introducing.test(word.text)) return (next === 'to' && !isAbility(words, at)) || next === 'that';
  return claiming.test(word.text) && next === 'that';
}

/** "The clones had the potential to root": what they were able to, and no outlook as "has the potential". */
const isAbility = (words: readonly Word[], at: number): boolean =>
  words[at]?.text === 'potential' &&
  /^(?:had|kept|retained|possessed|showed)$/.test(words[at - 2]?.text ?? '') &&
  /^(?:the|a|full)$/.test(words[at - 1]?.text ?? '') &&
  !/^(?:may|might|could|would|if|have|has)$/.test(words[at - 3]?.text ?? '');

/** What "could be" or "could not be" done to a sample is what was found: "DNA could be amplified". */
const found =
  /^(?:amplified|detected|observed|found|seen|identified|isolated|recovered|recorded|measured|quantified|quantitated|sequenced|resolved|distinguished|determined|extracted|obtained|reproduced|confirmed)$/;

function isResult(words: readonly Word[], could: number): boolean {
  const behind = [1, 2, 3, 4]
    .map((step) => words[could + step]?.text ?? '')
    .filter((word) => !/^(?:not|also|only)$/.test(word));
  return behind[0] === 'be' && found.test(behind[1] ?? '');
}

const isMonth = (text: string, word: Word): boolean => text.slice(word.start, word.end) === 'May';

/** The word before which the reach of a cue ends: at a stop, a turn, or a comma that begins something new. */
function reach(text: string, words: readonly Word[], cue: number, isNegation: boolean): number {
  const farthest = Math.min(words.length, cue + 1 + (short.get(words[cue]?.text ?? '') ?? words.length));
  for (let at = cue + 1; at < farthest; at += 1) {
    if (isNegation && isAmidDenial(text, words, cue, at)) at += 1;
    else if (isEnd(text, words, cue, at, isNegation)) return at;
  }
  return farthest;
}

function isEnd(text: string, words: readonly Word[], cue: number, at: number, isNegation: boolean): boolean {
  const gap = text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0);
  if (isTurn(words, at) || endsClause(gap)) return true;
  return isNegation ? endsDenial(gap, words, cue, at) : endsHedge(gap, words, cue, at);
}

const endsHedge = (gap: string, words: readonly Word[], cue: number, at: number): boolean =>
  joinsVerb(words, at) ||
  (gap.includes(',') && beginsClause(words[at]?.text ?? '')) ||
  bringsRecord(words, at) ||
  (gap.includes('(') && isOfThose(words, cue));

/** "Those thought to be rare (30 to 80 kg)": the bracket is about those, not about what is thought of them. */
const isOfThose = (words: readonly Word[], cue: number): boolean =>
  words[cue - 1]?.text === 'those' && words[cue + 1]?.text === 'to' && /(?:ed|ught)$/.test(words[cue]?.text ?? '');

const endsDenial = (gap: string, words: readonly Word[], cue: number, at: number): boolean =>
  gap.includes(',') || isReason(words, at) || isWitness(words, cue, at);

/** Verbs that pass judgement on what stands before them: "the claim that X … is not supported by Y". */
const verdict =
  /^(?:borne|supported|confirmed|verified|upheld|substantiated|corroborated|replicated|reproduced|shared)$/;

/** Whether "by" names who does not confirm something: what is said of them is not denied. */
const isWitness = (words: readonly Word[], cue: number, at: number): boolean =>
  words[at]?.text === 'by' && words.slice(cue + 1, at).some((word) => verdict.test(word.text));

/** Whether a sentence says of what stands before the verb that it was not confirmed. */
const isRefuted = (words: readonly Word[]): boolean =>
  words.some((word, at) => word.text === 'not' && words.slice(at + 1, at + 3).some(({ text }) => verdict.test(text)));

/** Words that deny without a "not": by their prefix, or by what they mean. */
const negativeWord =
  /\b(?:un(?!der|it|ion|ique|ivers|if|til|less)[a-z]{4,}|non-?[a-z]{4,}|in(?:active|effective|significant|sufficient|abilit|sensitiv|dependen|consisten|feasib|appropriate|accura|complete|correct|frequent|valid|visible|conclusive)[a-z]*|im(?:possib|matur|perfect|plausib|mobil)[a-z]*|ir(?:relevan|regular|responsive)[a-z]*|dis(?:appear|agree|prov|continu|similar|place|courag|card)[a-z]*|absen[ct]\w*|lack\w*|fail\w*|exclud\w*|prevent\w*|avoid\w*|limit\w*|omit\w*|ignor\w*|reject\w*|refut\w*|contradict\w*|counter|contrary|except|rather than|instead of|only|few|little|rare\w*|hardly|scarcely|barely|nothing|zero|missing|exempt|free of|drawback|weakness|gap|needless|superfluous|independent\w*|instead|remain\w*|constant|los[et]\w*|without)\b/i;

/** Whether a text has a word that denies without saying "not". */
export const hasNegativeWord = (text: string): boolean => negativeWord.test(text);

/** Whether a text of a draft says outright "not", "no", "never", "without", "cannot"; "no-till" says none of them. */
export const saysNot = (text: string): boolean =>
  /\b(?:not|no|never|without|cannot|neither|nor|none)\b(?![-‐‑])|n't\b/i.test(text);

const ownHedge =
  /\b(?:may|might|could|can|would|should|suggest\w*|appear\w*|seem\w*|possib\w*|probab\w*|likel\w*|potential\w*|perhaps|presum\w*|hypothes\w*|conjectur\w*|speculat\w*|postulat\w*|propos\w*|plausib\w*|putative\w*|tentativ\w*|uncertain\w*|unclear|unknown|unsure|unlikely|promis\w*|candidate|expect\w*|believ\w*|open question|claim\w*|argu\w*|aim\w*|goal|plan(?:s|n\w+)?|investigat\w*|question\w*|whether|unresolved|debat\w*|examin\w*|tested)\b/i;

/** Whether a text of a draft hedges by itself. */
export const hedgesByItself = (text: string): boolean => ownHedge.test(text);

const weakHedge =
  /\b(?:can|about|approximately|roughly|around|nearly|almost|up to|attribut\w*|consistent with|indicat\w*|impl(?:y|ies|ied)|estimat\w*|expect\w*|predict\w*|believ\w*|some|hop(?:e[ds]?|ing)|often|generally|typically|tend\w*|if|investigat\w*|explor\w*|examin\w*|evidence|support\w*|excluded|promis\w*|aim\w*|should|would|propos\w*|argu\w*|conclud\w*|assum\w*|simulat\w*|model\w*|associat\w*|correlat\w*|linked|find|found|given|sometimes|partly|partially|open|future|need\w*|recommend\w*|call\w*|position|feasib\w*)\b/i;

/** Whether a sentence of the source may be read as less than a plain statement. */
const mayBeHedged = (text: string): boolean => ownHedge.test(text) || weakHedge.test(text);
