// What default against default (A/A) says about the machine.
import type { MetricValues, Metrics } from '@schedtuna/sdk';
import { median, robustDeviation, standardDeviation } from '../stats/centre.js';
import { detectableEffect } from '../stats/power.js';
import { lag1, theilSen } from '../stats/series.js';
import { objectiveScore } from '../trial/objective.js';

export interface Noise {
  /** A/A pairs that completed. */
  readonly pairs: number;
  /** Standard deviation of the objective's log between runs; about the coefficient of variation. */
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

/** Fewer runs than this say nothing about memory between runs. */
const SERIES = 6;

export interface NoiseInput {
  /** Default runs in the order they were made, two a pair. */
  readonly runs: readonly MetricValues[];
  readonly objective: string;
  readonly metrics: Metrics;
  /** Blocks that the confirmation will have. */
  readonly confirmRuns: number;
}

export function estimateNoise({ runs, objective, metrics, confirmRuns }: NoiseInput): Noise {
  const centre = Object.fromEntries(Object.keys(metrics).map((name) => [name, median(valuesOf(name, runs))]));
  const scores = runs.map((run) => objectiveScore(objective, run, metrics, centre)).filter(Number.isFinite);
  const sd = spread(scores);
  return {
    pairs: Math.floor(runs.length / 2),
    sd,
    drift: Math.expm1(theilSen(scores) * Math.max(0, scores.length - 1)),
    lag1: scores.length < SERIES ? null : lag1(scores),
    detectable: Math.expm1(detectableEffect(sd, confirmRuns)),
    metrics: Object.fromEntries(
      Object.keys(metrics)
        .map((name) => [name, spread(valuesOf(name, runs).map(Math.log))] as const)
        .filter(([, value]) => Number.isFinite(value)),
    ),
  };
}

/** One sentence for people. */
export function noiseSentence({ pairs, sd, drift, detectable }: Noise): string {
  const drifts = Math.abs(drift) > 2 * sd && Math.abs(drift) > 0.01;
  const direction = drift > 0 ? 'faster' : 'slower';
  return [
    `Default against itself: runs differ by ${percent(sd)} (${pairs} pairs)`,
    drifts ? `, and became ${direction} by ${percent(Math.abs(drift))}` : '',
    `; an effect below about ${percent(detectable)} would stay invisible.`,
  ].join('');
}

/** The larger of the robust and the plain deviation: with few runs either alone may be far too small. */
function spread(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.length < 2 ? Number.NaN : Math.max(robustDeviation(finite), standardDeviation(finite));
}

function valuesOf(name: string, runs: readonly MetricValues[]): number[] {
  return runs.map((run) => run[name]).filter((value) => value !== undefined);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}
