/** One prediction: the signs that speak for it, and how right it was, from 0 to 1. */
export type Judged = { evidence: string[]; right: number };

const rounds = 3000;
const step = 0.3;
/** How strongly weights are drawn to zero: a sign that was seen a dozen times says little. */
const pull = 3;
/** Signs seen less often get no weight. */
const leastSeen = 8;

const sum = (weights: ReadonlyMap<string, number>, evidence: string[]): number =>
  evidence.reduce((total, sign) => total + (weights.get(sign) ?? 0), weights.get('') ?? 0);

/** One step of the ascent: what each weight should gain. */
function gradientOf(judged: Judged[], weights: ReadonlyMap<string, number>): Map<string, number> {
  const gradient = new Map<string, number>();
  for (const { evidence, right } of judged) {
    const error = right - 1 / (1 + Math.exp(-sum(weights, evidence)));
    for (const sign of ['', ...evidence]) gradient.set(sign, (gradient.get(sign) ?? 0) + error);
  }
  return gradient;
}

function signsOf(judged: Judged[]): string[] {
  const seen = new Map<string, number>();
  for (const { evidence } of judged) for (const sign of evidence) seen.set(sign, (seen.get(sign) ?? 0) + 1);
  return [...seen].filter(([, count]) => count >= leastSeen).map(([sign]) => sign);
}

/** Logistic regression by plain gradient ascent: a weight for each sign, and one under the empty name for none. */
export function calibrate(judged: Judged[]): Map<string, number> {
  const weights = new Map(['', ...signsOf(judged)].map((sign) => [sign, 0]));
  for (let round = 0; round < rounds; round++) {
    const gradient = gradientOf(judged, weights);
    for (const [sign, weight] of weights) {
      const drawn = sign === '' ? 0 : pull * weight;
      weights.set(sign, weight + (step / judged.length) * ((gradient.get(sign) ?? 0) - drawn));
    }
  }
  return weights;
}
