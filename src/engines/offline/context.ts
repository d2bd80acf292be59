import { presentStudy, type Subject } from './claims.ts';
import { gather } from './gather.ts';
import { demonstratives, paperNouns, systemNouns } from './lexicon.ts';
import { countWords, nameOf, spread } from './names.ts';
import { headOf, isNegating, type Phrase } from './phrases.ts';
import { isFirstPerson } from './subject-parts.ts';

/** What earlier sentences make known: the passage's memory for "it", "these laws" and "our method". */
export type Context = {
  /** Subject of the last clause, which a pronoun can stand for. */
  lastSubject: Subject | null;
  /** By head noun: the last full name with that head ("law" → "scaling laws"). */
  heads: Map<string, Subject>;
  /** By kind: what was introduced as one ("framework" → "xGen-MM"). */
  kinds: Map<string, Subject>;
};

export const newContext = (): Context => ({ lastSubject: null, heads: new Map(), kinds: new Map() });

const pluralPronouns = new Set(['they', 'them', 'these', 'those', 'both']);

function pronounTarget(phrase: Phrase, context: Context): Subject | null {
  const lower = phrase.words[0]?.lower ?? '';
  if (isFirstPerson(phrase)) return presentStudy;
  const last = context.lastSubject;
  if (last === null || last.name === presentStudy.name) return null;
  if (lower === 'it') return last.plural ? null : last;
  return lower === 'they' && pluralPronouns.has(lower) && last.plural ? last : null;
}

/** "our experiments show": what the paper did shows it. */
const ownResults = new Set(
  'experiment result finding analysis observation evidence contribution evaluation simulation investigation'.split(' '),
);

/** "the aim of this study", "our main goal": what it is to do, the study is to do. */
const aims = new Set(['aim', 'goal', 'objective', 'purpose']);

/** "this paper", "our work", "the present study", "the authors". */
function isPaper(phrase: Phrase): boolean {
  const head = headOf(phrase)?.singular ?? '';
  if (head === 'author') return phrase.determiner === 'the';
  if (aims.has(head)) return phrase.determiner === 'our' || phrase.of.some((inner) => isPaper(inner));
  if (phrase.determiner === 'our' && ownResults.has(head) && phrase.of.length === 0 && phrase.words.length === 1)
    return true;
  if (!paperNouns.has(head) || phrase.of.length > 0) return false;
  const modifiers = phrase.words.slice(0, -1).map((word) => word.lower);
  if (phrase.determiner === 'the' && /^(?:paper|article|manuscript)$/.test(head) && phrase.words.length === 1)
    return true;
  const pointing =
    ['this', 'our', 'these'].includes(phrase.determiner ?? '') ||
    modifiers.some((word) => word === 'present' || word === 'current');
  return (
    pointing && modifiers.every((word) => /^(?:present|current|new|own|research|review|case|empirical)$/.test(word))
  );
}

/** Modifiers with which a phrase may still repeat an earlier one. */
const passing = new Set(['proposed', 'new', 'novel', 'resulting', 'present']);

/** A determined phrase that repeats an earlier one by its head, or names its kind. */
function earlier(phrase: Phrase, context: Context): Subject | null {
  const head = headOf(phrase)?.singular ?? '';
  const pointing =
    demonstratives.has(phrase.determiner ?? '') || phrase.determiner === 'the' || phrase.determiner === 'our';
  if (!pointing || phrase.of.length > 0) return null;
  const last = phrase.words.length - 1;
  for (let at = 0; at < last; at++) if (!passing.has(phrase.words[at]?.lower ?? '')) return null;
  const kind = context.kinds.get(head);
  if (kind && (phrase.determiner !== 'our' || systemNouns.has(head))) return kind;
  return demonstratives.has(phrase.determiner ?? '') ? (context.heads.get(head) ?? null) : null;
}

const possessives = new Set(['its', 'their', 'his', 'her']);

/** "this effect", "their presence": of one noun alone nobody could tell, without the text, what it is. */
const isLoose = (phrase: Phrase): boolean =>
  (demonstratives.has(phrase.determiner ?? '') || possessives.has(phrase.determiner ?? '')) &&
  phrase.of.length === 0 &&
  phrase.words.length === 1 &&
  phrase.words[0]?.tag === 'NOUN';

/** "Their presence" as a subject: the presence of what the clause before speaks of; nothing where that is not known. */
export function possessed(phrase: Phrase, context: Context): Subject[] | null {
  const owner = context.lastSubject;
  if (!possessives.has(phrase.determiner ?? '') || phrase.of.length > 0 || owner === null) return null;
  const own = nameOf(phrase);
  const agrees = phrase.determiner === 'their' ? owner.plural : !owner.plural;
  const isFit = own !== null && agrees && owner.name !== presentStudy.name && !/ (?:of|and|in) /.test(owner.name);
  return own && isFit && countWords(owner.name) <= 4 ? [{ ...own, name: `${own.name} of ${owner.name}` }] : null;
}

/** What a phrase stands for, coordination and collections spread out; nothing for what can't be resolved. */
export function resolve(phrase: Phrase, context: Context): Subject[] {
  if (phrase.pronoun && phrase.of.length === 0) {
    const target = pronounTarget(phrase, context);
    return target ? [target] : [];
  }
  const members = spread(phrase);
  return members.length === 1
    ? resolveOne(members[0] as Phrase, context)
    : gather(members, (member) => resolveOne(member, context));
}

function resolveOne(member: Phrase, context: Context): Subject[] {
  if (isPaper(member)) return [presentStudy];
  const known = earlier(member, context);
  if (known) return [{ ...known, quantity: member.quantity, details: [], negated: isNegating(member.determiner) }];
  if (isLoose(member)) return [];
  const own = nameOf(member);
  if (own?.name.includes(' ') && !demonstratives.has(member.determiner ?? '')) context.heads.set(own.head, own);
  return own ? [own] : [];
}
