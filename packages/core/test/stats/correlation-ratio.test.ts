import fc from 'fast-check';
import { expect, it } from 'vitest';
import { correlationRatio, smallestPValue } from '../../src/stats/correlation-ratio.js';
import { orderPValue } from '../../src/stats/order.js';
import { streamOf } from '../../src/stats/random.js';
import { correlation, ranks } from '../../src/stats/rank.js';

it('is the share of the squares between groups', () => {
  expect(correlationRatio([0, 0, 1, 1, 2, 2], [1, 3, 4, 6, 7, 9])).toBeCloseTo(36 / 42, 12); // means 2, 5, 8 about 5; six deviations of 1
  expect(correlationRatio([0, 0, 1, 1], [5, 1, 1, 5])).toBe(0);
  expect(correlationRatio([0, 1, 0, 1], [2, 2, 2, 2])).toBe(0);
});

it('is the square of Spearman’s rho where there are two groups', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(values, (list) => {
      const scores = ranks(list.map(([, score]) => score));
      const groups = list.map(([group]) => group);
      expect(correlationRatio(groups, scores)).toBeCloseTo(correlation(groups, scores) ** 2, 9);
    }),
  );
});

it('never promises a p-value that a test can fall below, and is reached', () => {
  expect(smallestPValue([[1, 2, 3, 4]])).toBeCloseTo(2 / 24, 12);
  expect(smallestPValue([['a', 'b', 'b', 'a', 'b', 'b', 'a', 'b']])).toBeCloseTo(2 / 56, 12);
  expect(
    smallestPValue([
      [1, 1, 2],
      [2, 2, 1, 1],
      [1, 1],
    ]),
  ).toBeCloseTo(2 / 18, 12);
  expect(smallestPValue([[8, 8, 8]])).toBe(1);
  const groups = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 6 });
  fc.assert(
    fc.property(groups, (drawn) => {
      const sorted = drawn.toSorted((a, b) => a - b);
      const values = sorted.map((_, i) => i);
      const rho = (order: readonly number[]) => Math.abs(correlation(sorted, order));
      const eta = (order: readonly number[]) => correlationRatio(sorted, order);
      const least = smallestPValue([sorted]);
      expect(orderPValue(values, rho, streamOf(1, 'rho'))).toBeCloseTo(least, 9);
      expect(orderPValue(values, eta, streamOf(1, 'eta'))).toBeGreaterThan(least - 1e-9);
    }),
    { numRuns: 40 },
  );
});
