/** How fast documents end, over the last while: those that come from a cache say nothing of those that don't. */
export type Pace = {
  sample(documents: number, seconds: number): void;
  /** Documents a second; null before there are two samples. */
  perSecond(): number | null;
};

/** In seconds; long enough for a rate limit by the minute to show half of its wave. */
const windowSeconds = 30;

export function createPace(): Pace {
  let samples: { documents: number; seconds: number }[] = [{ documents: 0, seconds: 0 }];
  return {
    sample(documents, seconds) {
      const first = samples.findLastIndex((sample) => sample.seconds <= seconds - windowSeconds);
      samples = [...samples.slice(Math.max(0, first)), { documents, seconds }];
    },
    perSecond() {
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined || last.seconds <= first.seconds) return null;
      return (last.documents - first.documents) / (last.seconds - first.seconds);
    },
  };
}
