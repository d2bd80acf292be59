import { shown } from './problems.ts';

/** A part of a JSON text: an item of the array that the text is (its position is `index`), or a value of a sequence. */
export type RawItem = { kind: 'item'; text: string; index: number | null; line: number; column: number };
export type SplitError = { kind: 'error'; line: number; column: number; found: string; expected: string };

export type Splitter = {
  /** The items that end in this piece of the text. After an error nothing more comes. */
  feed(piece: string): (RawItem | SplitError)[];
  end(): (RawItem | SplitError)[];
  /** UTF-16 code units of the item that is not complete, and the line that it begins in. */
  pending(): { size: number; line: number };
};

type State = {
  many: boolean;
  phase: 'start' | 'array' | 'sequence' | 'after' | 'failed';
  found: (RawItem | SplitError)[];
  count: number;
  afterComma: boolean;
  /** Where the item that is being read begins, and what earlier pieces of the text hold of it. */
  item: { line: number; column: number } | null;
  parts: string[];
  size: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** The piece that is being read, and where in it the item begins or goes on. */
  piece: string;
  from: number;
  /** Code units in earlier pieces, the number of the line, and its start counted from the start of the text. */
  read: number;
  line: number;
  lineStart: number;
};

const isSpace = (character: string) =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';

const steps: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 };

function position({ line, read, lineStart }: State, at: number) {
  return { line, column: read + at - lineStart + 1 };
}

function fail(state: State, at: number, found: string, expected: string): void {
  state.found.push({ kind: 'error', ...position(state, at), found, expected });
  state.phase = 'failed';
}

function finishItem(state: State, end: number): void {
  if (state.item === null) return;
  const text = state.parts.join('') + state.piece.slice(state.from, end);
  state.found.push({ kind: 'item', text, index: state.phase === 'array' ? state.count : null, ...state.item });
  state.parts = [];
  state.size = 0;
  state.item = null;
  state.count += 1;
}

/** What the array's own brackets and commas mean between its items; false where an item begins. */
function isPunctuation(state: State, character: string, at: number): boolean {
  if (character === ',') fail(state, at, '","', 'a value');
  else if (character !== ']') return false;
  else if (state.afterComma) fail(state, at, '"]"', 'a value');
  else state.phase = 'after';
  return true;
}

/** A character outside of any item; whether an item begins with it. */
function begins(state: State, character: string, at: number): boolean {
  if (isSpace(character)) return false;
  if (state.phase === 'start' || (state.phase === 'after' && state.many)) {
    state.phase = character === '[' ? 'array' : 'sequence';
    state.count = 0;
    if (state.phase === 'array') return false;
  }
  if (state.phase === 'after' || (state.phase === 'sequence' && state.count > 0 && !state.many)) {
    fail(state, at, shown(character), 'the end');
    return false;
  }
  if (state.phase === 'array' && isPunctuation(state, character, at)) return false;
  state.item = position(state, at);
  state.from = at;
  state.depth = 0;
  return true;
}

function endsBefore({ phase }: State, character: string): boolean {
  return phase === 'array' ? character === ',' || character === ']' : isSpace(character);
}

/** A character of an item, outside of its strings. */
function within(state: State, character: string, at: number): void {
  if (state.depth === 0 && endsBefore(state, character)) {
    finishItem(state, at);
    state.afterComma = character === ',';
    if (character === ']') state.phase = 'after';
    return;
  }
  if (character === '"') state.inString = true;
  const depth = state.depth;
  state.depth = Math.max(0, depth + (steps[character] ?? 0));
  if (state.depth === 0 && depth > 0 && state.phase === 'sequence') finishItem(state, at + 1);
}

function inside(state: State, character: string): void {
  if (state.escaped) state.escaped = false;
  else if (character === '\\') state.escaped = true;
  else if (character === '"') state.inString = false;
}

const ofString = /["\\\n]/g;
const ofNesting = /["{}[\]\n]/g;

/** The next character from `at` that can mean something where the text stands. */
function next({ item, depth, inString, escaped, piece }: State, at: number): number {
  if (escaped || (!inString && (item === null || depth === 0))) return at;
  const pattern = inString ? ofString : ofNesting;
  pattern.lastIndex = at;
  return pattern.exec(piece)?.index ?? piece.length;
}

function take(state: State, at: number): void {
  const character = state.piece.charAt(at);
  if (state.inString) inside(state, character);
  else if (state.item !== null || begins(state, character, at)) within(state, character, at);
  if (character === '\n') {
    state.line += 1;
    state.lineStart = state.read + at + 1;
  }
}

function feed(state: State, piece: string): void {
  state.piece = piece;
  state.from = 0;
  for (let at = next(state, 0); at < piece.length && state.phase !== 'failed'; at = next(state, at + 1))
    take(state, at);
  if (state.item !== null) {
    state.parts.push(piece.slice(state.from));
    state.size += piece.length - state.from;
  }
  state.read += piece.length;
  state.piece = '';
  state.from = 0;
}

function end(state: State): void {
  if (state.phase === 'sequence') finishItem(state, 0);
  if (state.phase === 'array') fail(state, 0, 'the end', state.item === null ? 'a value or ]' : 'the rest of the item');
}

/**
 * Splits a JSON text, given in pieces, into the items of its array (of several, one after the other, where `many`), or into the values
 * that follow each other in it (one, unless `many`), so that no more than one of them is in memory. Only brackets, commas and strings are looked at: what stands
 * between them is for a parser to judge.
 */
export function splitJson(many: boolean): Splitter {
  const state: State = {
    many,
    phase: 'start',
    found: [],
    count: 0,
    afterComma: false,
    item: null,
    parts: [],
    size: 0,
    depth: 0,
    inString: false,
    escaped: false,
    piece: '',
    from: 0,
    read: 0,
    line: 1,
    lineStart: 0,
  };
  const found = (work: () => void) => {
    state.found = [];
    work();
    return state.found;
  };
  return {
    feed: (piece) => found(() => feed(state, piece)),
    end: () => found(() => end(state)),
    pending: () => ({ size: state.size, line: state.item?.line ?? state.line }),
  };
}
