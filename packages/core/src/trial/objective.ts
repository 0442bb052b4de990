// The objective: which metrics count, and the score of one run against a baseline.
import { type Metrics, type MetricValues, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import type { Options } from '../config/options.js';
import { type ObjectiveTerm, weightedObjective, weightedTerms } from './weighted-objective.js';

/** Names of the original's API, made of metrics. A metric of the same name that a benchmark declares takes precedence. */
const COMPOSED = new Map<string, readonly string[]>([
  ['throughput', ['pp_tokens_per_sec', 'tg_tokens_per_sec']],
  ['latency', ['execution_time']],
]);

/** The metrics that an objective is made of; those of a composed one count alike. */
export function objectiveTerms(objective: string, definitions: Metrics = {}): readonly ObjectiveTerm[] {
  const weighted = weightedTerms(objective);
  if (weighted) return weighted;
  const names = (Object.hasOwn(definitions, objective) ? undefined : COMPOSED.get(objective)) ?? [objective];
  return names.map((metric) => ({ metric, share: 1 / names.length }));
}

export function objectiveMetrics(objective: string, definitions: Metrics = {}): readonly string[] {
  return objectiveTerms(objective, definitions).map(({ metric }) => metric);
}

/** In sentences and beside numbers: the text of one with weights is too long for them. */
export function objectiveName(objective: string): string {
  return weightedTerms(objective) ? 'objective' : objective;
}

/** What the options ask for; undefined: what the benchmark offers. */
export function requestedObjective(options: Pick<Options, 'objective' | 'optimizeMetric'>): string | undefined {
  return options.objective ? weightedObjective(options.objective) : options.optimizeMetric;
}

/** Throws ST_UNKNOWN_METRIC when the benchmark declares no such metric. */
export function checkObjective(objective: string, definitions: Metrics): void {
  const weighted = weightedTerms(objective);
  const [names, valid] = weighted
    ? [weighted.map(({ metric }) => metric), Object.keys(definitions)]
    : [[objective], validObjectives(definitions)];
  const unknown = names.find((name) => !valid.includes(name));
  if (unknown === undefined) return;
  const close = nearest(unknown, valid);
  const flag = weighted ? '--objective' : '--optimize-metric';
  throw new SchedtunaError('ST_UNKNOWN_METRIC', `the benchmark has no metric ${unknown} (it has ${valid.join(', ')})`, {
    hint: close ? `Did you mean ${close}?` : `Choose one of them with ${flag}.`,
  });
}

/**
 * What to optimise: as requested, else what the first run gave: throughput, the first declared metric that was measured,
 * or execution_time. Throws ST_UNKNOWN_METRIC.
 */
export function resolveObjective(requested: string | undefined, seen: MetricValues, definitions: Metrics): string {
  const isSeen = (metric: string) => seen[metric] !== undefined;
  if (requested === undefined) {
    if (objectiveMetrics('throughput', definitions).every(isSeen)) return 'throughput';
    return Object.keys(definitions).find(isSeen) ?? 'execution_time';
  }
  checkObjective(requested, definitions);
  const missing = objectiveMetrics(requested, definitions).find((metric) => !isSeen(metric));
  if (missing === undefined) return requested;
  throw new SchedtunaError(
    'ST_UNKNOWN_METRIC',
    `the benchmark did not measure ${missing}, so ${requested} cannot be optimised`,
    { hint: `It measured ${Object.keys(seen).join(', ')}. Choose one of them with --optimize-metric.` },
  );
}

/**
 * Log ratio to the baseline, signed so that higher is better; the weighted mean over the objective's metrics, so that
 * `throughput` is the geometric mean of prompt and generation ratios. NaN when a value of the run or of the baseline is
 * missing or not positive: see `needsScore`.
 */
export function objectiveScore(
  objective: string,
  metrics: MetricValues,
  definitions: Metrics,
  baseline: MetricValues,
): number {
  const scores = objectiveTerms(objective, definitions).map(({ metric, share }) => {
    const sign = definitions[metric]?.direction === 'minimize' ? -1 : 1;
    // Not the logarithm of the ratio, which overflows where the values are far apart.
    return metrics[metric] > 0 && baseline[metric] > 0
      ? share * sign * (Math.log(metrics[metric]) - Math.log(baseline[metric]))
      : Number.NaN;
  });
  return scores.reduce((sum, score) => sum + score, 0);
}

/** True when a run can be scored: it measured every metric of the objective, each finite and above 0. */
export function isScorable(objective: string, metrics: MetricValues, definitions: Metrics): boolean {
  return Number.isFinite(objectiveScore(objective, metrics, definitions, metrics));
}

/** A completed outcome without a positive value of the objective becomes a failure: no score can be made of it. */
export function needsScore(objective: string, outcome: Outcome, definitions: Metrics): Outcome {
  if (outcome.status !== 'completed' || isScorable(objective, outcome.metrics, definitions)) return outcome;
  const { metrics, samples } = outcome;
  const name = objectiveMetrics(objective, definitions).find(
    (metric) => !(metrics[metric] > 0 && metrics[metric] < Infinity),
  );
  const found = name === undefined || metrics[name] === undefined ? 'was not measured' : `is ${metrics[name]}`;
  const message = `${name} ${found}; the objective ${objective} needs a value above 0`;
  return { status: 'failed', class: 'unparsable_output', message, samples, metrics };
}

function validObjectives(definitions: Metrics): string[] {
  const composed = [...COMPOSED].filter(([, metrics]) => metrics.every((metric) => Object.hasOwn(definitions, metric)));
  return [...new Set([...Object.keys(definitions), ...composed.map(([name]) => name)])];
}
