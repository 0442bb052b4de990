import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPValue } from '../../src/stats/order.js';
import { streamOf } from '../../src/stats/random.js';
import { correlation, correlationOfOrders, ranks } from '../../src/stats/rank.js';
import { lag1 } from '../../src/stats/series.js';

const random = () => streamOf(1, 'order');
const rho = (xs: readonly number[], ys: readonly number[]) => correlation(ranks(xs), ranks(ys));

describe('rank correlation', () => {
  it('gives equal values the mean of their ranks', () => {
    expect(ranks([30, 10, 20, 20, 5])).toEqual([5, 2, 3.5, 3.5, 1]);
  });

  it('is Spearman’s', () => {
    expect(rho([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5])).toBeCloseTo(1 - (6 * 6) / (6 * 35), 9); // 1 − 6 Σd² / n(n² − 1)
    expect(rho([1, 2, 2, 4], [3, 1, 2, 2])).toBeCloseTo(-2.25 / 4.5, 9); // deviations −1.5 0 0 1.5 and 1.5 −1.5 0 0
    expect(rho([1, 1, 1], [1, 2, 3])).toBe(0);
  });

  it('sees nothing but the order', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 2 });
    fc.assert(
      fc.property(pairs, (list) => {
        const xs = list.map(([x]) => x);
        const ys = list.map(([, y]) => y);
        expect(
          rho(
            xs.map((x) => x ** 3 - 5),
            ys,
          ),
        ).toBeCloseTo(rho(xs, ys), 9);
        expect(
          rho(
            xs,
            ys.map((y) => -y),
          ),
        ).toBeCloseTo(-rho(xs, ys), 9);
        expect(Math.abs(rho(xs, ys))).toBeLessThanOrEqual(1);
        const reversed = ys.toReversed();
        expect(correlationOfOrders(xs, ys)(reversed)).toBeCloseTo(correlation(xs, reversed), 9);
      }),
    );
  });
});

describe('orderPValue', () => {
  const two = (xs: readonly number[]) => (order: readonly number[]) => Math.abs(correlation(ranks(xs), ranks(order)));

  it('tries every order of few values once', () => {
    const order = [1, 2, 3, 4, 5, 6];
    expect(orderPValue(order, two(order), random())).toBeCloseTo(2 / 720, 12);
    expect(orderPValue([2, 1, 4, 3, 6, 5], two(order), random())).toBeCloseTo(0.0583, 4); // exact tables of Spearman's rho, n = 6: 0.829
    expect(orderPValue([3, 1, 2], (values) => values[0], random())).toBeCloseTo(1 / 3, 12);
  });

  it('draws orders of many, and is never 0', () => {
    const order = Array.from({ length: 12 }, (_, i) => i);
    const drawn = orderPValue(order, two(order), random());
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(0.001);
    // Σd² = 96: rho = 0.664, and t = 2.81 with 10 degrees of freedom, which is p = 0.018
    const weak = [2, 0, 5, 1, 7, 10, 3, 4, 11, 6, 8, 9];
    const p = orderPValue(weak, two(order), random());
    expect(p).toBeGreaterThan(0.01);
    expect(p).toBeLessThan(0.03);
  });

  it('is 1 for values that are all equal', () => {
    expect(orderPValue([4, 4, 4, 4, 4, 4], two([1, 2, 3, 4, 5, 6]), random())).toBe(1);
  });

  it('calls 5 % of random series significant, not more', () => {
    const noise = streamOf(9, 'series');
    for (const size of [6, 12]) {
      const found = Array.from({ length: size === 6 ? 200 : 60 }, () => {
        const series = Array.from({ length: size }, noise);
        return orderPValue(series, lag1, noise) < 0.05;
      }).filter(Boolean).length;
      expect(found).toBeLessThanOrEqual(size === 6 ? 20 : 8);
    }
  });
});
