// The result of a confirmation.
import type { Configuration } from '@schedtuna/sdk';

/** Ratio to the default configuration with its 95 % interval. */
export interface Effect {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

interface GuardState {
  /** For example `background_units_per_sec >= 0.8`, `p99_ms <= 12 ms`. */
  readonly guard: string;
  /** The interval's pessimistic end keeps the bound, and no pair is missing. */
  readonly upheld: boolean;
  /** Pairs without a value of the metric, or without a ratio where one is bounded; absent when there is none. */
  readonly missing?: number;
}

/** Of a guard whose bound is a ratio to the default configuration. */
export interface RatioGuardResult extends GuardState, Effect {}

/** Of a guard whose bound is a value: what the configuration itself has, with its 95 % interval. */
export interface ValueGuardResult extends GuardState {
  /** null when no pair has the metric. */
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** Of value, low and high; '' for a metric without one. */
  readonly unit: string;
}

export type GuardResult = RatioGuardResult | ValueGuardResult;

export type Conclusion = 'better' | 'equivalent' | 'worse' | 'inconclusive';

export interface Verdict {
  readonly conclusion: Conclusion;
  /** One clause: why, where the numbers alone do not say it. */
  readonly because?: string;
  /** One clause that nobody may read the conclusion without: runs were made where the search was not. */
  readonly caveat?: string;
  readonly objective: string;
  readonly configuration: Configuration;
  /** What differs from the default configuration. */
  readonly difference: Configuration;
  /** Another finalist with more changes, of whose gain this one keeps most. */
  readonly outOf?: { readonly difference: Configuration; readonly effect: Effect };
  /** Of the objective: above 1 is better whatever the metric's direction. */
  readonly effect: Effect;
  /** One-sided and sequential, that it exceeds the smallest effect that matters by chance; corrected for the number of finalists; 1 where it is above 0.25. */
  readonly pValue: number;
  /** Plain ratio of each metric to default, in the metric's own direction. */
  readonly metrics: Readonly<Record<string, Effect>>;
  readonly guards: readonly GuardResult[];
  /** Fresh blocks in which both arms completed. */
  readonly blocks: number;
  /** Blocks that would have been measured at most; absent in journals of older versions. */
  readonly plannedBlocks?: number;
  /** Blocks lost to failed runs of the winner. */
  readonly failedRuns: number;
  /** Ratio that the search had estimated for the winner: the gap to `effect` is the winner's curse. */
  readonly searchRatio?: number;
}
