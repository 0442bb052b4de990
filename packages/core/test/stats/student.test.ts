import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../../src/stats/student.js';

describe("Student's t", () => {
  it.each([
    // scipy.stats.t.ppf(probability, degrees)
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 5, 2.5705818356363146],
    [0.8, 7, 0.8960296443137653],
    [0.99, 30, 2.457261542400591],
    [0.6, 4, 0.2707222947075976],
    [0.025, 2, -4.302652729749462],
  ])('has the %f quantile of scipy for %i degrees of freedom', (probability, degrees, t) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(t, 9);
  });

  it.each([
    // scipy.stats.t.cdf(t, degrees)
    [1.5, 3, 0.8847080673775886],
    [-0.7, 8, 0.2518855260092724],
    [4, 1, 0.9220208696226306],
  ])('has the probability of scipy below %f for %i degrees of freedom', (t, degrees, probability) => {
    expect(studentCdf(t, degrees)).toBeCloseTo(probability, 12);
  });

  it('comes back from quantile to probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 200 }), (p, degrees) => {
        expect(studentCdf(studentQuantile(p, degrees), degrees)).toBeCloseTo(p, 9);
      }),
    );
  });
});
