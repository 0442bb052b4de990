// Metrics as a user declares them, and what can be wrong with them beyond their shape.
import type { Fail } from '@schedtuna/sdk';
import { parsePath } from './json-path.js';

export interface DeclaredMetric {
  /** Regular expression with one group, or a group named `value`; every match is a sample. */
  readonly pattern?: string;
  /** Path into JSON on stdout: `results[0].fps`, `results[*].fps`; every value is a sample. */
  readonly json?: string;
  readonly unit: string;
  readonly direction: 'maximize' | 'minimize';
  readonly label?: string;
}

export type DeclaredMetrics = Readonly<Record<string, DeclaredMetric>>;

/** JSON schema of the option `metrics`. */
export const metricOptions = {
  type: 'object',
  default: {},
  description:
    'NAME → pattern or json, direction, unit, label; for example metrics.fps.pattern="fps: ([0-9.]+)" metrics.fps.direction=maximize',
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['direction'],
    properties: {
      pattern: { type: 'string', minLength: 1, description: 'Regular expression with one group, or one named value' },
      json: { type: 'string', minLength: 1, description: 'Path into JSON on standard output: results[*].fps' },
      direction: { enum: ['maximize', 'minimize'], description: 'Which values are better' },
      unit: { type: 'string', default: '', description: 'For tables and plots: frames/s' },
      label: { type: 'string', minLength: 1, description: 'Short words for sentences; default: the name' },
    },
  },
} as const;

/** As the contract of metrics has it. */
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** Fails with ST_BENCHMARK_OPTIONS at the first metric that cannot be read. */
export function checkMetrics(metrics: DeclaredMetrics, fail: Fail): void {
  for (const [name, metric] of Object.entries(metrics)) {
    const [problem, hint] = nameProblem(name) ?? sourceProblem(metric) ?? [];
    if (problem !== undefined) fail('ST_BENCHMARK_OPTIONS', `metric ${name}: ${problem}`, hint);
  }
}

type Problem = readonly [problem: string, hint: string];

function nameProblem(name: string): Problem | undefined {
  if (!NAME.test(name)) {
    return ['this cannot be a name', 'Begin with a letter; letters, digits and _ . - may follow, 64 in all.'];
  }
  if (name !== 'execution_time') return undefined;
  return ['this is the wall time, which every benchmark has', 'Give the metric another name.'];
}

function sourceProblem({ pattern, json }: DeclaredMetric): Problem | undefined {
  if (pattern !== undefined && json === undefined) return patternProblem(pattern);
  if (json !== undefined && pattern === undefined) {
    if (parsePath(json) !== undefined) return undefined;
    return [`${json} is not a path`, 'Names, indices and [*], for example: results[0].fps or results[*]["p99 ms"]'];
  }
  const problem = pattern === undefined ? 'it has neither pattern nor json' : 'it has both pattern and json';
  return [problem, 'Say with one of them where the number is, for example: pattern="fps: ([0-9.]+)"'];
}

function patternProblem(pattern: string): Problem | undefined {
  const [groups, named] = groupsOf(pattern);
  if (groups === undefined) return [`${pattern} is not a regular expression: ${named}`, 'Write it as for JavaScript.'];
  if (groups === 1 || named) return undefined;
  if (groups === 0) return [`${pattern} has no group`, 'Put the number in parentheses: ([0-9.]+)'];
  return [`${pattern} has ${groups} groups`, 'Name the one with the number: (?<value>[0-9.]+)'];
}

/** Number of groups, and whether one is named `value`; undefined and the reason when it is no regular expression. */
function groupsOf(pattern: string): readonly [number, boolean] | readonly [undefined, string] {
  try {
    const match = new RegExp(`${pattern}|`).exec(''); // the empty alternative always matches
    return [(match?.length ?? 1) - 1, match?.groups !== undefined && 'value' in match.groups];
  } catch (error) {
    return [undefined, String((error as Error).message).replace(/^.*: /, '')];
  }
}
