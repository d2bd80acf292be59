import { subscript, superscript } from '../scripts.ts';
import { mathSigns } from './symbols.ts';
import { sourceOf } from './tokens.ts';
import { type Cursor, tokenAt } from './tree.ts';

export type Formula = { source: string; display: boolean };

/**
 * The formula that begins at the cursor with `$`, `$$`, `\(` or `\[`. Null, and the cursor behind that sign, where none ends it
 * in its paragraph.
 */
export function takeFormula(cursor: Cursor): Formula | null {
  const start = cursor.at;
  const text = tokenAt(cursor, start)?.text;
  cursor.at += 1;
  const end = cursor.formulaEnds[start] ?? 0;
  if (end === 0 || end >= cursor.end) return null;
  cursor.at = end + 1;
  const source = formulaSource(sourceOf(cursor.tokens, start + 1, end));
  return { source, display: text === '$$' || text === '[' };
}

/** Marks for numbers and references are no part of what a formula says. */
export const formulaSource = (source: string): string =>
  source
    .replaceAll(/\\label\s?\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A formula in a line as text: numbers, units and signs as plain text, all else as `$…$`. `before` is what stands before it. */
export function inlineFormula(source: string, before: string): string {
  if (source === '') return '';
  return plainFormula(source, before) ?? `$${source}$`;
}

const longestPlain = 60;

function plainFormula(source: string, before: string): string | null {
  if (source.length > longestPlain) return null;
  let strange = false;
  const signs = source.replaceAll(/\\([A-Za-z]+|[\s\S])\s?/g, (_, name: string) => {
    strange ||= !mathSigns.has(name);
    return mathSigns.get(name) ?? '';
  });
  if (strange) return null;
  // A raised circle is a degree.
  const round = signs.replaceAll(/\^(?:\{°\}|°)/g, '°');
  const [, base = '', scripts = ''] = /^([^_^]*)((?:[_^](?:\{[^{}]*\}|[^\s{}]))*)$/.exec(round) ?? [];
  if (base + scripts !== round) return null;
  const bare = base.replaceAll(/[{}]/g, '').trim();
  if (/[A-Za-z]/.test(bare) || (bare.match(/\p{L}/gu)?.length ?? 0) > 1) return null;
  if (bare !== '' && !/\d$/.test(bare) && scripts !== '') return null;
  return `${bare}${scriptsAsText(scripts, before + bare)}`;
}

function scriptsAsText(scripts: string, before: string): string {
  let text = '';
  for (const [, mark, group, letter] of scripts.matchAll(/([_^])(?:\{([^{}]*)\}|([^\s{}]))/g)) {
    const value = group ?? letter ?? '';
    text += mark === '^' ? superscript(before + text, value) : subscript(before + text, value);
  }
  return text;
}
