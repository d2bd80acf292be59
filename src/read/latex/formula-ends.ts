import type { Token } from './tokens.ts';

/** What ends a formula that was begun by a `$`, `$$`, `\(` or `\[`. */
const endOfFormula: ReadonlyMap<string, string> = new Map([
  ['math $', 'math $'],
  ['math $$', 'math $$'],
  ['command (', 'command )'],
  ['command [', 'command ]'],
]);

const enders: ReadonlySet<string> = new Set(endOfFormula.values());

/** The nearest sign of each kind that ends a formula, to the right of where one looks. */
type Nearest = Map<string, number>;

/**
 * By the place of each sign that begins a formula, the place of the one that ends it in its paragraph, outside of groups between them; 0
 * where there is none. From the end to the beginning in one pass: looked for from each, it would be sought to the end of the text again and again.
 * @param ends of groups, by their beginnings
 */
export function formulaEndsOf(tokens: readonly Token[], ends: Int32Array): Int32Array {
  const found = new Int32Array(tokens.length);
  const sides = sidesOfGroups(tokens, ends);
  const around: Nearest[] = [];
  let nearest: Nearest = new Map();
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'paragraph') nearest.clear();
    else if (kind === 'math' || kind === 'command') found[at] = endFrom(`${kind} ${text}`, at, nearest);
    else if (sides[at] === closing) {
      // What is begun within a group may end behind it.
      around.push(nearest);
      nearest = new Map(nearest);
    } else if (sides[at] === opening) nearest = around.pop() ?? nearest;
  }
  return found;
}

const opening = 1;
const closing = 2;

function sidesOfGroups(tokens: readonly Token[], ends: Int32Array): Uint8Array {
  const sides = new Uint8Array(tokens.length);
  for (const [at, { kind }] of tokens.entries()) {
    const end = ends[at] ?? 0;
    if (kind !== 'open' || end === 0) continue;
    sides[at] = opening;
    sides[end] = closing;
  }
  return sides;
}

/** Where the formula ends that the sign begins, 0 for none; from here on it is the nearest of its kind itself. */
function endFrom(sign: string, at: number, nearest: Nearest): number {
  const end = endOfFormula.get(sign);
  const found = end === undefined ? 0 : (nearest.get(end) ?? 0);
  if (enders.has(sign)) nearest.set(sign, at);
  return found;
}
