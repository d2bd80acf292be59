import { DocumentError } from '../../errors.ts';
import type { Definitions, Supply } from './macros.ts';

/** The conditions of TeX and of usual packages. What they ask for can't be known here, except the first two: they count as false. */
const conditions: ReadonlySet<string> = new Set([
  'iftrue',
  'iffalse',
  ...['if', 'ifx', 'ifnum', 'ifdim', 'ifodd', 'ifcase', 'ifcat', 'ifdefined', 'ifcsname', 'ifeof', 'ifvoid'],
  ...['ifmmode', 'ifhmode', 'ifvmode', 'ifinner', 'ifhbox', 'ifvbox'],
  ...['ifpdf', 'ifxetex', 'ifluatex', 'ifPDFTeX', 'ifXeTeX', 'ifLuaTeX'],
]);

export const isCondition = (name: string, definitions: Definitions): boolean =>
  name === 'else' || name === 'fi' || opens(name, definitions);

const opens = (name: string, definitions: Definitions): boolean =>
  conditions.has(name) || definitions.conditions.has(name);

/**
 * Goes on where the condition leads to. An `\else` that is met ends the branch that was taken.
 * @throws {DocumentError} `malformed` where it has no end
 */
export function takeBranch(name: string, supply: Supply, definitions: Definitions): void {
  if (name === 'fi') return;
  if (name === 'else') skip(name, supply, definitions, false);
  else if (name !== 'iftrue' && definitions.conditions.get(name) !== true) skip(name, supply, definitions, true);
}

function skip(name: string, supply: Supply, definitions: Definitions, toElse: boolean): void {
  let depth = 0;
  for (let token = supply.next(); token !== null; token = supply.next()) {
    if (token.kind !== 'command') continue;
    if (opens(token.text, definitions)) depth += 1;
    else if (depth === 0 && (token.text === 'fi' || (toElse && token.text === 'else'))) return;
    else if (token.text === 'fi') depth -= 1;
  }
  throw new DocumentError(
    'malformed',
    `what \\${name} begins has no \\fi`,
    'repair the source: TeX refuses it as well',
  );
}
