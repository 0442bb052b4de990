// The objective: which metrics count, and the score of one run against a baseline.
import { type MetricValues, type Metrics, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';

/** Names of the original's API, made of metrics. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  throughput: ['pp_tokens_per_sec', 'tg_tokens_per_sec'],
  latency: ['execution_time'],
};

/** The metrics that an objective is made of. */
export function objectiveMetrics(objective: string): readonly string[] {
  return COMPOSED[objective] ?? [objective];
}

/** Throws ST_UNKNOWN_METRIC when the benchmark declares no such metric. */
export function checkObjective(objective: string, definitions: Metrics): void {
  const valid = validObjectives(definitions);
  if (valid.includes(objective)) return;
  const close = nearest(objective, valid);
  throw new SchedtunaError('ST_UNKNOWN_METRIC', `the benchmark has no metric ${objective} (it has ${valid.join(', ')})`, {
    hint: close ? `Did you mean ${close}?` : 'Choose one of them with --optimize-metric.',
  });
}

/** What to optimise: as requested, or what the first run gave. Throws ST_UNKNOWN_METRIC. */
export function resolveObjective(requested: string | undefined, seen: MetricValues, definitions: Metrics): string {
  const isSeen = (metric: string) => seen[metric] !== undefined;
  if (requested === undefined) {
    if (COMPOSED.throughput.every(isSeen)) return 'throughput';
    return Object.keys(definitions).find(isSeen) ?? 'execution_time';
  }
  checkObjective(requested, definitions);
  const missing = objectiveMetrics(requested).find((metric) => !isSeen(metric));
  if (missing === undefined) return requested;
  throw new SchedtunaError('ST_UNKNOWN_METRIC', `the benchmark did not measure ${missing}, so ${requested} cannot be optimised`, {
    hint: `It measured ${Object.keys(seen).join(', ')}. Choose one of them with --optimize-metric.`,
  });
}

/**
 * Log ratio to the baseline, signed so that higher is better; the mean over the objective's metrics, so that
 * `throughput` is the geometric mean of prompt and generation ratios. NaN when a value is missing or not positive.
 */
export function objectiveScore(
  objective: string,
  metrics: MetricValues,
  definitions: Metrics,
  baseline: MetricValues,
): number {
  const names = objectiveMetrics(objective);
  const scores = names.map((name) => {
    const sign = definitions[name]?.direction === 'minimize' ? -1 : 1;
    return metrics[name] > 0 && baseline[name] > 0 ? sign * Math.log(metrics[name] / baseline[name]) : Number.NaN;
  });
  return scores.reduce((sum, score) => sum + score, 0) / names.length;
}

function validObjectives(definitions: Metrics): string[] {
  const composed = Object.keys(COMPOSED).filter((name) => COMPOSED[name].every((metric) => metric in definitions));
  return [...Object.keys(definitions), ...composed];
}
