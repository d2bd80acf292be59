import { shown } from './problems.ts';

/** Where a text stops being JSON (an offset in UTF-16 code units), what stands there, and what could stand there instead. */
export type JsonError = { offset: number; found: string; expected: string };

/** What may come next, in words. */
const expectations = {
  value: 'a value',
  item: 'a value or ]',
  key: 'a key in double quotes',
  member: 'a key in double quotes or }',
  colon: 'a colon',
  next: 'a comma or the closing bracket',
  end: 'the end',
} as const;

type Expecting = keyof typeof expectations;

type State = { text: string; at: number; expecting: Expecting; open: ('{' | '[')[] };

const spaces = /[ \t\n\r]*/y;
const numberOrLiteral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function wrong({ text, at, expecting }: State): JsonError {
  const found = at >= text.length ? 'the end' : shown(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return { offset: at, found, expected: expectations[expecting] };
}

const afterValue = ({ open }: State): Expecting => (open.length === 0 ? 'end' : 'next');

function advance(state: State, to: Expecting): null {
  state.expecting = to;
  state.at += 1;
  return null;
}

function begin(state: State, bracket: '{' | '[', next: Expecting): JsonError | null {
  if (state.expecting !== 'value' && state.expecting !== 'item') return wrong(state);
  state.open.push(bracket);
  return advance(state, next);
}

function finish(state: State, bracket: '{' | '[', whenEmpty: Expecting): JsonError | null {
  if (state.open.at(-1) !== bracket) return wrong(state);
  if (state.expecting !== 'next' && state.expecting !== whenEmpty) return wrong(state);
  state.open.pop();
  return advance(state, afterValue(state));
}

const structural: Record<string, (state: State) => JsonError | null> = {
  '{': (state) => begin(state, '{', 'member'),
  '[': (state) => begin(state, '[', 'item'),
  '}': (state) => finish(state, '{', 'member'),
  ']': (state) => finish(state, '[', 'item'),
  ',': (state) =>
    state.expecting === 'next' ? advance(state, state.open.at(-1) === '{' ? 'key' : 'value') : wrong(state),
  ':': (state) => (state.expecting === 'colon' ? advance(state, 'value') : wrong(state)),
};

/** The end of the string whose opening quotation mark stands at `at`, or where it goes wrong. */
function stringEnd(text: string, at: number): number | JsonError {
  let index = at + 1;
  for (;;) {
    const code = text.charCodeAt(index);
    if (Number.isNaN(code)) return { offset: index, found: 'the end', expected: 'a closing quotation mark' };
    if (code === 0x22) return index + 1;
    if (code < 0x20) return { offset: index, found: 'a control character', expected: 'it to be escaped' };
    const end = code === 0x5c ? matchEnd(escapeSequence, text, index) : index + 1;
    if (end === null) return { offset: index, found: 'a backslash', expected: 'one of the escapes of JSON' };
    index = end;
  }
}

/** A string, number or literal. */
function plain(state: State): JsonError | null {
  const { text, at, expecting } = state;
  const isKey = expecting === 'key' || expecting === 'member';
  const isString = text[at] === '"';
  if (!isKey && expecting !== 'value' && expecting !== 'item') return wrong(state);
  if (isKey && !isString) return wrong(state);
  const end = isString ? stringEnd(text, at) : matchEnd(numberOrLiteral, text, at);
  if (end === null) return wrong(state);
  if (typeof end === 'object') return end;
  state.at = end;
  state.expecting = isKey ? 'colon' : afterValue(state);
  return null;
}

/**
 * Finds the first place where a text is not JSON; null where it is. `JSON.parse` tells the place in some releases of Node
 * only, and never what could stand there.
 */
export function findJsonError(text: string): JsonError | null {
  const state: State = { text, at: 0, expecting: 'value', open: [] };
  for (;;) {
    state.at = matchEnd(spaces, text, state.at) ?? state.at;
    const character = text[state.at];
    if (character === undefined) return state.expecting === 'end' ? null : wrong(state);
    const error = (structural[character] ?? plain)(state);
    if (error !== null) return error;
  }
}
