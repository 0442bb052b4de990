// The mean of paired differences with an interval of it.
import { mean } from '../stats/centre.js';
import { streamOf } from '../stats/random.js';

export interface Interval {
  readonly mean: number;
  /** Bounds of the 95 % interval of the mean. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

/**
 * `groups` holds the differences of each table, at least one each; every table counts the same. The interval is the percentile
 * bootstrap (Efron 1979) over pairs within tables: it says how much other seeds would change the mean, not how much other tables.
 */
export function pairedDifference(groups: readonly (readonly number[])[]): Interval {
  const random = streamOf(0, 'paired differences');
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(groups.map((pairs) => pairs.map(() => pairs[Math.floor(random() * pairs.length)]))),
  ).sort((a, b) => a - b);
  const low = means[Math.floor(0.025 * RESAMPLES)];
  const high = means[Math.ceil(0.975 * RESAMPLES) - 1];
  return { mean: meanOf(groups), low, high };
}

function meanOf(groups: readonly (readonly number[])[]): number {
  return mean(groups.map(mean));
}
