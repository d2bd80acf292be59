import { isPlace } from './kinds.ts';
import { type Token, tokenOf } from './tokens.ts';

const bullets = new Set('•►▪◦*');

/** Bullets and headings that publishers put into abstracts are no part of the sentence after them. */
export function withoutBullet(tokens: Token[]): Token[] {
  const [first, second] = tokens;
  if (bullets.has(first?.text ?? '')) return withoutBullet(tokens.slice(1));
  if (/^abstract$/i.test(second?.text ?? '') && /^graphical$/i.test(first?.text ?? ''))
    return withoutBullet(tokens.slice(2));
  return first?.text === 'Highlights' || isHeading(first, second) ? withoutBullet(tokens.slice(1)) : tokens;
}

/** "Results Prevalence of tinnitus was higher": the heading of a section runs into its first sentence. */
const isHeading = (first: Token | undefined, second: Token | undefined): boolean =>
  /^(?:Abstract|Aims?|Background|Conclusions?|Design|Discussion|Findings|Introduction|Methods?|Objectives?|Purpose|Results?|Setting)$/.test(
    first?.text ?? '',
  ) && /^\p{Lu}(?:\p{Ll}|$)/u.test(second?.text ?? '');

/** A small Latin letter at its head: most words have one, and are spared slower questions. */
const isPlain = (text: string): boolean => text >= 'a' && text < '{';

/** Words with a capital that do not begin their sentence: these keep it where they do. */
export function namesIn(sentences: Token[][]): Set<string> {
  const names = new Set<string>();
  for (const sentence of sentences) {
    const tokens = withoutBullet(sentence);
    for (let at = 1; at < tokens.length; at++) {
      const { text } = tokens[at] as Token;
      if (!isPlain(text) && text.length > 1 && /^\p{Lu}\p{Ll}+$/u.test(text)) names.add(text);
    }
  }
  return names;
}

/** The capital of a sentence's first word is the sentence's, unless the word is a name or stands before one. */
export function lowerFirst(tokens: Token[], names: ReadonlySet<string>): void {
  const [first, second] = tokens;
  if (second?.text === '.') return;
  if (first?.text === 'Let') tokens[0] = { ...first, text: 'let' };
  if (first === undefined || !/^\p{Lu}[\p{Ll}-]+$/u.test(first.text) || names.has(first.text) || isPlace(first.text))
    return;
  if (!first.text.includes('-') && /^(?:\p{Lu}|et$)/u.test(second?.text ?? '')) return;
  tokens[0] = tokenOf(first.text.toLowerCase(), first.start, first.end);
}
