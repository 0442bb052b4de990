import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihoodRatio, waldBounds } from '../../src/stats/likelihood-ratio.js';

describe('logLikelihoodRatio', () => {
  it('is what the normal densities of the values say', () => {
    // x = [.05, -.02, .08, .01]; sum(norm.logpdf(x, loc=.03, scale=.0018**.5) - norm.logpdf(x, loc=0, scale=.0018**.5))
    expect(logLikelihoodRatio(0.03, 4, 0.0018, 0.03)).toBeCloseTo(1, 12);
  });

  it('weighs an effect and none the same way round, and adds up over runs', () => {
    const mean = fc.double({ min: -1, max: 1, noNaN: true });
    const positive = fc.double({ min: 0.01, max: 1, noNaN: true });
    const count = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(mean, mean, count, count, positive, positive, (first, second, n, m, variance, effect) => {
        const ratio = (centre: number, runs: number) => logLikelihoodRatio(centre, runs, variance, effect);
        const pooled = (n * first + m * second) / (n + m);
        const scale = 1e-9 * (1 + Math.abs(ratio(first, n)) + Math.abs(ratio(second, m)));
        expect(Math.abs(ratio(effect - first, n) + ratio(first, n))).toBeLessThan(scale);
        expect(Math.abs(ratio(pooled, n + m) - ratio(first, n) - ratio(second, m))).toBeLessThan(scale);
        expect(ratio(effect / 2, n)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('is finite where nothing varies', () => {
    const [present, absent] = [0.03, 0].map((mean) => logLikelihoodRatio(mean, 3, 0, 0.03));
    expect(present).toBe(Number.MAX_VALUE);
    expect(absent).toBe(-Number.MAX_VALUE);
  });
});

describe('waldBounds', () => {
  it('are those of the sequential test', () => {
    const { none, present } = waldBounds({ falsely: 0.05, missed: 0.1 });
    expect(Math.exp(present)).toBeCloseTo(18, 9); // 0.9 / 0.05
    expect(Math.exp(none)).toBeCloseTo(0.1 / 0.95, 9);
  });

  it('ask for more evidence where fewer errors are allowed', () => {
    const rate = fc.double({ min: 0.001, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (falsely, missed) => {
        const { none, present } = waldBounds({ falsely, missed });
        expect(none).toBeLessThan(0);
        expect(present).toBeGreaterThan(0);
        expect(waldBounds({ falsely: falsely / 2, missed }).present).toBeGreaterThan(present);
        expect(waldBounds({ falsely, missed: missed / 2 }).none).toBeLessThan(none);
      }),
    );
  });
});
