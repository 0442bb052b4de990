// Two metrics against each other over the runs of the search, as ratios to the default; above 1 is better in both.
import type { Configuration, Metrics } from '@schedtuna/sdk';
import type { Verdict } from '../confirm/verdict.js';
import { type Point, paretoFront } from '../stats/pareto-front.js';
import { parseGuard } from '../trial/guards.js';
import { objectiveMetrics, objectiveScore } from '../trial/objective.js';
import type { Timeline } from './plots/timeline.js';

export interface TradeOffRun extends Point {
  /** 0 for the default configuration, which lies at 1 in both. */
  readonly episode: number;
  /** undefined for the default. */
  readonly configuration?: Configuration;
}

export interface TradeOff {
  /** Names of the metrics. */
  readonly x: string;
  readonly y: string;
  /** Completed runs of the search; single ones, to the default of their time. */
  readonly runs: readonly TradeOffRun[];
  /** Runs that were measured and broke a guard. */
  readonly broken: readonly TradeOffRun[];
  /** By ascending x. The default stands for itself: what it dominates is no offer. */
  readonly front: readonly TradeOffRun[];
  /** In fresh runs. */
  readonly winner?: Point & { readonly configuration: Configuration };
  /** Bounds of guards on one of the two, as ratios above 1 for better values. */
  readonly bounds: readonly { readonly axis: 'x' | 'y'; readonly ratio: number }[];
}

/** undefined where there are no two metrics to trade, or no run that has both. */
export function tradeOffOf(timeline: Timeline, verdict: Verdict | undefined): TradeOff | undefined {
  const [x, y] = axesOf(timeline);
  if (x === undefined || y === undefined) return undefined;
  const all = timeline.rows.flatMap(({ episode, configuration, metrics, score, outcome }, i) => {
    const usual = timeline.baselines[i + 1].metrics;
    const at = { x: betterRatio(x, metrics, usual, timeline), y: betterRatio(y, metrics, usual, timeline) };
    const isUsable = Number.isFinite(at.x) && Number.isFinite(at.y) && (score !== null || outcome === 'guard_violated');
    return isUsable ? [{ ...at, episode, configuration, isBroken: score === null }] : [];
  });
  if (all.length === 0) return undefined;
  const runs = all.filter(({ isBroken }) => !isBroken);
  const winner = verdict && freshPoint(x, y, verdict, timeline.experiment.benchmark.metrics);
  return {
    ...{ x, y, runs },
    broken: all.filter(({ isBroken }) => isBroken),
    front: paretoFront([{ episode: 0, x: 1, y: 1 }, ...runs]),
    ...(verdict && winner ? { winner: { ...winner, configuration: verdict.configuration } } : {}),
    bounds: (['x', 'y'] as const).flatMap((axis) =>
      boundsOf({ x, y }[axis], timeline).map((ratio) => ({ axis, ratio })),
    ),
  };
}

/** The objective's first two metrics; of a single one itself and a guarded metric, else another one that was measured. */
function axesOf({ rows, baseline, experiment: { benchmark } }: Timeline): string[] {
  const objective = objectiveMetrics(baseline.objective, benchmark.metrics);
  const [time, others] = [
    ['execution_time'],
    Object.keys(benchmark.metrics).filter((name) => name !== 'execution_time'),
  ];
  const guarded = benchmark.guards.map((guard) => parseGuard(guard).metric);
  const isMeasured = (name: string) => rows.some(({ metrics }) => metrics[name] > 0);
  return [...new Set([...objective, ...guarded, ...others, ...time])].filter(isMeasured).slice(0, 2);
}

/** NaN where one of the values is missing or not above 0. */
function betterRatio(
  metric: string,
  values: Timeline['rows'][number]['metrics'],
  usual: Timeline['rows'][number]['metrics'],
  { experiment }: Timeline,
): number {
  return Math.exp(objectiveScore(metric, values, experiment.benchmark.metrics, usual));
}

function freshPoint(x: string, y: string, { blocks, metrics }: Verdict, definitions: Metrics): Point | undefined {
  if (blocks === 0 || !(metrics[x]?.ratio > 0 && metrics[y]?.ratio > 0)) return undefined;
  return { x: turned(metrics[x].ratio, x, definitions), y: turned(metrics[y].ratio, y, definitions) };
}

function boundsOf(metric: string, { experiment: { benchmark }, baselines }: Timeline): number[] {
  return benchmark.guards.flatMap((guard) => {
    const { metric: guarded, bound, unit } = parseGuard(guard);
    const ratio = unit === undefined ? bound : bound / baselines[0].metrics[metric];
    return guarded === metric && Number.isFinite(ratio) ? [turned(ratio, metric, benchmark.metrics)] : [];
  });
}

function turned(ratio: number, metric: string, definitions: Metrics): number {
  return definitions[metric]?.direction === 'minimize' ? 1 / ratio : ratio;
}
