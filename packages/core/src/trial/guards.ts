// Bounds on metrics other than the objective, as ratios to the default configuration.
import { type MetricValues, type Metrics, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';

export interface ParsedGuard {
  readonly metric: string;
  readonly operator: '>=' | '<=';
  /** Ratio to the default configuration. */
  readonly bound: number;
}

const FORM = /^\s*([A-Za-z][\w.-]*)\s*(>=|<=)\s*(\d*\.?\d+)\s*$/;

/** Throws ST_USAGE when the text is not METRIC >= NUMBER. */
export function parseGuard(text: string): ParsedGuard {
  const [, metric, operator, bound] = FORM.exec(text) ?? [];
  if (metric === undefined || !(Number(bound) > 0)) {
    throw new SchedtunaError('ST_USAGE', `${JSON.stringify(text)} is not a guard`, {
      hint: 'Write METRIC >= RATIO or METRIC <= RATIO, for example --guard "background_units_per_sec >= 0.8".',
    });
  }
  return { metric, operator: operator as ParsedGuard['operator'], bound: Number(bound) };
}

/** Throws ST_UNKNOWN_METRIC when a guard names a metric that the benchmark does not declare. */
export function checkGuards(guards: readonly string[], definitions: Metrics): void {
  for (const { metric } of guards.map(parseGuard)) {
    if (metric in definitions) continue;
    const valid = Object.keys(definitions);
    const close = nearest(metric, valid);
    throw new SchedtunaError('ST_UNKNOWN_METRIC', `a guard names the metric ${metric}, the benchmark has ${valid.join(', ')}`, {
      hint: close ? `Did you mean ${close}?` : 'Guard one of these, or use --no-guard.',
    });
  }
}

/** A completed outcome that breaks a guard becomes a failure that keeps its numbers. */
export function breaksGuards(guards: readonly string[], outcome: Outcome, baseline: MetricValues): Outcome {
  if (outcome.status !== 'completed') return outcome;
  for (const guard of guards) {
    const { metric, operator, bound } = parseGuard(guard);
    const ratio = outcome.metrics[metric] / baseline[metric];
    const holds = operator === '>=' ? ratio >= bound : ratio <= bound;
    if (holds) continue;
    const message = Number.isFinite(ratio)
      ? `${metric} is ${(100 * ratio).toFixed(0)} % of default; the guard is ${guard}`
      : `${metric} was not measured; the guard is ${guard}`;
    return { status: 'failed', class: 'guard_violated', message, samples: outcome.samples, metrics: outcome.metrics };
  }
  return outcome;
}
