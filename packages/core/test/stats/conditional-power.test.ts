import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnlikelyAbove } from '../../src/stats/conditional-power.js';
import { sample } from './sample.js';

const mixed = [0.031, -0.052, 0.054, -0.022, 0.047, 0.018, -0.063, 0.009, 0.012];

describe('isUnlikelyAbove', () => {
  it.each([
    // z = mean(x) / (std(x, ddof=1) / sqrt(n)), b = z * sqrt(t): norm.sf((norm.ppf(.975) - b - b / t * (1 - t)) / sqrt(1 - t)) by scipy
    [mixed, 0.2, 0.066],
    [mixed, 0.4, 0.024],
    [mixed, 0.6, 0.006],
    [mixed, 0.8, 0.0001],
    [sample, 0.2, 1],
    [sample, 0.8, 0.9999],
    [mixed.map((x) => x - 0.004), 0.5, 0.003],
    [mixed.map((x) => x + 0.004), 0.5, 0.0502],
    [mixed.map((x) => x + 0.006), 0.5, 0.088],
  ])('follows the conditional power: case %#', (differences, share, power) => {
    expect(isUnlikelyAbove(differences, share)).toBe(power < 0.05);
  });

  it('gives nothing up at the end, or before there is anything to go by', () => {
    expect(isUnlikelyAbove([-1, -2, -1.5], 1)).toBe(false);
    expect(isUnlikelyAbove([-1, -2, -1.5], 0.9)).toBe(true);
    expect(isUnlikelyAbove([-1], 0.5)).toBe(false);
    expect(isUnlikelyAbove([], 0.5)).toBe(false);
  });

  it('expects values that never change to stay what they are', () => {
    const always = (value: number) => isUnlikelyAbove([value, value, value], 0.5);
    expect([always(1), always(0), always(-1)]).toEqual([false, true, true]);
  });

  it('does not see the unit, and never hopes for less where everything lies higher', () => {
    const eighths = fc.integer({ min: -800, max: 800 }).map((x) => x / 8); // those near 0 that floats have vanish when squared
    const values = fc.array(eighths, { minLength: 2, maxLength: 12 });
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(values, share, fc.double({ min: 0.1, max: 50, noNaN: true }), (differences, over, rise) => {
        const isUnlikely = isUnlikelyAbove(differences, over);
        expect(
          isUnlikelyAbove(
            differences.map((x) => 4 * x),
            over,
          ),
        ).toBe(isUnlikely);
        const higher = isUnlikelyAbove(
          differences.map((x) => x + rise),
          over,
        );
        if (!isUnlikely) expect(higher).toBe(false);
      }),
    );
  });
});
