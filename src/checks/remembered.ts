/**
 * A function that works out something about a thing once and keeps the answer on the thing itself: for things that the
 * checks make, never for what they are given.
 */
export function remembered<Thing extends object, Rest extends unknown[], Answer>(
  workOut: (thing: Thing, ...rest: Rest) => Answer,
): (thing: Thing, ...rest: Rest) => Answer {
  const answer = Symbol('answer');
  return (thing, ...rest) => {
    const own: Thing & { [answer]?: { value: Answer } } = thing;
    own[answer] ??= { value: workOut(thing, ...rest) };
    return own[answer].value;
  };
}

/**
 * A function that keeps its answer about the thing that it was asked about last. (A draft is asked several questions in
 * a row, and then none; a WeakMap of all that was ever asked costs the collector of garbage as much as half of the checks.)
 */
export function rememberedLast<Thing extends object, Rest extends unknown[], Answer>(
  workOut: (thing: Thing, ...rest: Rest) => Answer,
): (thing: Thing, ...rest: Rest) => Answer {
  let last: { thing: Thing; answer: Answer } | null = null;
  return (thing, ...rest) => {
    if (last?.thing !== thing) last = { thing, answer: workOut(thing, ...rest) };
    return last.answer;
  };
}
