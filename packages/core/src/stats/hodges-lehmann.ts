// Location of paired differences with its 95 % interval, without a guess about their distribution where that is possible.
import { mean, median, standardDeviation } from './centre.js';
import { studentQuantile } from './student.js';

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;

/**
 * Hodges–Lehmann estimate, the median of all pairwise (Walsh) averages, and its 95 % interval; NaN for an empty list.
 *
 * From 6 differences on the interval is the exact one of Wilcoxon's signed-rank statistic (Hodges & Lehmann 1963;
 * Hollander, Wolfe & Chicken 2014, §3.2–3.3). Below that no such interval exists: Student's t takes its place, and a
 * single difference has an unbounded one. Both were chosen over resampling of blocks by simulated coverage (normal,
 * t with 3 degrees of freedom, 10 % outliers, hiccups, skewed): exact 93–97 %, t 93–98 %, percentile bootstrap of the
 * same estimate 83–93 % at 6 to 16 blocks and 72–90 % below.
 */
export function hodgesLehmann(differences: readonly number[]): Interval {
  const averages = walshAverages(differences);
  const estimate = median(averages);
  const cut = averagesToDrop(differences.length);
  if (cut !== undefined) return { estimate, low: averages[cut], high: averages[averages.length - 1 - cut] };
  if (differences.length < 2) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half =
    (studentQuantile(1 - TAIL, differences.length - 1) * standardDeviation(differences)) /
    Math.sqrt(differences.length);
  const centre = mean(differences);
  return { estimate, low: centre - half, high: centre + half };
}

/** Means of all pairs, each value with itself included; ascending. */
function walshAverages(values: readonly number[]): number[] {
  const averages: number[] = [];
  for (let i = 0; i < values.length; i++) {
    for (let j = i; j < values.length; j++) averages.push((values[i] + values[j]) / 2);
  }
  return averages.sort((a, b) => a - b);
}

/** How many averages lie outside on either side: the largest k with P(T⁺ ≤ k) ≤ 2.5 %; undefined with fewer than 6 values. */
function averagesToDrop(n: number): number | undefined {
  const probabilities = signedRankDistribution(n);
  let below = 0;
  let k = -1;
  while (below + probabilities[k + 1] <= TAIL) {
    k += 1;
    below += probabilities[k];
  }
  return k < 0 ? undefined : k;
}

/** P(T⁺ = t) for t = 0 … n(n+1)/2: each rank is in the sum or not, with equal chance. */
function signedRankDistribution(n: number): number[] {
  let probabilities = [1];
  for (let rank = 1; rank <= n; rank++) {
    const next = new Array<number>(probabilities.length + rank).fill(0);
    probabilities.forEach((p, t) => {
      next[t] += p / 2;
      next[t + rank] += p / 2;
    });
    probabilities = next;
  }
  return probabilities;
}
