import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localBaseline } from '../../src/trial/local-baseline.js';

const runs = (values: readonly number[], every = 6) =>
  values.map((speed, i) => ({ id: 1 + i * every, metrics: { speed } }));

describe('localBaseline', () => {
  it('of constant runs is their value, and its error falls with their number', () => {
    const few = localBaseline(runs([50, 50]), 8);
    const many = localBaseline(runs([50, 50, 50, 50, 50, 50]), 32);
    expect(few.metrics.speed).toBeCloseTo(50);
    expect(many.metrics.speed).toBeCloseTo(50);
    expect(many.standardErrorFactor).toBeLessThan(few.standardErrorFactor);
    expect(many.standardErrorFactor).toBeGreaterThan(0);
  });

  it('follows a drift: recent runs count more', () => {
    const drifting = runs(Array.from({ length: 10 }, (_, i) => 100 * 1.01 ** i));
    const now = localBaseline(drifting, 56).metrics.speed;
    expect(now).toBeGreaterThan(100 * 1.01 ** 5);
    expect(now).toBeLessThan(100 * 1.01 ** 9);
    expect(localBaseline(drifting, 14).metrics.speed).toBeLessThan(102.1);
  });

  it('counts a run 12 trials ago half', () => {
    const { metrics, standardErrorFactor } = localBaseline(
      [
        { id: 1, metrics: { a: 1 } },
        { id: 13, metrics: { a: 8 } },
      ],
      13,
    );
    expect(standardErrorFactor).toBeCloseTo(Math.sqrt(1 + 0.25) / 1.5);
    expect(metrics.a).toBeGreaterThan(2);
  });

  it('is hardly moved by one wild run, however recent', () => {
    const calm = [100, 101, 99, 100.5, 99.5, 100];
    const wild = localBaseline(runs([...calm.slice(0, 5), 10]), 32).metrics.speed;
    expect(Math.abs(Math.log(wild / 100))).toBeLessThan(0.02); // a plain mean would be off by 0.7
    const others = localBaseline(runs([50, 50, 50, 50, 500]), 26).metrics.speed;
    expect(others).toBeCloseTo(50);
  });

  it('uses nothing that comes later', () => {
    const all = runs([100, 102, 98, 300, 300]);
    expect(localBaseline(all, 13)).toEqual(localBaseline(all.slice(0, 3), 13));
  });

  it('ignores values without a logarithm and knows when there is nothing', () => {
    expect(
      localBaseline(
        [
          { id: 1, metrics: { a: 0, b: 2 } },
          { id: 2, metrics: { a: -1, b: 2 } },
        ],
        3,
      ).metrics,
    ).toEqual({ b: expect.closeTo(2) });
    expect(localBaseline([], 5)).toEqual({ metrics: {}, standardErrorFactor: 1 });
  });

  it('scales with the unit, does not see the order and stays among its values', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 10, noNaN: true }), (speeds, unit) => {
        const { speed } = localBaseline(runs(speeds), 100).metrics;
        expect(speed).toBeGreaterThanOrEqual(Math.min(...speeds) * (1 - 1e-9));
        expect(speed).toBeLessThanOrEqual(Math.max(...speeds) * (1 + 1e-9));
        expect(localBaseline(runs(speeds).reverse(), 100).metrics.speed / speed).toBeCloseTo(1, 9);
        expect(localBaseline(runs(speeds.map((value) => value * unit)), 100).metrics.speed / speed).toBeCloseTo(
          unit,
          6,
        );
      }),
    );
  });
});
