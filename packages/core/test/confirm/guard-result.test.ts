import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGuard, isBroken } from '../../src/confirm/guard-result.js';
import type { ValueGuardResult } from '../../src/confirm/verdict.js';
import { blocksOf, JITTER, judged } from './fresh-runs.js';

/** Pairs in which the finalist has these values of p99_ms and the default has 10. */
const pairs = (values: readonly (number | undefined)[]) =>
  values.map(
    (value) => [{ p99_ms: 10 }, value === undefined ? {} : { p99_ms: value }] as [object, object],
  ) as Parameters<typeof checkGuard>[1];
const check = (guard: string, values: readonly (number | undefined)[]) =>
  checkGuard(guard, pairs(values)) as ValueGuardResult;
const around = (centre: number, noise: number) => JITTER.slice(0, 8).map((jitter) => centre * Math.exp(noise * jitter));

describe('a bound in the unit of the metric', () => {
  it.each([
    ['kept by the whole interval', 11.5, 1, true, false],
    ['open when it lies within', 11.9, 20, false, false],
    ['broken when even the optimistic end breaks it', 13, 1, false, true],
  ])('is %s', (_, centre, noise, upheld, broken) => {
    const atMost = check('p99_ms <= 12 ms', around(centre, noise));
    expect(atMost).toMatchObject({ guard: 'p99_ms <= 12 ms', unit: 'ms', upheld });
    expect(isBroken(atMost)).toBe(broken);
    expect(atMost.value).toBeCloseTo(centre, 0);
    const atLeast = check('p99_ms >= 12 ms', around(144 / centre, noise));
    expect(atLeast.upheld).toBe(upheld);
    expect(isBroken(atLeast)).toBe(broken);
  });

  it('does not depend on the default', () => {
    const values = around(11.5, 1).map((own, i) => [{ p99_ms: 3 ** i }, { p99_ms: own }] as const);
    expect(checkGuard('p99_ms <= 12 ms', values)).toEqual(check('p99_ms <= 12 ms', around(11.5, 1)));
  });

  it('is kept by a constant that lies on it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.integer({ min: 2, max: 12 }), (value, count) => {
        for (const sign of ['<=', '>=']) {
          const result = check(`p99_ms ${sign} ${value} ms`, new Array(count).fill(value));
          expect(result.upheld).toBe(true);
          expect(isBroken(result)).toBe(false);
        }
      }),
    );
  });

  it('takes zeros and negative values for what they are', () => {
    expect(check('p99_ms <= 12 ms', [0, 0, 0, 10, 10, 10, 11, 11])).toMatchObject({ upheld: true, value: 5.5 });
    expect(check('p99_ms <= 12 ms', new Array(8).fill(0))).toMatchObject({ upheld: true, value: 0, low: 0, high: 0 });
    expect(check('p99_ms <= 12 ms', new Array(8).fill(-3))).toMatchObject({ upheld: true, value: -3 });
    expect(isBroken(check('p99_ms >= 50 ms', new Array(8).fill(0)))).toBe(true);
    expect(isBroken(check('p99_ms >= 50 ms', new Array(8).fill(-3)))).toBe(true);
    expect(check('p99_ms >= 50 ms', [0, 0, 0, 60, 60, 60, 60, 60]).upheld).toBe(false);
  });

  it('is not upheld where the metric is missing', () => {
    const half = check('p99_ms <= 12 ms', [10, undefined, 10, undefined, 10, undefined, 10, undefined]);
    expect(half).toMatchObject({ upheld: false, missing: 4, value: expect.closeTo(10) });
    expect(isBroken(half)).toBe(false);
    const none = check('p99_ms <= 12 ms', new Array(8).fill(undefined));
    expect(none).toMatchObject({ upheld: false, missing: 8, value: null });
    expect(isBroken(none)).toBe(false);
    expect(check('p99_ms <= 12 ms', [10, 10])).not.toHaveProperty('missing');
  });

  it('is finite, in order and survives JSON whatever was measured', () => {
    const value = fc.oneof(
      fc.constantFrom(undefined, 0, -1, 12, Number.MAX_VALUE, Number.MIN_VALUE),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 10 }), (values) => {
        const result = check('p99_ms <= 12 ms', values);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        expect(result.low).toBeLessThanOrEqual(result.high);
        if (isBroken(result)) expect(result.upheld).toBe(false);
      }),
    );
  });
});

describe('a ratio', () => {
  it('is not upheld where the metric is missing or negative', () => {
    expect(check('p99_ms <= 1.2', [10, undefined, 10, 10, 10, 10, 10, 10])).toMatchObject({
      upheld: false,
      missing: 1,
    });
    expect(check('p99_ms <= 1.2', new Array(8).fill(-3))).toMatchObject({ upheld: false, missing: 8 });
  });
});

it('decides the verdict', () => {
  const trials = (time: number) =>
    blocksOf(8, (block) => [
      { speed: 100, execution_time: 9 },
      { speed: 130 + JITTER[block], execution_time: time * Math.exp(JITTER[block]) },
    ]);
  const conclude = (time: number) => judged(trials(time), { guards: ['execution_time <= 12 s'] });
  expect(conclude(11.9)).toMatchObject({ conclusion: 'better', guards: [{ unit: 's', upheld: true }] });
  expect(conclude(12)).toMatchObject({
    conclusion: 'inconclusive',
    because: 'whether it keeps the guard execution_time <= 12 s is not certain',
  });
  expect(conclude(12.1)).toMatchObject({
    conclusion: 'worse',
    because: 'it breaks the guard execution_time <= 12 s',
  });
});
