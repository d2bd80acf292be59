import { DocumentError } from '../../errors.ts';
import { isCondition, takeBranch } from './conditions.ts';
import type { Loaded } from './files.ts';
import { type Definitions, definers, type Macro, textOf } from './macros.ts';
import { createSupply, type Frame, type TokenSupply } from './supply.ts';
import { blank, close, open, type Token, tokenize } from './tokens.ts';

/** Expansions, and tokens made by them, of one document: papers use some thousands; more is a macro that feeds itself. */
const mostExpansions = 100_000;
const mostTokens = 1_000_000;

export type Expansion = {
  place: string;
  /** Path of the main file, in its folder. */
  main: string;
  /** Files of the folder that the main file names, by path. */
  files: ReadonlyMap<string, Loaded>;
  resolve(name: string, folder: string): string;
  known: ReadonlySet<string>;
  maxBytes: number;
  notice(message: string): void;
};

type State = {
  expansion: Expansion;
  definitions: Definitions;
  supply: TokenSupply;
  output: Token[];
  expansions: number;
  tokens: number;
  bytes: number;
  /** Paths of files that were not there, and said. */
  missing: Set<string>;
};

/**
 * The tokens of a document with its files put in, its conditions decided and its macros expanded.
 * @throws {DocumentError} `unsafe` where macros expand without end, files put themselves in, or lie outside of the folder;
 *   `malformed` where a condition has no end; `too-large`
 */
export function expand(source: string, expansion: Expansion): Token[] {
  const definitions: Definitions = {
    macros: new Map(),
    environments: new Map(),
    conditions: new Map(),
    known: expansion.known,
  };
  const main: Frame = { tokens: tokenize(source), at: 0, file: expansion.main, harvest: false };
  const supply = createSupply(main);
  const state: State = {
    expansion,
    definitions,
    supply,
    output: [],
    expansions: 0,
    tokens: 0,
    bytes: 0,
    missing: new Set(),
  };
  for (let token = supply.next(); token !== null; token = supply.next()) step(state, token);
  return state.output;
}

function step(state: State, token: Token): void {
  const { supply, definitions } = state;
  if (token.kind !== 'command') {
    if (!supply.isHarvest()) state.output.push(token);
    return;
  }
  const name = token.text;
  const definer = definers.get(name);
  if (definer !== undefined) definer(supply, definitions);
  else if (supply.isHarvest()) return;
  else if (isCondition(name, definitions)) takeBranch(name, supply, definitions);
  else if (!setsCondition(name, definitions)) expandCommand(state, token);
}

/** `\drafttrue`, `\draftfalse` */
function setsCondition(name: string, { conditions }: Definitions): boolean {
  const [, base, value] = /^(.*)(true|false)$/.exec(name) ?? [];
  if (!conditions.has(`if${base}`)) return false;
  conditions.set(`if${base}`, value === 'true');
  return true;
}

function expandCommand(state: State, token: Token): void {
  const macro = state.definitions.macros.get(token.text);
  const command = commands.get(token.text);
  if (macro !== undefined) push(state, expanded(macro, state.supply));
  else if (command !== undefined) command(state, token);
  else state.output.push(token);
}

const commands: ReadonlyMap<string, (state: State, token: Token) => void> = new Map([
  ['begin', expandEnvironment],
  ['end', expandEnvironment],
  ...['input', 'include', 'subfile', '@input'].map((name): [string, typeof putIn] => [name, putIn]),
  ['import', putInFrom],
  ['subimport', putInFrom],
  ['usepackage', putInPackage],
  ['RequirePackage', putInPackage],
  ['endinput', ({ supply }) => supply.endFile()],
]);

function expandEnvironment(state: State, token: Token): void {
  if (state.supply.peek()?.kind !== 'open') return;
  const tokens = state.supply.argument();
  const name = textOf(tokens);
  const environment = state.definitions.environments.get(name);
  if (environment === undefined) state.output.push({ kind: token.text === 'begin' ? 'begin' : 'end', text: name });
  else push(state, token.text === 'begin' ? expanded(environment.begin, state.supply) : environment.end);
}

function expanded(macro: Macro, supply: TokenSupply): Token[] {
  const values: (readonly Token[])[] = [];
  if (macro.default !== null) values.push(supply.optional() ?? macro.default);
  while (values.length < macro.parameters) values.push(supply.argument());
  const body: Token[] = [];
  for (const token of macro.body) {
    const value = token.kind === 'parameter' ? values[Number(token.text) - 1] : undefined;
    if (value === undefined) body.push(token);
    else for (const one of value) body.push(one);
    if (body.length > mostTokens) throw endless();
  }
  return body;
}

function push(state: State, tokens: readonly Token[]): void {
  state.expansions += 1;
  state.tokens += tokens.length;
  if (state.expansions > mostExpansions || state.tokens > mostTokens) throw endless();
  state.supply.push({ tokens, at: 0, file: null, harvest: false });
}

const endless = (): DocumentError =>
  new DocumentError(
    'unsafe',
    `its macros expand to more than ${mostTokens} words, or more than ${mostExpansions} times`,
    'see which \\newcommand or \\def uses itself, and take it out',
  );

function putIn(state: State): void {
  const name = textOf(state.supply.fileName());
  putInFile(state, name, state.expansion.resolve(name, ''));
}

function putInFrom(state: State): void {
  const folder = textOf(state.supply.argument());
  const name = textOf(state.supply.argument());
  putInFile(state, name, state.expansion.resolve(name, folder));
}

function putInFile(state: State, name: string, path: string): void {
  const { files, place, notice } = state.expansion;
  const loaded = files.get(path) ?? 'missing';
  if (loaded === 'outside') throw outside(name);
  if (loaded !== 'missing') pushFile(state, loaded.source, path);
  else if (!state.missing.has(path))
    notice(`${place}: the file of \\input{${name.slice(0, 80)}} is not there, and left out`);
  if (loaded === 'missing') state.missing.add(path);
}

function pushFile(state: State, source: string, path: string): void {
  const within = state.supply.openFiles();
  if (within.includes(path)) {
    const message = `its files put one another in without end: ${[...within.slice(-3), path].join(', ')}`;
    throw new DocumentError('unsafe', message, 'take out the \\input that leads back');
  }
  state.bytes += source.length;
  if (state.bytes > state.expansion.maxBytes) {
    throw new DocumentError('too-large', 'with the files that it puts in it is over the size limit', 'split it');
  }
  state.supply.push({ tokens: [...tokenize(source), blank], at: 0, file: path, harvest: false });
}

const outside = (name: string): DocumentError =>
  new DocumentError(
    'unsafe',
    `\\input{${name.slice(0, 80)}} leads out of the folder of the document`,
    'copy the file into the folder, and name it by a path in it',
  );

/** Of style files that lie in the folder only the definitions count; the rest is about looks. */
function putInPackage(state: State): void {
  const options = state.supply.optional() ?? [];
  const names = textOf(state.supply.argument());
  for (const name of names.split(',')) {
    const path = `${name.trim()}.sty`;
    const loaded = state.expansion.files.get(path);
    if (typeof loaded !== 'object' || state.supply.openFiles().includes(path)) continue;
    state.bytes += loaded.source.length;
    if (state.bytes > state.expansion.maxBytes) return;
    const tokens = tokenize(`\\makeatletter ${loaded.source}`);
    state.supply.push({ tokens, at: 0, file: path, harvest: true });
  }
  state.output.push({ kind: 'command', text: 'usepackage' }, open, { kind: 'text', text: names }, close);
  if (options.length > 0) state.output.push(blank);
}
