// How far an observed share can be from the true one.

export interface Share {
  /** successes / trials; NaN without trials. */
  readonly share: number;
  /** Bounds of the 95 % interval, in [0, 1]. */
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Share with its Wilson score interval of 95 % (Wilson 1927), which is sound also where none or all of few trials succeed.
 * `successes` is from 0 to `trials`; without trials nothing is known: [0, 1].
 */
export function wilson(successes: number, trials: number): Share {
  if (trials === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = successes / trials;
  const weight = Z ** 2 / trials;
  const centre = (share + weight / 2) / (1 + weight);
  const half = Math.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight);
  // What rounding leaves of 0 and 1 where they are exact.
  const low = successes === 0 ? 0 : centre - half;
  const high = successes === trials ? 1 : centre + half;
  return { share, low, high };
}
