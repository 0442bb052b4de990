// What a synthetic host does to the runs on it, as plain data: it travels to threads and is what a file holds.

/** The parts are multiplied: what a run costs is its true cost × each of them. All are optional; without any, runs are exact. */
export interface NoiseModel {
  readonly noise?: RunNoise;
  /** From the first run to the `runs`-th the cost grows by the share `total` (0.1 = 10 %), evenly on the log scale, and goes on so. */
  readonly drift?: { readonly total: number; readonly runs: number };
  /** Correlation of neighbouring runs' noise, above −1 and below 1. */
  readonly autocorrelation?: number;
  /** From run number `at` on, all runs cost × `factor`: 1.1 is 10 % slower. Several are multiplied. */
  readonly steps?: readonly { readonly at: number; readonly factor: number }[];
  /** Probability that a run fails whatever its configuration. */
  readonly failures?: number;
  /**
   * Replaces the true effects of the table: the log of every ratio to the default is multiplied by the number, 0 for a table on which
   * nothing has an effect; or by the one with which the best configuration is better by the share `best`.
   */
  readonly effects?: number | { readonly best: number };
}

/** Of the log of a run's cost; its median is 0. */
export type RunNoise =
  /** `cv`: standard deviation of the log, about the coefficient of variation. */
  | { readonly distribution: 'lognormal'; readonly cv: number }
  /** Heavy tails: Student's t with whole `degrees` of at least 3, scaled so that its standard deviation is `cv`. */
  | { readonly distribution: 'student'; readonly cv: number; readonly degrees: number }
  /** Lognormal, and a `share` of the runs, drawn one by one, is slower by `shift`: 0.2 = 20 %. */
  | { readonly distribution: 'bimodal'; readonly cv: number; readonly share: number; readonly shift: number };
