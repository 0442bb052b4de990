import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/stats/wilson.js';

describe('wilson', () => {
  it.each([
    // statsmodels 0.15.0: proportion_confint(successes, trials, alpha=0.05, method='wilson')
    [0, 20, 0, 0.1611251580528194],
    [1, 20, 0.008881448800795402, 0.2361311934467421],
    [5, 10, 0.23659309051256394, 0.7634069094874361],
    [37, 2000, 0.013451349814109871, 0.025394766717736703],
    [2000, 2000, 0.9980829527187469, 0.9999999999999998],
  ])('of %i in %i is that of statsmodels', (successes, trials, low, high) => {
    const found = wilson(successes, trials);
    expect(found.share).toBe(successes / trials);
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
  });

  it('holds the share, stays in [0, 1] and mirrors when successes and failures change places', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const { share, low, high } = wilson(successes, trials);
        const mirrored = wilson(trials - successes, trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(mirrored.low).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  it('knows nothing without trials', () => {
    expect(wilson(0, 0)).toEqual({ share: Number.NaN, low: 0, high: 1 });
  });
});
