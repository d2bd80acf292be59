/**
 * The suffix automaton of a sequence of symbols (small non-negative integers): the smallest machine that reads exactly
 * the runs that stand in the sequence. Built in linear time with at most 2n states (A. Blumer et al., "The smallest
 * automaton recognizing the subwords of a text", Theoretical Computer Science 40, 1985).
 */
export type SuffixAutomaton = {
  /** Of each state: the longest run that leads to it, the state of its longest proper suffix class, and where the first
   * occurrence of its runs ends (the position of the last symbol). */
  length: Int32Array;
  link: Int32Array;
  firstEnd: Int32Array;
  next(state: number, symbol: number): number;
};

type Builder = {
  length: Int32Array;
  link: Int32Array;
  firstEnd: Int32Array;
  /** Most states have one way on: it stands here; the others in a map. */
  onlySymbol: Int32Array;
  onlyTarget: Int32Array;
  more: Map<number, number>[];
  states: number;
};

export function suffixAutomaton(symbols: ArrayLike<number>): SuffixAutomaton {
  const room = Math.max(2, 2 * symbols.length + 1);
  const builder: Builder = {
    length: new Int32Array(room),
    link: new Int32Array(room).fill(-1),
    firstEnd: new Int32Array(room).fill(-1),
    onlySymbol: new Int32Array(room).fill(-1),
    onlyTarget: new Int32Array(room).fill(-1),
    more: [],
    states: 1,
  };
  let last = 0;
  for (let at = 0; at < symbols.length; at += 1) last = extend(builder, last, symbols[at] ?? 0, at);
  const { length, link, firstEnd } = builder;
  return { length, link, firstEnd, next: (state, symbol) => target(builder, state, symbol) };
}

function target(builder: Builder, state: number, symbol: number): number {
  if (builder.onlySymbol[state] === symbol) return builder.onlyTarget[state] ?? -1;
  return builder.more[state]?.get(symbol) ?? -1;
}

function connect(builder: Builder, state: number, symbol: number, to: number): void {
  const only = builder.onlySymbol[state];
  if (only === -1 || only === symbol) {
    builder.onlySymbol[state] = symbol;
    builder.onlyTarget[state] = to;
    return;
  }
  const map = builder.more[state];
  if (map === undefined) builder.more[state] = new Map([[symbol, to]]);
  else map.set(symbol, to);
}

function extend(builder: Builder, last: number, symbol: number, at: number): number {
  const { length, link, firstEnd } = builder;
  const current = builder.states;
  builder.states += 1;
  length[current] = (length[last] ?? 0) + 1;
  firstEnd[current] = at;
  let state = last;
  while (state !== -1 && target(builder, state, symbol) === -1) {
    connect(builder, state, symbol, current);
    state = link[state] ?? -1;
  }
  link[current] = state === -1 ? 0 : suffixState(builder, state, symbol);
  return current;
}

/** The state of the longest proper suffix: the one that `state` leads to, or a clone of it for its shorter runs. */
function suffixState(builder: Builder, from: number, symbol: number): number {
  const { length, link, firstEnd, onlySymbol, onlyTarget, more } = builder;
  const found = target(builder, from, symbol);
  const wanted = (length[from] ?? 0) + 1;
  if (length[found] === wanted) return found;
  const clone = builder.states;
  builder.states += 1;
  length[clone] = wanted;
  link[clone] = link[found] ?? 0;
  firstEnd[clone] = firstEnd[found] ?? 0;
  onlySymbol[clone] = onlySymbol[found] ?? -1;
  onlyTarget[clone] = onlyTarget[found] ?? -1;
  const ways = more[found];
  if (ways !== undefined) more[clone] = new Map(ways);
  for (let state = from; state !== -1 && target(builder, state, symbol) === found; state = link[state] ?? -1) {
    connect(builder, state, symbol, clone);
  }
  link[found] = clone;
  return clone;
}
