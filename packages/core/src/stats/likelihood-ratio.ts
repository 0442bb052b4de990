// Wald's sequential probability ratio test: an effect of a given size against none, with as few runs as possible.

export interface ErrorRates {
  /** Chance to find an effect where there is none. */
  readonly falsely: number;
  /** Chance to miss one of the given size. */
  readonly missed: number;
}

/** Log likelihood of a mean of n normal values with this variance if the true mean is `effect` rather than 0 (Wald 1945, §4). */
export function logLikelihoodRatio(mean: number, n: number, variance: number, effect: number): number {
  if (variance === 0) return mean > effect / 2 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  return ((n * effect) / variance) * (mean - effect / 2);
}

/** Log likelihood ratios at and beyond which it is decided (Wald 1945, §3.4). */
export function waldBounds({ falsely, missed }: ErrorRates): { readonly none: number; readonly present: number } {
  return { none: Math.log(missed / (1 - falsely)), present: Math.log((1 - missed) / falsely) };
}
