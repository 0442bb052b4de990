// What a planned comparison could see.

/** Normal quantiles of 97.5 % and 80 %: two-sided 5 %, power 80 % (Cohen 1988). */
const Z = 1.959964 + 0.841621;

/**
 * Smallest effect, as a difference of logs, that `pairs` pairs find in 80 % of cases when single runs have standard
 * deviation `sd`: a pair's difference has √2 · sd. The factor n/(n − 1) covers for the unknown deviation at small n.
 */
export function detectableEffect(sd: number, pairs: number): number {
  if (pairs < 2) return Number.POSITIVE_INFINITY;
  return (Z * Math.SQRT2 * sd * Math.sqrt(pairs / (pairs - 1))) / Math.sqrt(pairs);
}

/** Pairs needed to find an effect of `difference` (logs), at least 6: fewer cannot reach p < 0.05. */
export function pairsNeeded(sd: number, difference: number): number {
  return Math.max(6, Math.ceil(2 * ((Z * sd) / Math.abs(difference)) ** 2) + 1);
}
