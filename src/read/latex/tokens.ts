/** A word of TeX. Text is a run of letters and marks without blanks; brackets and stars stand alone. */
export type Token = {
  kind:
    | 'text'
    /** Its name, without the backslash. */
    | 'command'
    /** The name of the environment; made from commands when all macros are expanded. */
    | 'begin'
    | 'end'
    | 'open'
    | 'close'
    /** `$` or `$$`. */
    | 'math'
    | 'tab'
    | 'blank'
    /** A blank line. */
    | 'paragraph'
    /** The number of a parameter of a macro: `#1`. */
    | 'parameter'
    | 'verbatim';
  text: string;
};

const single = (kind: Token['kind'], text: string): Token => Object.freeze({ kind, text });

export const blank = single('blank', ' ');
const paragraph = single('paragraph', '\n\n');
export const open = single('open', '{');
export const close = single('close', '}');

const marks: ReadonlyMap<string, Token> = new Map([
  ['{', open],
  ['}', close],
  ['&', single('tab', '&')],
  ['~', blank],
  ['[', single('text', '[')],
  [']', single('text', ']')],
  ['*', single('text', '*')],
  ['$', single('math', '$')],
  ['$$', single('math', '$$')],
]);

/** Environments whose content is no TeX, and no prose either. */
const raw = /\\begin\{((?:[vV]erbatim|lstlisting|minted|comment|filecontents|alltt|CCSXML)\*?)\}/y;

const word =
  /(?<verbatim>\\(?:verb|lstinline)\*?(?<bar>[^\sA-Za-z*{[])(?<inside>[^\n]{0,2000}?)\k<bar>)|\\(?<command>[A-Za-z]+)|\\(?<symbol>[\s\S]?)|(?<comment>%[^\n]*(?:\n[ \t]*)?)|(?<blank>\s+)|#(?<parameter>[1-9])|(?<mark>\$\$?|[{}&~[\]*])|(?<text>[^\\{}$&~#%\s[\]*]+|#)/gy;
const letters = /[A-Za-z@]*/y;

type Reader = { source: string; at: number; tokens: Token[]; atIsLetter: boolean; lineIsEmpty: boolean };

/** The words of a TeX source, comments and verbatim blocks left out. Takes time in proportion to its length. */
export function tokenize(source: string): Token[] {
  const reader: Reader = { source, at: 0, tokens: [], atIsLetter: false, lineIsEmpty: false };
  while (reader.at < source.length) {
    if (source.startsWith('\\begin{', reader.at) && skipsRaw(reader)) continue;
    word.lastIndex = reader.at;
    const groups = word.exec(source)?.groups;
    // Each character begins a word; should one not, it is passed by.
    if (groups === undefined) reader.at += 1;
    else {
      reader.at = word.lastIndex;
      add(reader, groups);
    }
  }
  return reader.tokens;
}

function skipsRaw(reader: Reader): boolean {
  raw.lastIndex = reader.at;
  const name = raw.exec(reader.source)?.[1];
  if (name === undefined) return false;
  const end = `\\end{${name}}`;
  const found = reader.source.indexOf(end, raw.lastIndex);
  reader.at = found < 0 ? reader.source.length : found + end.length;
  reader.tokens.push(blank);
  return true;
}

function add(reader: Reader, groups: Record<string, string | undefined>): void {
  const { tokens } = reader;
  if (groups.comment !== undefined) {
    reader.lineIsEmpty = groups.comment.includes('\n');
    return;
  }
  if (groups.symbol === '@' && reader.atIsLetter) {
    reader.at -= 1;
    addCommand(reader, '');
  } else if (groups.command !== undefined) addCommand(reader, groups.command);
  else if (groups.blank !== undefined) tokens.push(blankOf(groups.blank, reader.lineIsEmpty));
  else tokens.push(tokenOf(groups));
  reader.lineIsEmpty = false;
}

/** Behind a comment the line has begun already. */
function blankOf(text: string, lineIsEmpty: boolean): Token {
  const lines = text.split('\n').length - 1 + (lineIsEmpty ? 1 : 0);
  return lines > 1 ? paragraph : blank;
}

function tokenOf({ mark, text, symbol, verbatim, inside, parameter }: Record<string, string | undefined>): Token {
  if (text !== undefined) return { kind: 'text', text };
  if (symbol !== undefined) return { kind: 'command', text: symbol.trim() || ' ' };
  if (verbatim !== undefined) return { kind: 'verbatim', text: inside ?? '' };
  if (parameter !== undefined) return { kind: 'parameter', text: parameter };
  return marks.get(mark ?? '') ?? blank;
}

/** The blanks behind the name of a command are part of it; `@` is a letter in style files and between the two commands. */
function addCommand(reader: Reader, start: string): void {
  let name = start;
  if (reader.atIsLetter && reader.source[reader.at] === '@') {
    letters.lastIndex = reader.at;
    name += letters.exec(reader.source)?.[0] ?? '';
    reader.at = letters.lastIndex;
  }
  if (name === 'makeatletter' || name === 'makeatother') reader.atIsLetter = name === 'makeatletter';
  else reader.tokens.push({ kind: 'command', text: name });
  const { source } = reader;
  let { at } = reader;
  while (source[at] === ' ' || source[at] === '\t') at += 1;
  if (source[at] === '\n' && !/^[ \t]*\n/.test(source.slice(at + 1, at + 200))) {
    at += 1;
    while (source[at] === ' ' || source[at] === '\t') at += 1;
  }
  reader.at = at;
}

/** The source again, on one line: what stands between dollar signs is kept as it is written. */
export function sourceOf(tokens: readonly Token[], from = 0, to = tokens.length): string {
  const pieces: string[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token !== undefined) pieces.push(writers[token.kind](token.text, at + 1 < to ? tokens[at + 1] : undefined));
  }
  return pieces.join('').replaceAll(/\s+/g, ' ').trim();
}

type Write = (text: string, next: Token | undefined) => string;

const same: Write = (text) => text;

const writers: Record<Token['kind'], Write> = {
  text: same,
  open: same,
  close: same,
  math: same,
  tab: same,
  blank: same,
  paragraph: same,
  verbatim: same,
  command: (text, next) => `\\${text}${/[A-Za-z]$/.test(text) && isWord(next) ? ' ' : ''}`,
  begin: (text) => `\\begin{${text}}`,
  end: (text) => `\\end{${text}}`,
  parameter: (text) => `#${text}`,
};

const isWord = (token: Token | undefined): boolean => token?.kind === 'text' && /^[A-Za-z]/.test(token.text);
