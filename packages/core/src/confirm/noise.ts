// What default against default (A/A) says about the machine.

export interface Noise {
  /** A/A pairs that completed. */
  readonly pairs: number;
  /** Standard deviation of the objective's log between runs, robust; about the coefficient of variation. */
  readonly sd: number;
  /** Share by which the runs drifted from first to last; signed like the score. */
  readonly drift: number;
  /** Lag-1 autocorrelation; null with fewer than 6 runs. */
  readonly lag1: number | null;
  /** Smallest effect (share, 0.03 = 3 %) that the planned confirmation would find in 80 % of cases. */
  readonly detectable: number;
  /** Robust coefficient of variation of each metric. */
  readonly metrics: Readonly<Record<string, number>>;
}
