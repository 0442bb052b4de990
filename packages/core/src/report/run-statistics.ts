// Means, deviations and success of a group of runs, with the original's names.
import type { TrialRecord } from '../experiment/records.js';
import { mean, standardDeviation } from '../stats/centre.js';
import { metricsOf } from './episodes.js';

/** `mean_…` and `std_…` of every metric over completed runs; void runs do not count. */
export function runStatistics(trials: readonly TrialRecord[]): object {
  const counted = trials.filter(({ outcome }) => outcome.status !== 'void');
  const completed = counted.filter(({ outcome }) => outcome.status === 'completed').map(metricsOf);
  const names = [...new Set(completed.flatMap((metrics) => Object.keys(metrics)))];
  const of = (name: string) => completed.map((metrics) => metrics[name]).filter((value) => value !== undefined);
  return {
    ...Object.fromEntries(names.map((name) => [`mean_${name}`, mean(of(name))])),
    ...Object.fromEntries(names.map((name) => [`std_${name}`, standardDeviation(of(name))])),
    success_rate: counted.length === 0 ? null : completed.length / counted.length,
    num_runs: counted.length,
    successful_runs: completed.length,
  };
}
