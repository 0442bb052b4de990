import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lag1, theilSen } from '../../src/stats/series.js';
import { finite, sample } from './sample.js';

describe('theilSen', () => {
  it('agrees with scipy.stats.theilslopes(x).slope', () => {
    expect(theilSen(sample)).toBeCloseTo(0.0001250000000000001, 12);
  });

  it('finds a line behind an outlier', () => {
    expect(theilSen([0, 2, 4, 600, 8, 10, 12])).toBe(2);
  });

  it('turns with the series, and does not see a shift', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 12 }), finite, (values, shift) => {
        expect(theilSen(values.map((value) => value + shift).reverse())).toBeCloseTo(-theilSen(values), 8);
      }),
    );
  });

  it('is 0 for less than two values', () => {
    expect([theilSen([]), theilSen([3])]).toEqual([0, 0]);
  });
});

describe('lag1', () => {
  it('agrees with statsmodels.tsa.stattools.acf(x, nlags=1, fft=False)[1]', () => {
    expect(lag1(sample)).toBeCloseTo(-0.610091743119266, 12);
  });

  it('is 0 for a constant series and stays in [-1, 1]', () => {
    expect(lag1([4, 4, 4])).toBe(0);
    fc.assert(fc.property(fc.array(finite), (values) => Math.abs(lag1(values)) <= 1));
  });
});
