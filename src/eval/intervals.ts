import { randomOf } from './random.ts';

/** With a confidence of 95%. */
export type Interval = { low: number; high: number };

/** The quantile 0.975 of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The score interval of a share (E. B. Wilson, 1927); null of nothing. `successes` may be a sum of shares: a question that was
 * asked in three orders and answered in two of them counts 2/3.
 */
export function wilson(successes: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const middle = (share + z ** 2 / (2 * trials)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/**
 * The same of questions that come in clusters: the interval of as many independent questions as they are worth (E. L. Korn and B. I.
 * Graubard, Survey Methodology 24, 1998). The variance of the share between clusters, by that of independent questions, is what they
 * lose; it is at least 1, and each cluster is worth one question at least. Where all shares are 0 or all 1 nothing is seen of it, and
 * clusters count.
 * @param clusters of each, how many were asked and how many of them were right; null where none was asked
 */
export function clusteredWilson(clusters: readonly (readonly [asked: number, right: number])[]): Interval | null {
  const [asked = 0, right = 0] = sumsOf(clusters);
  if (asked === 0) return null;
  const share = right / asked;
  const among = clusters.filter(([own]) => own > 0);
  const spread = among.reduce((sum, [own, ownRight]) => sum + (ownRight - share * own) ** 2, 0);
  const between = (among.length / (among.length - 1)) * (spread / asked ** 2);
  const within = (share * (1 - share)) / asked;
  const known = among.length > 1 && within > 0;
  const worth = known ? Math.max(among.length, asked / Math.max(1, between / within)) : among.length;
  return wilson(share * worth, worth);
}

/** A figure of a sample, from the sums over its clusters; null where it means nothing. */
export type Statistic = (sums: readonly number[]) => number | null;

/** A figure that means nothing in more than this share of the draws has no interval. */
const mostWithout = 0.05;

/**
 * Percentile intervals of figures by a bootstrap that draws whole clusters: questions about one document stand or fall together.
 * All figures are of the same draws. Null with fewer than two clusters.
 * @param clusters of each, what is summed, in an order that the statistics know
 */
export function bootstrap<Name extends string>(
  clusters: readonly (readonly number[])[],
  statistics: Record<Name, Statistic>,
  { draws, seed }: { draws: number; seed: string },
): Record<Name, Interval | null> {
  const names = Object.keys(statistics) as Name[];
  const found = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
  const random = randomOf(seed);
  const sample = sampleOf(clusters);
  for (let draw = 0; draw < draws && clusters.length > 1; draw += 1) {
    const sums = drawnSums(sample, random);
    for (const name of names) {
      const value = statistics[name](sums);
      if (value !== null) found[name].push(value);
    }
  }
  const intervals = names.map((name): [Name, Interval | null] => [name, percentiles(found[name], draws)]);
  return Object.fromEntries(intervals) as Record<Name, Interval | null>;
}

/** The sums over the whole sample, cluster by cluster. */
export function sumsOf(clusters: readonly (readonly number[])[]): number[] {
  const sums = (clusters[0] ?? []).map(() => 0);
  for (const cluster of clusters) for (const [at, value] of cluster.entries()) sums[at] = (sums[at] ?? 0) + value;
  return sums;
}

/** Clusters of which many are alike: each different one, which of them each cluster is, and how often a draw took it. */
type Sample = { different: readonly (readonly number[])[]; ofCluster: Uint32Array; taken: Float64Array };

function sampleOf(clusters: readonly (readonly number[])[]): Sample {
  const numbers = new Map<string, number>();
  const different: (readonly number[])[] = [];
  const ofCluster = new Uint32Array(clusters.length);
  for (const [at, cluster] of clusters.entries()) {
    const known = numbers.get(cluster.join());
    ofCluster[at] = known ?? different.length;
    if (known !== undefined) continue;
    numbers.set(cluster.join(), different.length);
    different.push(cluster);
  }
  return { different, ofCluster, taken: new Float64Array(different.length) };
}

/** Draws as many clusters as there are, with replacement: one step for each, and one for each of those that differ. */
function drawnSums({ different, ofCluster, taken }: Sample, random: () => number): number[] {
  taken.fill(0);
  for (let drawn = 0; drawn < ofCluster.length; drawn += 1) {
    const which = ofCluster[Math.floor(random() * ofCluster.length)] ?? 0;
    taken[which] = (taken[which] ?? 0) + 1;
  }
  const sums = (different[0] ?? []).map(() => 0);
  for (const [which, cluster] of different.entries()) {
    const times = taken[which] ?? 0;
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + times * (cluster[at] ?? 0);
  }
  return sums;
}

function percentiles(values: readonly number[], draws: number): Interval | null {
  if (values.length === 0 || values.length < (1 - mostWithout) * draws) return null;
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** Between two neighbours it is interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (place - Math.floor(place)) * (above - below);
}
