import { isSchedtunaError, type Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksGuards, guardText, parseGuard } from '../../src/trial/guards.js';

const completed = (metrics: Record<string, number>): Outcome => ({ status: 'completed', metrics, samples: {} });

const space = fc.constantFrom('', ' ', '  ');
const operator = fc.constantFrom('>=', '<=');
const bound = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map((thousandths) => thousandths / 1000),
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
);

describe('parseGuard', () => {
  it('reads ratios, with any spacing', () => {
    fc.assert(
      fc.property(operator, bound, space, space, (sign, number, a, b) => {
        expect(parseGuard(`${b}p99_ms${a}${sign}${b}${number}${a}`)).toEqual({
          metric: 'p99_ms',
          operator: sign,
          bound: number,
        });
      }),
    );
  });

  it('reads values with any unit', () => {
    const unit = fc.constantFrom('ms', 's', '%', '1/s', 'tokens/s', 'µs', '°C', 'frames per second', 'e', '2 pixels');
    fc.assert(
      fc.property(operator, bound, unit, space, (sign, number, own, a) => {
        expect(parseGuard(`p99_ms${a}${sign}${a}${number} ${own}${a}`)).toEqual({
          metric: 'p99_ms',
          operator: sign,
          bound: number,
          unit: own,
        });
      }),
    );
    expect(parseGuard('p99_ms<=12ms')).toEqual({ metric: 'p99_ms', operator: '<=', bound: 12, unit: 'ms' });
    expect(parseGuard('load <= 80%')).toMatchObject({ bound: 80, unit: '%' });
    expect(parseGuard('frames >= 50 absolute')).toEqual({ metric: 'frames', operator: '>=', bound: 50, unit: '' });
  });

  it.each([
    ['', 'it has no >= or <='],
    ['speed', 'it has no >= or <='],
    ['speed > 0.8', 'it has no >= or <='],
    ['speed >= ', 'no number stands behind >='],
    ['speed <= fast', 'no number stands behind <='],
    ['speed >= 1.2.3', 'no number stands behind >='],
    ['speed >= 12.', 'no number stands behind >='],
    ['speed >= 0', 'its bound must be above 0 and finite, not 0'],
    ['speed <= 0 ms', 'its bound must be above 0 and finite, not 0'],
    ['speed >= -1', 'its bound must be above 0 and finite, not -1'],
    ['speed >= 1e999 ms', 'its bound must be above 0 and finite, not 1e999'],
    ['>= 1', 'no name of a metric stands before >= or <='],
    ['a b >= 1', 'no name of a metric stands before >= or <='],
  ])('refuses %j with the reason and an example', (text, reason) => {
    expect(() => parseGuard(text)).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: `${JSON.stringify(text)} is not a guard: ${reason}`,
        hint: expect.stringContaining('background_units_per_sec >= 0.8'),
      }),
    );
  });

  it('reads or refuses whatever it is given', () => {
    const piece = fc.constantFrom('p99_ms', '>=', '<=', ' ', '12', '-', '.', 'e', '0', 'ms', 'absolute', '%', '\n');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          try {
            const parsed = parseGuard(text);
            expect(parsed.bound).toBeGreaterThan(0);
            expect(parsed.bound).toBeLessThan(Infinity);
            expect(parsed.metric).toMatch(/^[A-Za-z]/);
          } catch (error) {
            if (!isSchedtunaError(error) || error.code !== 'ST_USAGE') throw error;
          }
        },
      ),
    );
  });
});

it('says of a ratio to what it is one', () => {
  expect(guardText('background >= 0.7')).toBe('background >= 0.7 of default');
  expect(guardText('p99_ms <= 12 ms')).toBe('p99_ms <= 12 ms');
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

  it.each([
    ['p99_ms <= 12 ms', 12, undefined],
    ['p99_ms <= 12 ms', 14.23456, 'p99_ms is 14.23 ms; the guard is p99_ms <= 12 ms'],
    ['p99_ms <= 12 ms', 12.000001, 'p99_ms is 12.000001 ms; the guard is p99_ms <= 12 ms'],
    ['p99_ms >= 12 ms', 0, 'p99_ms is 0 ms; the guard is p99_ms >= 12 ms'],
    ['p99_ms <= 12 ms', -3, undefined],
    ['p99_ms >= 50 absolute', 49, 'p99_ms is 49; the guard is p99_ms >= 50 absolute'],
  ])('holds %s against the value itself: %d', (guard, p99_ms, message) => {
    const outcome = breaksGuards([guard], completed({ p99_ms }), { p99_ms: 1000 });
    expect(outcome.status === 'failed' ? outcome.message : undefined).toBe(message);
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
