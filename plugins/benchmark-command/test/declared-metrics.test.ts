import { describe, expect, it } from 'vitest';
import { checkMetrics, type DeclaredMetric } from '../src/declared-metrics.js';
import { Failed, fail } from './context.js';

const common = { unit: '', direction: 'maximize' } as const;

function problemOf(metric: Partial<DeclaredMetric>, name = 'fps'): string | undefined {
  try {
    checkMetrics({ [name]: { ...common, ...metric } }, fail);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    expect(error.code).toBe('ST_BENCHMARK_OPTIONS');
    expect(error.hint).toMatch(/\S/);
    return error.message;
  }
}

describe('checkMetrics', () => {
  it.each([
    { pattern: '([0-9.]+) fps' },
    { pattern: '(a|b): (?<value>\\d+)' },
    { pattern: 'a|(b)' },
    { pattern: '(?:a|b) (\\d+)' },
    { json: 'fps' },
  ])('takes %j', (metric) => {
    expect(problemOf(metric)).toBeUndefined();
  });

  it.each<[Partial<DeclaredMetric>, string]>([
    [{ pattern: 'fps: \\d+' }, 'metric fps: fps: \\d+ has no group'],
    [{ pattern: '(a)(b)' }, 'metric fps: (a)(b) has 2 groups'],
    [{ pattern: '(a' }, 'metric fps: (a is not a regular expression: Unterminated group'],
    [{ json: 'a..b' }, 'metric fps: a..b is not a path'],
    [{}, 'metric fps: it has neither pattern nor json'],
    [{ pattern: '(a)', json: 'a' }, 'metric fps: it has both pattern and json'],
  ])('refuses %j', (metric, message) => {
    expect(problemOf(metric)).toBe(message);
  });

  it.each(['execution_time', '1st', 'a b', ''])('refuses the name %j', (name) => {
    expect(problemOf({ json: 'a' }, name)).toMatch(/name|wall time/);
  });
});
