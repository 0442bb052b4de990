import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, robustDeviation, standardDeviation } from '../../src/stats/centre.js';
import { finite, sample } from './sample.js';

describe('centre and spread', () => {
  it('agree with scipy.stats.median_abs_deviation(x, scale="normal"), numpy.std(x, ddof=1) and numpy.median(x)', () => {
    expect(robustDeviation(sample)).toBeCloseTo(0.028169442151606442, 5); // 1.4826 is rounded
    expect(standardDeviation(sample)).toBeCloseTo(0.02495710605933995, 15);
    expect(median(sample)).toBeCloseTo(0.0265, 15);
  });

  it('scale and shift with the data, and do not see its order', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), finite, (values, shift) => {
        const moved = values.map((value) => shift - 3 * value).reverse();
        expect(median(moved)).toBeCloseTo(shift - 3 * median(values), 9);
        expect(robustDeviation(moved)).toBeCloseTo(3 * robustDeviation(values), 9);
        expect(standardDeviation(moved)).toBeCloseTo(3 * standardDeviation(values), 9);
      }),
    );
  });

  it('hold still when less than half of the values go wild', () => {
    expect(median([1, 2, 3, 1e9, 1e9])).toBe(3);
    expect(robustDeviation([1, 2, 3, 4, 1e9])).toBeCloseTo(1.4826);
  });

  it('know short lists', () => {
    expect(median([])).toBeNaN();
    expect(standardDeviation([7])).toBe(0);
    expect(robustDeviation([7])).toBe(0);
  });
});
