import type { Clock } from '../../src/engines/openai/pacing/clock.ts';

/** A clock that stands still until it is told to go on. */
export type HandClock = Clock & { pass(milliseconds: number): Promise<void>; waiting(): number };

export function handClock(): HandClock {
  let now = 1000;
  let timers: { at: number; call: () => void }[] = [];
  const settle = () => new Promise((done) => setImmediate(done));
  return {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.call();
        await settle();
      }
      now = end;
    },
    waiting: () => timers.length,
  };
}
