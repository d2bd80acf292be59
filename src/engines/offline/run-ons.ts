import { typeOfName } from './kinds.ts';
import { determiners, prepositions } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Words with which a sentence begins and no name does. */
const openers =
  /^(?:The|This|These|Those|We|Our|It|In|An|However|Here|Although|While|When|There|Both|To|For|From|As|By|Using|Based)$/;

/** What a name may stand behind: "in The Hague". */
const leadsUp = (lower: string): boolean =>
  determiners.has(lower) ||
  prepositions.has(lower) ||
  /^(?:and|or|but|that|which|who|is|are|was|were|et|al)$/.test(lower);

/** "Effects on", "Changes in": a common plural with a capital and a preposition heads a line. */
const isHeadline = (text: string, next: string): boolean =>
  /^\p{Lu}\p{Ll}{3,}s$/u.test(text) &&
  /^(?:of|on|in|for|between)$/.test(next) &&
  typeOfName(text.toLowerCase()) !== 'other';

/** "Analyzing a": so does a gerund with a determiner. */
const isGerund = (text: string, next: string): boolean =>
  /^\p{Lu}\p{Ll}{3,}ing$/u.test(text) && /^(?:an?|the|this|these)$/.test(next);

/** "survive without drugs The grafts caused": does a line without a full stop end before this token? */
function beginsAnew(tokens: Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  const first = text.charCodeAt(0);
  if (first < 65 || first > 90) return false;
  const before = tokens[at - 1]?.text ?? '';
  const next = tokens[at + 1]?.text ?? '';
  if (!/^\p{Ll}[\p{Ll}-]{2,}$/u.test(before) || leadsUp(before) || !/^\p{Ll}/u.test(next)) return false;
  return openers.test(text) || isHeadline(text, next) || isGerund(text, next);
}

/** Fewest words of a line that ran into the next one. */
const shortest = 4;

/** The lines of what was taken for one sentence: publishers run highlights into the abstract behind them. */
export function linesOf(tokens: Token[]): Token[][] {
  const lines: Token[][] = [];
  let from = 0;
  for (let at = shortest; at < tokens.length - 1; at++) {
    if (at - from < shortest || !beginsAnew(tokens, at)) continue;
    lines.push(tokens.slice(from, at));
    from = at;
  }
  return from === 0 ? [tokens] : [...lines, tokens.slice(from)];
}
