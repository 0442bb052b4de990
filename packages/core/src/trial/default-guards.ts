// What the runs of the default configuration say about the guards: a bound that the default breaks, or that means nothing.
import type { Metrics, MetricValues } from '@schedtuna/sdk';
import { ABSOLUTE, guardText, parseGuard, shortfall } from './guards.js';
import { localBaseline } from './local-baseline.js';
import { quantity } from './quantity.js';

/** One sentence for each guard that a run of the default breaks; `runs` are those of A/A, in their order. */
export function guardWarnings(
  guards: readonly string[],
  runs: readonly MetricValues[],
  definitions: Metrics,
): string[] {
  const usual = localBaseline(
    runs.map((metrics, id) => ({ id, metrics })),
    runs.length,
  ).metrics;
  return guards.flatMap((guard) => {
    const { metric, operator, bound, unit } = parseGuard(guard);
    const own = definitions[metric]?.unit ?? '';
    const byValue = `"${metric} ${operator} ${unit === undefined && usual[metric] ? bound : 'NUMBER'} ${own || ABSOLUTE}"`;
    const measured = runs.map((run) => run[metric]).filter((value) => value !== undefined);
    const range = measured.length > 0 ? rangeOf(measured, own) : 'no value';
    if (unit === undefined && measured.length > 0 && usual[metric] === undefined) {
      return `the guard ${guard} is a ratio to the default configuration, which has no ${metric} above 0 (it has ${range}); bound it by a value, as in ${byValue}`;
    }
    const broken = runs.filter((run) => shortfall(guard, run, usual) !== undefined).length;
    if (broken === 0) return [];
    const missing = runs.length - measured.length;
    const unmeasured = missing > 0 && measured.length > 0 ? `, and none in ${missing}` : '';
    const perhaps = unit === undefined && broken === runs.length ? ` (a bound on the value itself is ${byValue})` : '';
    return `the default configuration itself breaks the guard ${guardText(guard)} in ${broken} of ${runs.length} runs: it has ${range}${unmeasured}; runs like these count as failed in the search${perhaps}`;
  });
}

function rangeOf(values: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? quantity(low, unit) : `${quantity(low, '')} to ${quantity(high, unit)}`;
}
