// The mean regret over runs, evaluation by evaluation, with an interval of that mean.
import { streamOf } from '../stats/random.js';

/** By evaluation, from the first on. */
export interface Curve {
  readonly mean: readonly number[];
  /** Bounds of the 95 % interval of the mean. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

const RESAMPLES = 400;

/**
 * `groups` holds the runs of each table, at least one each: every table counts the same, however many runs it has. As long as
 * the shortest run. The interval is the percentile bootstrap (Efron 1979) over runs within tables.
 */
export function curveOf(groups: readonly (readonly (readonly number[])[])[]): Curve {
  const length = Math.min(...groups.flat().map((regret) => regret.length));
  const random = streamOf(0, 'regret curves');
  const means = Array.from({ length: RESAMPLES }, () =>
    meanCurve(
      groups.map((runs) => runs.map(() => runs[Math.floor(random() * runs.length)])),
      length,
    ),
  );
  const sorted = Array.from({ length }, (_, t) => means.map((curve) => curve[t]).sort((a, b) => a - b));
  return {
    mean: meanCurve(groups, length),
    low: sorted.map((values) => values[Math.floor(0.025 * RESAMPLES)]),
    high: sorted.map((values) => values[Math.ceil(0.975 * RESAMPLES) - 1]),
  };
}

function meanCurve(groups: readonly (readonly (readonly number[])[])[], length: number): number[] {
  const curve = new Array<number>(length).fill(0);
  for (const runs of groups) {
    const share = 1 / (groups.length * runs.length);
    for (const run of runs) for (let t = 0; t < length; t++) curve[t] += share * run[t];
  }
  return curve;
}
