// Bounds on metrics other than the objective: as ratios to the default configuration, or as values with a unit.
import { type MetricValues, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import { amount, quantity } from './quantity.js';

export interface ParsedGuard {
  readonly metric: string;
  readonly operator: '>=' | '<=';
  /** Above 0 and finite: a ratio to the default configuration, or a value in `unit`. */
  readonly bound: number;
  /** Of an absolute bound, '' for a metric without a unit; undefined: the bound is a ratio. */
  readonly unit?: string;
}

const FORM = /^\s*([A-Za-z][\w.-]*)\s*(>=|<=)\s*(.*?)\s*$/s;
const BOUND = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\d.])\s*(.*)$/s;
/** In the place of a unit, for a metric that has none. */
export const ABSOLUTE = 'absolute';

/**
 * METRIC >= RATIO, METRIC >= NUMBER UNIT or METRIC >= NUMBER absolute, and the same with <=. Whether the unit is that of
 * the metric, `checkGuards` knows. Throws ST_USAGE with the reason.
 */
export function parseGuard(text: string): ParsedGuard {
  const [, metric, operator, rest] = FORM.exec(text) ?? [];
  if (metric === undefined) {
    throw notAGuard(text, /[<>]=/.test(text) ? 'no name of a metric stands before >= or <=' : 'it has no >= or <=');
  }
  const [, number, unit] = BOUND.exec(rest) ?? [];
  if (number === undefined) throw notAGuard(text, `no number stands behind ${operator}`);
  const bound = Number(number);
  if (!(bound > 0 && bound < Infinity)) throw notAGuard(text, `its bound must be above 0 and finite, not ${number}`);
  const guard = { metric, operator: operator as ParsedGuard['operator'], bound };
  return unit === '' ? guard : { ...guard, unit: unit === ABSOLUTE ? '' : unit.replace(/\s+/g, ' ') };
}

/** For a list of guards: `p99_ms <= 12 ms`, `background_units_per_sec >= 0.7 of default`. */
export function guardText(guard: string): string {
  return parseGuard(guard).unit === undefined ? `${guard} of default` : guard;
}

/** A completed outcome that breaks a guard becomes a failure that keeps its numbers. */
export function breaksGuards(guards: readonly string[], outcome: Outcome, baseline: MetricValues): Outcome {
  if (outcome.status !== 'completed') return outcome;
  const { samples, metrics } = outcome;
  for (const guard of guards) {
    const found = shortfall(guard, metrics, baseline);
    if (found === undefined) continue;
    return { status: 'failed', class: 'guard_violated', message: `${found}; the guard is ${guard}`, samples, metrics };
  }
  return outcome;
}

/** What a run has in place of what the guard asks for; undefined when it keeps the bound. A run without the metric does not. */
export function shortfall(guard: string, metrics: MetricValues, baseline: MetricValues): string | undefined {
  const { metric, operator, bound, unit } = parseGuard(guard);
  const value = metrics[metric];
  if (value === undefined) return `${metric} was not measured`;
  const usual = baseline[metric] ?? 0; // the default never gave a positive value: 0 is its usual one
  const limit = unit === undefined ? bound * usual : bound;
  if (operator === '>=' ? value >= limit : value <= limit) return undefined;
  if (unit !== undefined) return `${metric} is ${beside(value, bound, unit)}`;
  return `${metric} is ${usual > 0 ? `${((100 * value) / usual).toFixed(0)} % of default` : `${value}, the default has ${usual}`}`;
}

/** All digits where few would make the value look like the bound that it breaks. */
function beside(value: number, bound: number, unit: string): string {
  return amount(value) === amount(bound) ? `${value} ${unit}`.trim() : quantity(value, unit);
}

function notAGuard(text: string, reason: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `${JSON.stringify(text)} is not a guard: ${reason}`, {
    hint: 'Write METRIC >= RATIO or METRIC <= RATIO for a ratio to the default, as in "background_units_per_sec >= 0.8", or a number with the unit of the metric, as in "p99_ms <= 12 ms".',
  });
}
