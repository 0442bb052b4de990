// Metrics as a user declares them, and what can be wrong with them beyond their shape.
import type { Fail } from '@schedtuna/sdk';
import { parsePath } from './json-path.js';

export interface DeclaredMetric {
  /** Regular expression with one group, or one named `value`; every match is a sample. */
  readonly pattern?: string;
  /** Path into JSON on stdout: `results[0].fps`, `results[*].fps`. */
  readonly json?: string;
  readonly unit: string;
  readonly direction: 'maximize' | 'minimize';
  readonly label?: string;
}

export type DeclaredMetrics = Readonly<Record<string, DeclaredMetric>>;

export function checkMetrics(metrics: DeclaredMetrics, fail: Fail): void {
  const wrong = (name: string, what: string, hint: string) => fail('ST_BENCHMARK_OPTIONS', `metric ${name}: ${what}`, hint);
  for (const [name, { pattern, json }] of Object.entries(metrics)) {
    if ((pattern === undefined) === (json === undefined)) {
      wrong(name, 'needs either pattern or json', `For example: --benchmark-options 'metrics.${name}.pattern=${name}: ([0-9.]+)'`);
    }
    if (pattern !== undefined) {
      const groups = groupsOf(pattern);
      if (groups === undefined) wrong(name, `${pattern} is not a regular expression`, 'Write it as JavaScript would.');
      if (groups === 0) wrong(name, `${pattern} has no group`, 'Put the number in parentheses: ([0-9.]+)');
    }
    if (json !== undefined && parsePath(json) === undefined) {
      wrong(name, `${json} is not a path`, 'For example: results[0].fps or results[*].fps');
    }
  }
}

/** Number of groups; undefined when it is no regular expression. */
function groupsOf(pattern: string): number | undefined {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}
