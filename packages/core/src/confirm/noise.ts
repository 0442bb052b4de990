// What default against default (A/A) says about the machine.
import { type Metrics, type MetricValues, SchedtunaError } from '@schedtuna/sdk';
import { median, robustDeviation, standardDeviation } from '../stats/centre.js';
import { detectableEffect, pairsNeeded } from '../stats/power.js';
import { lag1, theilSen } from '../stats/series.js';
import { isScorable, objectiveScore } from '../trial/objective.js';

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

export interface NoiseInput {
  /** Default runs in the order they were made, two a pair. */
  readonly runs: readonly MetricValues[];
  readonly objective: string;
  readonly metrics: Metrics;
  /** Blocks that the confirmation has at most. */
  readonly confirmRuns: number;
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
}

/** Fewer runs than this say nothing about memory between runs. */
const SERIES = 6;

/** Every number is finite. Throws ST_BASELINE_FAILED when fewer than two runs have a positive objective. */
export function estimateNoise({ runs, objective, metrics, confirmRuns, minEffect }: NoiseInput): Noise {
  const usable = runs.filter((run) => isScorable(objective, run, metrics));
  if (usable.length < 2) throw unusable(objective, usable.length, runs.length);
  const names = Object.keys(metrics);
  const centre = Object.fromEntries(names.map((name) => [name, median(positive(name, usable))]));
  const scores = usable.map((run) => objectiveScore(objective, run, metrics, centre));
  const sd = spread(scores);
  const measured = names.filter((name) => positive(name, usable).length > 1);
  return {
    pairs: Math.floor(usable.length / 2),
    sd,
    drift: Math.expm1(theilSen(scores) * (scores.length - 1)),
    lag1: scores.length < SERIES ? null : lag1(scores),
    detectable: Math.expm1(detectableEffect(sd, confirmRuns) + Math.log1p(minEffect)),
    metrics: Object.fromEntries(measured.map((name) => [name, spread(positive(name, usable).map(Math.log))])),
  };
}

/** Pairs of default and winner that would show in 80 % of cases that an effect (share) exceeds the smallest that matters; at least 6. */
export function pairsToFind({ sd }: Pick<Noise, 'sd'>, effect: number, minEffect: number): number {
  return pairsNeeded(sd, Math.log1p(effect) - Math.log1p(minEffect));
}

/** The runs moved from first to last by more than they scatter, and by more than 1 %. */
export function isDrifting({ sd, drift }: Pick<Noise, 'sd' | 'drift'>): boolean {
  return Math.abs(drift) > 2 * sd && Math.abs(drift) > 0.01;
}

/** One sentence for people. */
export function noiseSentence(noise: Noise): string {
  const { pairs, sd, drift, detectable } = noise;
  const drifted = `they became ${drift > 0 ? 'better' : 'worse'} by ${percent(Math.abs(drift))} from first to last`;
  const counted = `${pairs} ${pairs === 1 ? 'pair' : 'pairs'}`;
  const invisible = `effects below about ${percent(detectable)} would stay invisible`;
  return `Default against itself: runs differ by ${percent(sd)} (${counted}), ${isDrifting(noise) ? drifted : 'no drift'}; ${invisible}.`;
}

/** The larger of the robust and the plain deviation: with few runs either alone may be far too small. */
function spread(values: readonly number[]): number {
  return Math.max(robustDeviation(values), standardDeviation(values));
}

function positive(name: string, runs: readonly MetricValues[]): number[] {
  return runs.map((run) => run[name]).filter((value) => value > 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

function unusable(objective: string, usable: number, all: number): SchedtunaError {
  return new SchedtunaError(
    'ST_BASELINE_FAILED',
    `${usable} of ${all} runs of the default configuration have a value of ${objective} above 0; two are needed`,
    {
      hint: 'Ratios to zero mean nothing. Choose another metric with --optimize-metric, or run the benchmark by hand.',
    },
  );
}
