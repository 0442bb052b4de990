import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm, signFlipPValue } from '../../src/stats/permutation.js';
import { streamOf } from '../../src/stats/random.js';
import { finite, sample } from './sample.js';

const random = () => streamOf(1, 'test');

describe('signFlipPValue', () => {
  it('agrees with scipy', () => {
    // scipy.stats.permutation_test((x,), numpy.mean, permutation_type='samples', n_resamples=numpy.inf).pvalue
    expect(signFlipPValue(sample, random())).toBe(0.0234375);
    const other = [0.031, -0.052, 0.054, -0.022, 0.047, 0.018, -0.063, 0.009, 0.012];
    expect(signFlipPValue(other, random())).toBe(0.79296875);
  });

  it('reaches 2 / 2^n and no less when all signs agree', () => {
    expect(signFlipPValue([1, 2, 3, 4, 5], random())).toBe(2 / 32);
    expect(signFlipPValue([1, 2, 3, 4, 5, 6], random())).toBe(2 / 64);
  });

  it('is 1 where there is nothing to see', () => {
    expect(signFlipPValue([], random())).toBe(1);
    expect(signFlipPValue([0, 0, 0, 0, 0, 0], random())).toBe(1);
  });

  it('draws signs above 14 pairs and comes near the exact value', () => {
    const fifteen = [...Array(12).fill(1), -1, -1, -1]; // P(|S| ≥ 9) = 2 · P(at most 3 of 15 coins) = 0.03516
    const p = signFlipPValue(fifteen, random());
    expect(p).toBeGreaterThan(0.029);
    expect(p).toBeLessThan(0.042);
    expect(signFlipPValue(fifteen, random())).toBe(p);
  });

  it('is the same for swapped arms, another unit and another order', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 9 }), (values) => {
        const doubled = values.map((value) => -2 * value); // exact for every value; half of the smallest would be 0
        expect(signFlipPValue(doubled.reverse(), random())).toBe(signFlipPValue(values, random()));
      }),
    );
  });
});

describe('holm', () => {
  it('agrees with statsmodels', () => {
    // statsmodels.stats.multitest.multipletests([.03, .01, .04, .005], method='holm')[1]
    expect(holm([0.03, 0.01, 0.04, 0.005])).toEqual([0.06, 0.03, 0.06, 0.02]);
  });

  it('never lowers a p-value, keeps their order and stays at most 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (values) => {
        const corrected = holm(values);
        values.forEach((p, i) => {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          expect(corrected[i]).toBeLessThanOrEqual(1);
          values.forEach((q, j) => {
            if (p < q) expect(corrected[i]).toBeLessThanOrEqual(corrected[j]);
          });
        });
      }),
    );
  });
});
