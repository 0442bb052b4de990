import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logExpectedImprovement } from '../src/acquisition.js';

describe('logExpectedImprovement', () => {
  // log(φ(z) + zΦ(z)), computed with 60 decimal digits.
  test.each([
    [-100000000.0, -5000000000000038.0],
    [-1000.0, -500014.73445209116],
    [-40.0, -808.29856835662],
    [-10.0, -55.55312203612235],
    [-5.0, -16.74430116266099],
    [-2.5, -6.212541645443513],
    [-2.0, -4.768783523917114],
    [-1.999, -4.766104517240974],
    [-1.0, -2.4851210257126413],
    [-0.5, -1.6205162643873199],
    [0.0, -0.9189385332046728],
    [0.5, -0.3598276837450638],
    [1.0, 0.08002621884930694],
    [3.0, 1.0987396653277077],
    [1000.0, 6.907755278982137],
  ] as const)('at z = %d', (z, expected) => {
    expect(logExpectedImprovement(0, 1, z)).toBeCloseTo(expected, Math.abs(expected) > 1e6 ? 3 : 9);
  });

  test('is the integral of the improvement over the density', () => {
    const [mean, deviation, best] = [0.3, 0.7, -0.2];
    let integral = 0;
    for (let y = best - 8; y < best; y += 1e-4) {
      const density = Math.exp(-0.5 * ((y - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));
      integral += (best - y) * density * 1e-4;
    }
    expect(logExpectedImprovement(mean, deviation, best)).toBeCloseTo(Math.log(integral), 3);
  });

  test('is finite and grows with z, also where one method follows another', () => {
    const double = { noNaN: true, noDefaultInfinity: true };
    fc.assert(
      fc.property(
        fc.double({ ...double, min: -1e6, max: 1e4 }),
        fc.double({ ...double, min: 1e-3, max: 1 }),
        (z, step) => {
          const low = logExpectedImprovement(0, 1, z);
          expect(Number.isFinite(low)).toBe(true);
          expect(logExpectedImprovement(0, 1, z + step)).toBeGreaterThan(low);
        },
      ),
    );
    for (const edge of [-2, 0]) {
      const [below, above] = [edge - 1e-9, edge + 1e-9].map((z) => logExpectedImprovement(0, 1, z));
      expect(Math.abs(above - below)).toBeLessThan(1e-7);
    }
  });
});
