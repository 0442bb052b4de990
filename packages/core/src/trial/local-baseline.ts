// The baseline of a moment: runs of the default configuration, recent ones counting more.
import type { MetricValues } from '@schedtuna/sdk';

export interface DefaultRun {
  /** Number of the trial in the journal. */
  readonly id: number;
  readonly metrics: MetricValues;
}

export interface LocalBaseline {
  readonly metrics: MetricValues;
  /** Standard error of the baseline's log, in units of a single run's standard deviation. */
  readonly standardErrorFactor: number;
}

/**
 * A default run this many trials ago counts half as much. Anchors come every five episodes: about five of them carry the
 * baseline, which halves a single run's noise and follows a drift within two anchors.
 */
const HALF_LIFE = 12;

/** Weighted mean of the logs of positive values, metric by metric. `at` is the trial to be compared. */
export function localBaseline(defaults: readonly DefaultRun[], at: number): LocalBaseline {
  const weights = defaults.map(({ id }) => 0.5 ** (Math.abs(at - id) / HALF_LIFE));
  const names = new Set(defaults.flatMap(({ metrics }) => Object.keys(metrics)));
  const metrics: Record<string, number> = {};
  for (const name of names) {
    let sum = 0;
    let total = 0;
    defaults.forEach((run, i) => {
      if (!(run.metrics[name] > 0)) return;
      sum += weights[i] * Math.log(run.metrics[name]);
      total += weights[i];
    });
    if (total > 0) metrics[name] = Math.exp(sum / total);
  }
  const total = weights.reduce((a, b) => a + b, 0);
  const squares = weights.reduce((a, b) => a + b * b, 0);
  return { metrics, standardErrorFactor: total > 0 ? Math.sqrt(squares) / total : 1 };
}
