// Default guards of a benchmark: METRIC >= RATIO or METRIC <= RATIO over metrics that it declares.
import type { Metrics } from '../../benchmark.js';

const FORM = /^\s*([A-Za-z][\w.-]*)\s*(?:>=|<=)\s*(\d*\.?\d+)\s*$/;

/** One sentence a problem. */
export function guardProblems(guards: readonly string[], metrics: Metrics): string[] {
  return guards.flatMap((guard) => {
    const [, metric, bound] = FORM.exec(guard) ?? [];
    if (metric === undefined || !(Number(bound) > 0)) {
      return [`${JSON.stringify(guard)} is no guard; write METRIC >= RATIO or METRIC <= RATIO`];
    }
    if (metric in metrics || metric === 'execution_time') return [];
    return [`${JSON.stringify(guard)} names ${metric}, the metrics are ${Object.keys(metrics).join(', ') || 'none'}`];
  });
}
