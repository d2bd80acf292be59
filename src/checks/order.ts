import type { View } from './fields.ts';

/**
 * How closely the order of the facts follows the order of the text: Kendall's tau of their positions in the draft and the
 * first sentences that they cite, pairs of one sentence left out: 1 for the text's own order, −1 for the reverse, 0 for
 * no relation; null with fewer than two comparable facts. In n log n steps (a Fenwick tree counts the pairs).
 */
export function orderOfFacts(view: View): number | null {
  const firsts = view.facts.flatMap((fact) => (fact.evidence.length === 0 ? [] : Math.min(...fact.evidence)));
  const size = firsts.reduce((most, sentence) => Math.max(most, sentence), 0);
  const counts = new Array<number>(size + 1).fill(0);
  const upTo = (place: number): number => {
    let sum = 0;
    for (let at = place; at > 0; at -= at & -at) sum += counts[at] ?? 0;
    return sum;
  };
  let agreeing = 0;
  let opposed = 0;
  for (const [seen, sentence] of firsts.entries()) {
    agreeing += upTo(sentence - 1);
    opposed += seen - upTo(sentence);
    for (let at = sentence; at <= size; at += at & -at) counts[at] = (counts[at] ?? 0) + 1;
  }
  return agreeing + opposed === 0 ? null : (agreeing - opposed) / (agreeing + opposed);
}
