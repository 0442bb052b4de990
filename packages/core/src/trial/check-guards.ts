// Guards against the metrics that a benchmark declares: names and units.
import { type Metric, type Metrics, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import { ABSOLUTE, type ParsedGuard, parseGuard } from './guards.js';

/** Throws ST_UNKNOWN_METRIC for a metric that the benchmark does not declare, ST_USAGE for a bound in another unit. */
export function checkGuards(guards: readonly string[], definitions: Metrics): void {
  for (const guard of guards) {
    const parsed = parseGuard(guard);
    if (!Object.hasOwn(definitions, parsed.metric)) throw unknown(parsed.metric, Object.keys(definitions));
    checkUnit(guard, parsed, definitions[parsed.metric]);
  }
}

function unknown(metric: string, valid: readonly string[]): SchedtunaError {
  const close = nearest(metric, valid);
  return new SchedtunaError(
    'ST_UNKNOWN_METRIC',
    `a guard names the metric ${metric}, the benchmark has ${valid.join(', ')}`,
    { hint: close ? `Did you mean ${close}?` : 'Guard one of these, or use --no-guard.' },
  );
}

function checkUnit(guard: string, { metric, operator, bound, unit: given }: ParsedGuard, { unit }: Metric): void {
  const own = unit.trim().replace(/\s+/g, ' ');
  if (given === undefined || given === own) return;
  const has = own === '' ? 'has no unit' : `is in ${own}`;
  throw new SchedtunaError(
    'ST_USAGE',
    `the guard ${JSON.stringify(guard)} says ${given || ABSOLUTE}, but ${metric} ${has}`,
    {
      hint: `Write "${metric} ${operator} NUMBER ${own || ABSOLUTE}" for a value, or "${metric} ${operator} RATIO" with nothing behind the number for a ratio to the default${bound <= 100 && given === '%' ? `, here ${bound / 100}` : ''}.`,
    },
  );
}
