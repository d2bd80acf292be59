/**
 * Requests in flight: halved when the endpoint says that there are too many, once for all that were sent before; each answer brings
 * back a part of one, so that a round of answers brings one more. Where it was too many last time it goes on at a tenth of that: each
 * time that it is too many costs a pause of all.
 */
export type Concurrency = {
  limit(): number;
  rejected(ticket: number, newest: number, inFlight: number): void;
  answered(): void;
};

export function createConcurrency(most: number, onChange: (limit: number) => void): Concurrency {
  let limit = most;
  let halvedAt = 0;
  let tooMany = Number.POSITIVE_INFINITY;
  return {
    limit: () => Math.floor(limit),
    rejected(ticket, newest, inFlight) {
      if (ticket <= halvedAt) return;
      halvedAt = newest;
      const before = limit;
      tooMany = Math.min(limit, inFlight);
      limit = Math.max(1, Math.floor(tooMany / 2));
      if (limit !== before) onChange(limit);
    },
    answered() {
      if (limit === most) return;
      limit = Math.min(most, limit + (limit + 1 < tooMany ? 1 : 0.1) / limit);
      if (limit === most) onChange(limit);
    },
  };
}
