// Default guards of a benchmark: METRIC >= RATIO or METRIC >= NUMBER UNIT, and the same with <=, over metrics that it declares.
import type { Metrics } from '../../benchmark.js';

const FORM = /^\s*([A-Za-z][\w.-]*)\s*(?:>=|<=)\s*(\d*\.?\d+(?:[eE][+-]?\d+)?)(?![\d.])\s*(.*?)\s*$/;
/** The core adds it. */
const WALL_TIME: Metrics = { execution_time: { unit: 's', direction: 'minimize' } };

/** One sentence a problem. */
export function guardProblems(guards: readonly string[], metrics: Metrics): string[] {
  return guards.flatMap((guard) => {
    const [, metric, bound, unit] = FORM.exec(guard) ?? [];
    if (metric === undefined || !(Number(bound) > 0)) {
      return [
        `${JSON.stringify(guard)} is no guard; write METRIC >= RATIO or METRIC >= NUMBER UNIT, or the same with <=`,
      ];
    }
    const own = { ...WALL_TIME, ...metrics }[metric]?.unit;
    if (own === undefined) {
      return [`${JSON.stringify(guard)} names ${metric}, the metrics are ${Object.keys(metrics).join(', ') || 'none'}`];
    }
    if (unit === '' || unit === (own || 'absolute')) return [];
    return [
      `${JSON.stringify(guard)} says ${unit}, but ${metric} ${own ? `is in ${own}` : 'has no unit: write absolute'}`,
    ];
  });
}
