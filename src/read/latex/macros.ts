import type { Token } from './tokens.ts';

/** What a macro stands for; `#1` in its body is its first argument. */
export type Macro = {
  parameters: number;
  /** Of the first parameter, where that is optional. */
  default: readonly Token[] | null;
  body: readonly Token[];
};

type Environment = { begin: Macro; end: readonly Token[] };

/** Where the tokens come from, one after the other, with what a definition needs to read from there. */
export type Supply = {
  /** Null at the end. */
  next(): Token | null;
  peek(): Token | null;
  /** The group or the single token that comes next, without its braces. */
  argument(): Token[];
  /** What stands in brackets next, if anything does. */
  optional(): Token[] | null;
};

export type Definitions = {
  macros: Map<string, Macro>;
  environments: Map<string, Environment>;
  /** Names made by `\newif`, and what they are set to. */
  conditions: Map<string, boolean>;
  /** Names that the reader knows the meaning of: their definitions are about looks, and are passed by. */
  known: ReadonlySet<string>;
};

type Define = (supply: Supply, definitions: Definitions) => void;

/** What each defining command reads and does. */
export const definers: ReadonlyMap<string, Define> = new Map<string, Define>([
  ...['newcommand', 'renewcommand', 'DeclareRobustCommand', 'newrobustcmd'].map((name): [string, Define] => [
    name,
    (supply, definitions) => defineCommand(supply, definitions, true),
  ]),
  ['providecommand', (supply, definitions) => defineCommand(supply, definitions, false)],
  ...['def', 'gdef', 'edef', 'xdef'].map((name): [string, Define] => [name, defineByTex]),
  ['let', defineAlias],
  ['DeclareMathOperator', defineOperator],
  ['newenvironment', defineEnvironment],
  ['renewenvironment', defineEnvironment],
  ['NewDocumentCommand', defineDocumentCommand],
  ['RenewDocumentCommand', defineDocumentCommand],
  ['newif', defineCondition],
]);

function define({ macros, known }: Definitions, name: string | null, macro: Macro): void {
  if (name !== null && !known.has(name)) macros.set(name, macro);
}

const nameIn = (tokens: readonly Token[]): string | null => tokens.find(({ kind }) => kind === 'command')?.text ?? null;

export const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .trim();

function takeStar(supply: Supply): void {
  const token = supply.peek();
  if (token?.kind === 'text' && token.text === '*') supply.next();
}

function macroBehind(supply: Supply): Macro {
  const count = Number(textOf(supply.optional() ?? []));
  const first = supply.optional();
  const parameters = Number.isInteger(count) ? Math.min(Math.max(count, 0), 9) : 0;
  return { parameters, default: parameters > 0 ? first : null, body: supply.argument() };
}

function defineCommand(supply: Supply, definitions: Definitions, again: boolean): void {
  takeStar(supply);
  const name = nameIn(supply.argument());
  const macro = macroBehind(supply);
  if (again || name === null || !definitions.macros.has(name)) define(definitions, name, macro);
}

/** `\def\name#1#2{…}`; one whose parameters have delimiters of their own is passed by. */
function defineByTex(supply: Supply, definitions: Definitions): void {
  const name = nameIn(supply.argument());
  let parameters = 0;
  let plain = true;
  for (let token = supply.peek(); token !== null && token.kind !== 'open'; token = supply.peek()) {
    if (token.kind === 'paragraph') return;
    if (token.kind === 'parameter') parameters += 1;
    else plain &&= token.kind === 'blank';
    supply.next();
  }
  const body = supply.argument();
  if (plain) define(definitions, name, { parameters, default: null, body });
}

function defineAlias(supply: Supply, definitions: Definitions): void {
  const name = nameIn(supply.argument());
  const token = supply.peek();
  if (token?.kind === 'text' && token.text === '=') supply.next();
  const meant = supply.argument();
  const old = definitions.macros.get(nameIn(meant) ?? '');
  const isItself = nameIn(meant) === name;
  if (!isItself) define(definitions, name, old ?? { parameters: 0, default: null, body: meant });
}

function defineOperator(supply: Supply, definitions: Definitions): void {
  takeStar(supply);
  const name = nameIn(supply.argument());
  const body: Token[] = [
    { kind: 'command', text: 'operatorname' },
    { kind: 'open', text: '{' },
    ...supply.argument(),
    { kind: 'close', text: '}' },
  ];
  define(definitions, name, { parameters: 0, default: null, body });
}

function defineEnvironment(supply: Supply, { environments, known }: Definitions): void {
  takeStar(supply);
  const name = textOf(supply.argument());
  const begin = macroBehind(supply);
  const end = supply.argument();
  if (!known.has(name)) environments.set(name, { begin, end });
}

/** Of the letters of xparse, those that say the same as `\newcommand` can: all mandatory, or the first one optional. */
function defineDocumentCommand(supply: Supply, definitions: Definitions): void {
  const name = nameIn(supply.argument());
  const letters = textOf(supply.argument()).replaceAll(/\s/g, '');
  const body = supply.argument();
  const found = /^(?:(o)|O\{?(.*?)\}?)?(m*)$/.exec(letters);
  if (found === null) return;
  const [, plain, value, mandatory = ''] = found;
  const first = plain === undefined && value === undefined ? null : [{ kind: 'text' as const, text: value ?? '' }];
  define(definitions, name, { parameters: mandatory.length + (first === null ? 0 : 1), default: first, body });
}

/** `\newif\ifdraft` makes `\ifdraft`, `\drafttrue` and `\draftfalse`. */
function defineCondition(supply: Supply, { conditions }: Definitions): void {
  const name = nameIn(supply.argument());
  if (name?.startsWith('if') === true) conditions.set(name, false);
}
