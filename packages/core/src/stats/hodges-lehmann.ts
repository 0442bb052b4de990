// Location of paired differences: Hodges–Lehmann estimate with the exact interval from Wilcoxon's signed-rank statistic.
import { median } from './centre.js';

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Median of the pairwise (Walsh) averages, and the interval whose ends are order statistics of those averages
 * (Hodges & Lehmann 1963; Hollander, Wolfe & Chicken 2014, §3.2–3.3). Exact for symmetric differences whatever their
 * distribution; with fewer than 6 differences no 95 % interval exists and the ends are ±Infinity.
 */
export function hodgesLehmann(differences: readonly number[], confidence = 0.95): Interval {
  const averages: number[] = [];
  for (let i = 0; i < differences.length; i++) {
    for (let j = i; j < differences.length; j++) averages.push((differences[i] + differences[j]) / 2);
  }
  averages.sort((a, b) => a - b);
  const cut = criticalValue(differences.length, (1 - confidence) / 2);
  if (cut === undefined) return { estimate: median(averages), low: -Infinity, high: Infinity };
  return { estimate: median(averages), low: averages[cut], high: averages[averages.length - 1 - cut] };
}

/** Largest k with P(T⁺ ≤ k) ≤ tail under no effect: the interval drops k averages on either side. */
function criticalValue(n: number, tail: number): number | undefined {
  if (n === 0) return undefined;
  const probabilities = signedRankDistribution(n);
  let below = 0;
  let k = -1;
  while (below + probabilities[k + 1] <= tail) {
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
