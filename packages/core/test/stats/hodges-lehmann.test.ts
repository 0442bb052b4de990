import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.js';
import { finite, sample } from './sample.js';

describe('hodgesLehmann', () => {
  it('is the median of the Walsh averages, and its interval drops three on either side at 8 values', () => {
    // w = numpy.sort([(x[i] + x[j]) / 2 for i in range(8) for j in range(i, 8)]); numpy.median(w), w[3], w[-4]
    // 3 from scipy.stats.wilcoxon: 2 · P(T⁺ ≤ 3) = 0.0391 ≤ 0.05 < 2 · P(T⁺ ≤ 4) = 0.0547
    const { estimate, low, high } = hodgesLehmann(sample);
    expect(estimate).toBeCloseTo(0.0295, 12);
    expect(low).toBeCloseTo(0.005, 12);
    expect(high).toBeCloseTo(0.054, 12);
  });

  it('spans all six values at six, because nothing shorter covers 95 %', () => {
    expect(hodgesLehmann([1, 2, 3, 4, 5, 9])).toEqual({ estimate: 3.5, low: 1, high: 9 });
  });

  it('uses the t interval below six values', () => {
    // scipy.stats.ttest_1samp(x[:4], 0).confidence_interval()
    const { low, high } = hodgesLehmann(sample.slice(0, 4));
    expect(low).toBeCloseTo(-0.019815334209976908, 12);
    expect(high).toBeCloseTo(0.0673153342099769, 12);
  });

  it('knows nothing from one value and has no estimate from none', () => {
    expect(hodgesLehmann([0.5])).toEqual({ estimate: 0.5, low: -Infinity, high: Infinity });
    expect(hodgesLehmann([])).toEqual({ estimate: Number.NaN, low: -Infinity, high: Infinity });
  });

  it('mirrors when the arms are swapped, scales, and does not see the order', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 2, maxLength: 20 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (values, by) => {
          const straight = hodgesLehmann(values);
          const swapped = hodgesLehmann(values.map((value) => -by * value).reverse());
          expect(swapped.estimate).toBeCloseTo(-by * straight.estimate, 8);
          expect(swapped.low).toBeCloseTo(-by * straight.high, 8);
          expect(swapped.high).toBeCloseTo(-by * straight.low, 8);
        },
      ),
    );
  });

  it('keeps the estimate between the ends', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 6, maxLength: 20 }), (values) => {
        const { estimate, low, high } = hodgesLehmann(values);
        expect(low).toBeLessThanOrEqual(estimate);
        expect(estimate).toBeLessThanOrEqual(high);
      }),
    );
  });
});
