/**
 * Work that keeps the thread busy for milliseconds takes turns: one piece for each round of the event loop, in the order in which they came. So
 * answers of an endpoint that come meanwhile are taken in between, and the requests that wait for their places are sent: where
 * 64 answers come at once, the last of them would else wait for the work on all others.
 */
export type Turns = () => Promise<void>;

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isCalled = false;

  function callNext(): void {
    isCalled = false;
    waiting.shift()?.();
    if (waiting.length > 0) call();
  }

  function call(): void {
    if (isCalled) return;
    isCalled = true;
    setImmediate(callNext);
  }

  return () =>
    new Promise((begin) => {
      waiting.push(begin);
      call();
    });
}
