import { DocumentError } from '../../errors.ts';
import { subscript, superscript } from '../scripts.ts';
import {
  citations,
  environmentSignatures,
  headings,
  mathEnvironments,
  references,
  signatures,
  unreadEnvironments,
} from './commands.ts';
import { formulaSource, inlineFormula, takeFormula } from './math.ts';
import { quantityCommands } from './quantities.ts';
import { cite, refer } from './references.ts';
import type { Sink } from './sink.ts';
import { accents, symbols } from './symbols.ts';
import { sourceOf, type Token } from './tokens.ts';
import { type Cursor, endOf, inside, takeArgument, takeOptional, takeStar, tokenAt } from './tree.ts';

const deepest = 100;

/** Reads all from the cursor to its end into the sink. */
export function walk(cursor: Cursor, sink: Sink): void {
  if (sink.depth > deepest) {
    throw new DocumentError('unsafe', `commands stand in one another deeper than ${deepest}`, 'flatten the source');
  }
  sink.depth += 1;
  for (let token = tokenAt(cursor, cursor.at); token !== null; token = tokenAt(cursor, cursor.at)) {
    readers[token.kind](cursor, sink, token);
  }
  sink.depth -= 1;
}

type Read = (cursor: Cursor, sink: Sink, token: Token) => void;

/** For each kind of token, what reads it and goes on behind it. */
const readers: Record<Token['kind'], Read> = {
  text: say(({ text }) => textOf(text)),
  verbatim: say(({ text }) => text),
  blank: say(() => ' '),
  tab: say(() => ' '),
  parameter: say(() => ''),
  open: say(() => ''),
  close: say(() => ''),
  end: say(() => ''),
  paragraph(cursor, sink) {
    cursor.at += 1;
    sink.endParagraph();
  },
  math: readFormula,
  begin(cursor, sink, { text }) {
    const end = endOf(cursor, cursor.at);
    const inner = inside(cursor, cursor.at + 1, end ?? cursor.at + 1);
    cursor.at = (end ?? cursor.at) + 1;
    sink.environment(text, inner);
  },
  command: readCommand,
};

function say(text: (token: Token) => string): Read {
  return (cursor, sink, token) => {
    cursor.at += 1;
    sink.pieces.push(text(token));
  };
}

/** Quotation marks and dashes as TeX makes them. */
const textOf = (text: string): string =>
  /[`'-]/.test(text)
    ? text
        .replaceAll('---', '—')
        .replaceAll('--', '–')
        .replaceAll('``', '“')
        .replaceAll("''", '”')
        .replaceAll('`', '‘')
        .replaceAll("'", '’')
    : text;

function readFormula(cursor: Cursor, sink: Sink): void {
  const formula = takeFormula(cursor);
  if (formula?.display === true) sink.formula(formula.source);
  else if (formula !== null) sink.pieces.push(inlineFormula(formula.source, lastOf(sink)));
}

const lastOf = ({ pieces }: Sink): string => pieces.slice(-6).join('');

function readCommand(cursor: Cursor, sink: Sink, { text: name }: Token): void {
  if (name === '(' || name === '[') {
    readFormula(cursor, sink);
    return;
  }
  const place = cursor.at;
  cursor.at += 1;
  const command = commands.get(name);
  if (command !== undefined) command(cursor, sink, place);
  else if (headings.has(name)) readHeading(cursor, sink, name);
  else if (citations.has(name)) cite(cursor, sink);
  else if (references.has(name)) refer(cursor, sink, name);
  else if (accents.has(name)) accent(cursor, sink, accents.get(name) ?? '');
  else if (symbols.has(name)) sink.pieces.push(symbols.get(name) ?? '');
  else takeArguments(cursor, sink, signatures.get(name) ?? '*o');
}

/** Passes the arguments of a signature by; what is text of them is read. */
export function takeArguments(cursor: Cursor, sink: Sink, signature: string): void {
  for (const letter of signature) {
    if (letter === '*') takeStar(cursor);
    else if (letter === 'o') takeOptional(cursor);
    else if (letter === 'p') takeParentheses(cursor);
    else if (letter === 'd') takeArgument(cursor);
    else walk(takeArgument(cursor), sink);
  }
}

/** `(lr)`, or `(l{0.5em}r)`: what a rule of a table leaves out at its ends. */
function takeParentheses(cursor: Cursor): void {
  if (!tokenAt(cursor, cursor.at)?.text.startsWith('(')) return;
  for (const end = cursor.at + 12; cursor.at < end; cursor.at += 1)
    if (tokenAt(cursor, cursor.at)?.text.endsWith(')')) break;
  cursor.at += 1;
}

type Command = (cursor: Cursor, sink: Sink, place: number) => void;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['par', (_, sink) => sink.endParagraph()],
  ...['newpage', 'clearpage', 'bigskip', 'medskip', 'smallskip', 'newblock'].map((name): [string, Command] => [
    name,
    (_, sink) => sink.endParagraph(),
  ]),
  ['item', readItem],
  ['caption', readCaption],
  ...['footnote', 'footnotetext'].map((name): [string, Command] => [name, readNote]),
  ['textsuperscript', (cursor, sink) => script(cursor, sink, superscript)],
  ['textsubscript', (cursor, sink) => script(cursor, sink, subscript)],
  [
    'xspace',
    (cursor, sink) => void (/^[\p{L}\p{N}(]/u.test(tokenAt(cursor, cursor.at)?.text ?? '') && sink.pieces.push(' ')),
  ],
  ['url', (cursor, sink) => void sink.pieces.push(sourceIn(takeArgument(cursor)))],
  ['\\', lineBreak],
  ...[...quantityCommands].map(([name, text]): [string, Command] => [
    name,
    (cursor, sink) => {
      takeOptional(cursor);
      sink.pieces.push(text(() => sourceIn(takeArgument(cursor))));
    },
  ]),
]);

const sourceIn = ({ tokens, at, end }: Cursor): string => sourceOf(tokens, at, end);

function lineBreak(cursor: Cursor, sink: Sink): void {
  takeArguments(cursor, sink, '*o');
  sink.pieces.push(' ');
}

function readItem(cursor: Cursor, sink: Sink): void {
  sink.endParagraph();
  const term = takeOptional(cursor);
  if (term === null) return;
  walk(term, sink);
  if (/\p{L}/u.test(lastOf(sink))) sink.pieces.push(/[:.]\s*$/.test(lastOf(sink)) ? ' ' : ': ');
}

function readHeading(cursor: Cursor, sink: Sink, name: string): void {
  takeStar(cursor);
  takeOptional(cursor);
  sink.heading(name, takeArgument(cursor));
}

function readCaption(cursor: Cursor, sink: Sink, place: number): void {
  takeArguments(cursor, sink, '*o');
  const label = sink.paper.captions.get(place);
  sink.caption(label === undefined ? '' : `${label.kind} ${label.number}.`, takeArgument(cursor));
}

function readNote(cursor: Cursor, sink: Sink): void {
  takeOptional(cursor);
  sink.note(takeArgument(cursor));
}

function script(cursor: Cursor, sink: Sink, write: (before: string, text: string) => string): void {
  sink.pieces.push(write(lastOf(sink), plainText(takeArgument(cursor), sink)));
}

/** The accent stands on the first letter of what follows. */
function accent(cursor: Cursor, sink: Sink, mark: string): void {
  const text = plainText(takeArgument(cursor), sink).replace('ı', 'i').replace('ȷ', 'j');
  const [letter = ''] = text;
  sink.pieces.push(`${letter}${letter === '' ? '' : mark}${text.slice(letter.length)}`);
}

/** The text of titles, captions and cells: on one line, and what stands apart in it is read along. */
export function plainText(cursor: Cursor, { paper, depth }: Pick<Sink, 'paper' | 'depth'>): string {
  const sink: Sink = {
    paper,
    pieces: [],
    depth,
    endParagraph: () => void sink.pieces.push(' '),
    endSection: () => undefined,
    heading: (_, title) => walk(title, sink),
    environment(name, inner) {
      if (mathEnvironments.has(name)) {
        sink.formula(formulaSource(sourceIn(inner)));
        return;
      }
      takeArguments(inner, sink, environmentSignatures.get(name) ?? 'o');
      if (!unreadEnvironments.has(name)) walk(inner, sink);
    },
    formula: (source) => void sink.pieces.push(` $${source}$ `),
    caption: (_, inner) => walk(inner, sink),
    note: () => undefined,
  };
  walk(cursor, sink);
  return sink.pieces.join('').replaceAll(/\s+/g, ' ').trim();
}
