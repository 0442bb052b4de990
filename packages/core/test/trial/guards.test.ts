import type { Metrics, Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksGuards, checkGuards, parseGuard } from '../../src/trial/guards.js';

const definitions: Metrics = {
  background_units_per_sec: { unit: '1/s', direction: 'maximize' },
  p99_ms: { unit: 'ms', direction: 'minimize' },
};
const completed = (metrics: Record<string, number>): Outcome => ({ status: 'completed', metrics, samples: {} });

describe('parseGuard', () => {
  it('reads what it is given, with any spacing', () => {
    const space = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(
        fc.constantFrom('>=', '<='),
        fc.integer({ min: 1, max: 5000 }),
        space,
        space,
        (operator, thousandths, a, b) => {
          const bound = thousandths / 1000;
          expect(parseGuard(`${b}p99_ms${a}${operator}${b}${bound}${a}`)).toEqual({
            metric: 'p99_ms',
            operator,
            bound,
          });
        },
      ),
    );
  });

  it.each([
    '',
    'speed',
    'speed > 0.8',
    'speed >= ',
    'speed >= 0',
    'speed >= -1',
    'speed >= 80%',
    'speed >= 1.2.3',
    '>= 1',
    'a b >= 1',
  ])('refuses %j with an example', (text) => {
    expect(() => parseGuard(text)).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: `${JSON.stringify(text)} is not a guard`,
        hint: expect.stringContaining('background_units_per_sec >= 0.8'),
      }),
    );
  });
});

describe('checkGuards', () => {
  it('accepts declared metrics', () => {
    expect(() => checkGuards(['p99_ms <= 1.2', 'background_units_per_sec >= 0.8'], definitions)).not.toThrow();
  });

  it.each([
    ['p9_ms <= 1.2', 'Did you mean p99_ms?'],
    ['toString >= 1', 'Guard one of these, or use --no-guard.'],
  ])('refuses %s and lists the metrics', (guard, hint) => {
    expect(() => checkGuards([guard], definitions)).toThrow(
      expect.objectContaining({
        code: 'ST_UNKNOWN_METRIC',
        hint,
        message: expect.stringContaining('background_units_per_sec, p99_ms'),
      }),
    );
  });
});

describe('breaksGuards', () => {
  const guards = ['background_units_per_sec >= 0.8', 'p99_ms <= 1.5'];
  const baseline = { background_units_per_sec: 100, p99_ms: 10 };

  it('lets a run pass that keeps its bounds exactly', () => {
    const outcome = completed({ background_units_per_sec: 80, p99_ms: 15 });
    expect(breaksGuards(guards, outcome, baseline)).toBe(outcome);
  });

  it.each([
    [
      { background_units_per_sec: 42, p99_ms: 10 },
      'background_units_per_sec is 42 % of default; the guard is background_units_per_sec >= 0.8',
    ],
    [{ background_units_per_sec: 90, p99_ms: 20 }, 'p99_ms is 200 % of default; the guard is p99_ms <= 1.5'],
    [{ background_units_per_sec: 90 }, 'p99_ms was not measured; the guard is p99_ms <= 1.5'],
    [
      { background_units_per_sec: 0, p99_ms: 10 },
      'background_units_per_sec is 0 % of default; the guard is background_units_per_sec >= 0.8',
    ],
  ])('turns %j into a failure that keeps its numbers', (metrics, message) => {
    expect(breaksGuards(guards, completed(metrics as Record<string, number>), baseline)).toEqual({
      status: 'failed',
      class: 'guard_violated',
      message,
      metrics,
      samples: {},
    });
  });

  it('compares with a default that is always zero', () => {
    const zero = completed({ background_units_per_sec: 0, p99_ms: 0 });
    expect(breaksGuards(guards, zero, { background_units_per_sec: 0 })).toBe(zero);
    expect(breaksGuards(guards, completed({ background_units_per_sec: 1, p99_ms: 3 }), {})).toMatchObject({
      message: 'p99_ms is 3, the default has 0; the guard is p99_ms <= 1.5',
    });
  });

  it('leaves other outcomes alone', () => {
    const failed: Outcome = { status: 'failed', class: 'benchmark_timeout', message: 'too long' };
    expect(breaksGuards(guards, failed, baseline)).toBe(failed);
  });
});
