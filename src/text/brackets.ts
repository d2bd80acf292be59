/** Marks of the text that only make sense in pairs: brackets and the dollar signs of formulas. */

const closerOf: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const longestFormula = 400;
const longestBracket = 600;
const bracketOrLine = /[()[\]{}\n]/g;

const isBlankLine = (text: string, at: number): boolean => {
  if (text[at] !== '\n') return false;
  let next = at + 1;
  while (text[next] === ' ' || text[next] === '\t') next += 1;
  return text[next] === '\n';
};

/**
 * Where each bracket closes: `end[i]` is the offset of the bracket that closes the one at `i`, for brackets of at most
 * 600 characters within one paragraph. Brackets without a partner ("a) first, b) second") are left out.
 */
export function matchBrackets(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  let open: { at: number; closer: string }[] = [];
  bracketOrLine.lastIndex = 0;
  for (let found = bracketOrLine.exec(text); found !== null; found = bracketOrLine.exec(text)) {
    const at = found.index;
    const character = found[0];
    const closer = closerOf[character];
    if (closer !== undefined) open.push({ at, closer });
    else if (character === ')' || character === ']' || character === '}') closeBracket(open, pairs, at, character);
    else if (isBlankLine(text, at)) open = [];
    if (open.length > 50) open = open.slice(-25);
  }
  return pairs;
}

function closeBracket(open: { at: number; closer: string }[], pairs: Map<number, number>, at: number, closer: string) {
  for (let depth = open.length - 1; depth >= 0; depth -= 1) {
    const bracket = open[depth];
    if (bracket?.closer !== closer) continue;
    open.length = depth;
    if (at - bracket.at <= longestBracket) pairs.set(bracket.at, at);
    return;
  }
}

/**
 * Formulas between single or double dollar signs, as [start, end) of the whole with its signs. A sign opens a formula
 * when no blank follows it and closes one when no blank precedes and no digit follows it, so that prices are no formulas.
 */
export function formulaSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let at = text.indexOf('$');
  while (at !== -1) {
    const end = text[at - 1] === '\\' ? -1 : formulaEnd(text, at);
    if (end !== -1) spans.push({ start: at, end });
    at = text.indexOf('$', end === -1 ? at + 1 : end);
  }
  return spans;
}

function formulaEnd(text: string, start: number): number {
  const signs = text[start + 1] === '$' ? 2 : 1;
  if (/\s/.test(text[start + signs] ?? ' ')) return -1;
  const last = Math.min(text.length, start + longestFormula);
  for (let at = start + signs; at < last; at += 1) {
    if (isBlankLine(text, at)) return -1;
    if (text[at] === '$' && text[at - 1] !== '\\') return closes(text, at, signs) ? at + signs : -1;
  }
  return -1;
}

function closes(text: string, at: number, signs: number): boolean {
  if (/\s/.test(text[at - 1] ?? ' ') || /[0-9]/.test(text[at + signs] ?? '')) return false;
  return text.startsWith('$'.repeat(signs), at);
}
