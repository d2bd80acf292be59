import { formulaSpans } from './brackets.ts';

/** What LaTeX writes with a command and plain text with one sign; the sign stands at the command's end. */
const signs: Record<string, string> = {
  times: '×',
  cdot: '·',
  pm: '±',
  sim: '~',
  approx: '~',
  simeq: '~',
  le: '≤',
  leq: '≤',
  leqslant: '≤',
  ge: '≥',
  geq: '≥',
  geqslant: '≥',
  lesssim: '≲',
  gtrsim: '≳',
  ll: '<',
  gg: '>',
  circ: '°',
  degree: '°',
  percent: '%',
  mu: 'µ',
  Omega: 'Ω',
  AA: 'Å',
  infty: '∞',
  lt: '<',
  gt: '>',
  to: '→',
};

const wide = /[\uff01-\uff5e]/g;
const odd = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * The text of the same length in which numbers can be read: LaTeX commands for signs replaced by the signs, dollar signs
 * and spacing by blanks, full-width forms by plain ones, special blanks by plain ones. Offsets stay as they are.
 */
export function plainForNumbers(text: string): string {
  const plain = text
    .replace(wide, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(odd, ' ');
  if (!/[\\$]/.test(plain)) return plain;
  const characters = plain.split('');
  for (const { start, end } of formulaSpans(plain)) {
    for (let at = start; at < end; at += 1) if (characters[at] === '$') characters[at] = ' ';
  }
  return characters
    .join('')
    .replace(/\\[a-zA-Z]+/g, commandAsSign)
    .replace(/\^\{?\s*°\s*\}?/g, (match) => '°'.padStart(match.length))
    .replace(/\{,\}/g, ' , ')
    .replace(/(?<=\d) , (?=\d{3})/g, ' ')
    .replace(/\\[,;:! ]|~(?=\\)/g, '  ')
    .replace(/\\([%$#&_])/g, ' $1');
}

function commandAsSign(command: string): string {
  const sign = signs[command.slice(1)];
  return sign === undefined ? ' '.repeat(command.length) : sign.padStart(command.length);
}

/** A formula as a key: without dollar signs, blanks, braces and commands of style, so that spellings of one formula meet. */
export const formulaKey = (formula: string): string =>
  formula
    .normalize('NFKC')
    .replace(
      /\\(?:mathrm|mathbf|mathit|mathcal|mathbb|mathsf|text|textrm|left|right|displaystyle|rm|bf|it|,|;|:|!)/g,
      '',
    )
    .replace(/[\s{}$]/g, '');
