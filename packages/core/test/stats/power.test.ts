import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectableEffect, pairsNeeded } from '../../src/stats/power.js';

/** What looking several times costs, against a fixed test. */
const SEQUENTIAL = 1.1;

describe('detectableEffect', () => {
  it.each([
    // math.sqrt(2) * statsmodels.stats.power.TTestPower().solve_power(nobs=pairs, alpha=0.05, power=0.8)
    [6, 2.0287531921341735],
    [8, 1.6348807601874433],
    [12, 1.2567470261708034],
    [30, 0.748452311029772],
  ])('is near the noncentral t at %i pairs, times what several looks cost', (pairs, effect) => {
    expect(detectableEffect(1, pairs) / SEQUENTIAL / effect).toBeGreaterThan(0.99);
    expect(detectableEffect(1, pairs) / SEQUENTIAL / effect).toBeLessThan(1.01);
  });

  it('grows with the noise, falls with the pairs and is always finite', () => {
    const sds = fc.double({ min: 1e-4, max: 1, noNaN: true });
    fc.assert(
      fc.property(sds, fc.integer({ min: 2, max: 300 }), (sd, pairs) => {
        expect(detectableEffect(2 * sd, pairs)).toBeCloseTo(2 * detectableEffect(sd, pairs), 9);
        expect(detectableEffect(sd, pairs + 1)).toBeLessThan(detectableEffect(sd, pairs));
      }),
    );
    expect([0, 1].map((pairs) => detectableEffect(0.1, pairs))).toEqual(
      [2, 2].map((pairs) => detectableEffect(0.1, pairs)),
    );
  });
});

describe('pairsNeeded', () => {
  it.each([
    // TTestPower().solve_power(effect_size=difference / 1.1 / math.sqrt(2), alpha=0.05, power=0.8), rounded up
    [0.5, 78],
    [1, 21],
    [2, 7],
  ])('finds a difference of %f deviations with one pair more or less than statsmodels', (difference, pairs) => {
    expect(Math.abs(pairsNeeded(1, difference) - pairs)).toBeLessThanOrEqual(1);
  });

  it('is the fewest whose detectable effect is small enough, and at least 6', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 10, noNaN: true }), (difference) => {
        const pairs = pairsNeeded(1, difference);
        expect(detectableEffect(1, pairs)).toBeLessThanOrEqual(difference);
        if (pairs > 6) expect(detectableEffect(1, pairs - 1)).toBeGreaterThan(difference);
      }),
    );
    expect(pairsNeeded(0, 0.1)).toBe(6);
  });

  it('is infinite for no difference', () => {
    expect(pairsNeeded(0.1, 0)).toBe(Infinity);
  });
});
