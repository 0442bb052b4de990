// Bounds on metrics other than the objective, as ratios to the default configuration.
import { type Metrics, type MetricValues, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';

export interface ParsedGuard {
  readonly metric: string;
  readonly operator: '>=' | '<=';
  /** Ratio to the default configuration, above 0. */
  readonly bound: number;
}

const FORM = /^\s*([A-Za-z][\w.-]*)\s*(>=|<=)\s*(\d+(?:\.\d+)?|\.\d+)\s*$/;
const EXAMPLE = 'background_units_per_sec >= 0.8';

/** Throws ST_USAGE when the text is not METRIC >= RATIO or METRIC <= RATIO. */
export function parseGuard(text: string): ParsedGuard {
  const [, metric, operator, bound] = FORM.exec(text) ?? [];
  if (metric === undefined || !(Number(bound) > 0)) {
    throw new SchedtunaError('ST_USAGE', `${JSON.stringify(text)} is not a guard`, {
      hint: `Write METRIC >= RATIO or METRIC <= RATIO with a ratio to the default above 0, for example --guard "${EXAMPLE}".`,
    });
  }
  return { metric, operator: operator as ParsedGuard['operator'], bound: Number(bound) };
}

/** Throws ST_UNKNOWN_METRIC when a guard names a metric that the benchmark does not declare. */
export function checkGuards(guards: readonly string[], definitions: Metrics): void {
  for (const { metric } of guards.map(parseGuard)) {
    if (Object.hasOwn(definitions, metric)) continue;
    const valid = Object.keys(definitions);
    const close = nearest(metric, valid);
    throw new SchedtunaError(
      'ST_UNKNOWN_METRIC',
      `a guard names the metric ${metric}, the benchmark has ${valid.join(', ')}`,
      { hint: close ? `Did you mean ${close}?` : 'Guard one of these, or use --no-guard.' },
    );
  }
}

/** A completed outcome that breaks a guard becomes a failure that keeps its numbers. */
export function breaksGuards(guards: readonly string[], outcome: Outcome, baseline: MetricValues): Outcome {
  if (outcome.status !== 'completed') return outcome;
  const { samples, metrics } = outcome;
  for (const guard of guards) {
    const message = violation(guard, metrics, baseline);
    if (message !== undefined) return { status: 'failed', class: 'guard_violated', message, samples, metrics };
  }
  return outcome;
}

function violation(guard: string, metrics: MetricValues, baseline: MetricValues): string | undefined {
  const { metric, operator, bound } = parseGuard(guard);
  const value = metrics[metric];
  const usual = baseline[metric] ?? 0; // the default never gave a positive value: 0 is its usual one
  if (value === undefined) return `${metric} was not measured; the guard is ${guard}`;
  if (operator === '>=' ? value >= bound * usual : value <= bound * usual) return undefined;
  const share = usual > 0 ? `${((100 * value) / usual).toFixed(0)} % of default` : `${value}, the default has ${usual}`;
  return `${metric} is ${share}; the guard is ${guard}`;
}
