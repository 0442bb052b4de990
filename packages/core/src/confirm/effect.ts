// Ratios between paired runs, finite whatever was measured: they go into JSON.
import type { MetricValues } from '@schedtuna/sdk';
import { hodgesLehmann } from '../stats/hodges-lehmann.js';
import type { Effect } from './verdict.js';

/** Metrics of the default configuration and of a finalist in the same block. */
export type Pair = readonly [fallback: MetricValues, own: MetricValues];

/** A zero against a positive value counts as a ratio of a billion: it must weigh in rather than vanish. */
const LARGEST = Math.log(1e9);

/** Log ratios of one metric over the pairs in which both sides have it; negative values have no ratio and are left out. */
export function logRatios(metric: string, pairs: readonly Pair[]): number[] {
  return pairs.map(([fallback, own]) => logRatio(own[metric], fallback[metric])).filter(Number.isFinite);
}

/** Ratio with its 95 % interval. Nothing measured: 1 in [0, Number.MAX_VALUE], which says nothing. */
export function effectOf(logs: readonly number[]): Effect {
  if (logs.length === 0) return { ratio: 1, low: 0, high: Number.MAX_VALUE };
  const { estimate, low, high } = hodgesLehmann(logs);
  const finite = (log: number) => Math.min(Number.MAX_VALUE, Math.exp(log));
  return { ratio: finite(estimate), low: finite(low), high: finite(high) };
}

function logRatio(own: number | undefined, fallback: number | undefined): number {
  if (own === undefined || fallback === undefined || own < 0 || fallback < 0) return Number.NaN;
  if (own === fallback) return 0; // 0 / 0 too
  return Math.max(-LARGEST, Math.min(LARGEST, Math.log(own / fallback)));
}
