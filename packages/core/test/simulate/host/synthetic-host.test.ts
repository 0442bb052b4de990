import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoiseModel } from '../../../src/simulate/host/noise-model.js';
import { createSyntheticHost } from '../../../src/simulate/host/synthetic-host.js';
import { mean, standardDeviation } from '../../../src/stats/centre.js';
import { lag1 } from '../../../src/stats/series.js';
import { studentQuantile } from '../../../src/stats/student.js';

const RUNS = 4000;
const logs = (model: NoiseModel, seed = 1, runs = RUNS) => {
  const host = createSyntheticHost(model, seed, 'host');
  return Array.from({ length: runs }, (_, i) => Math.log(host.factor(i + 1)));
};
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const cvs = fc.double({ min: 0.001, max: 0.5, noNaN: true });
const some = { numRuns: 30 };

describe('a synthetic host', () => {
  it('is exact without a model', () => {
    expect(logs({}, 1, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(createSyntheticHost({}, 1, 'host').fails(1)).toBe(false);
  });

  it('has noise of the standard deviation and the autocorrelation that the model says', () => {
    const memories = fc.double({ min: -0.8, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(seeds, cvs, memories, (seed, cv, autocorrelation) => {
        const values = logs({ noise: { distribution: 'lognormal', cv }, autocorrelation }, seed);
        expect(Math.abs(standardDeviation(values) / cv - 1)).toBeLessThan(0.15);
        expect(Math.abs(mean(values) / cv)).toBeLessThan(0.25);
        expect(Math.abs(lag1(values) - autocorrelation)).toBeLessThan(0.09);
      }),
      some,
    );
  });

  it('is stationary from the first run on', () => {
    const model: NoiseModel = { noise: { distribution: 'lognormal', cv: 0.1 }, autocorrelation: 0.9 };
    const hosts = Array.from({ length: RUNS }, (_, seed) => createSyntheticHost(model, seed, 'host'));
    for (const run of [1, 2, 10]) {
      const values = hosts.map((host) => Math.log(host.factor(run)));
      expect(standardDeviation(values)).toBeCloseTo(0.1, 2);
    }
  });

  it('has tails of Student’s t, scaled to the standard deviation', () => {
    const degrees = fc.integer({ min: 3, max: 12 });
    fc.assert(
      fc.property(seeds, cvs, degrees, (seed, cv, nu) => {
        const values = logs({ noise: { distribution: 'student', cv, degrees: nu } }, seed);
        const scale = cv * Math.sqrt((nu - 2) / nu);
        for (const probability of [0.6, 0.9, 0.99]) {
          const below = values.filter((value) => value <= scale * studentQuantile(probability, nu)).length / RUNS;
          expect(Math.abs(below - probability)).toBeLessThan(5 * Math.sqrt((probability * (1 - probability)) / RUNS));
        }
      }),
      some,
    );
  });

  it('is slower in a share of the runs when it has two modes', () => {
    const shares = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(seeds, shares, (seed, share) => {
        const values = logs({ noise: { distribution: 'bimodal', cv: 0.001, share, shift: 0.2 } }, seed);
        const slow = values.filter((value) => value > Math.log(1.1));
        expect(Math.abs(slow.length / RUNS - share)).toBeLessThan(0.045);
        expect(mean(slow)).toBeCloseTo(Math.log(1.2), 3);
      }),
      some,
    );
  });

  it('drifts evenly by the share that the model says, and on', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.9, max: 3, noNaN: true }), fc.integer({ min: 2, max: 500 }), (total, runs) => {
        const { factor } = createSyntheticHost({ drift: { total, runs } }, 1, 'host');
        expect(factor(1)).toBe(1);
        expect(factor(runs)).toBeCloseTo(1 + total, 9);
        expect(factor(2 * runs - 1) / factor(runs)).toBeCloseTo(1 + total, 9);
      }),
    );
  });

  it('takes each step from its run on', () => {
    const { factor } = createSyntheticHost(
      {
        steps: [
          { at: 3, factor: 1.1 },
          { at: 5, factor: 0.5 },
        ],
      },
      1,
      'host',
    );
    expect([1, 2, 3, 4, 5, 6].map(factor)).toEqual(
      [1, 1, 1.1, 1.1, 0.55, 0.55].map((value) => expect.closeTo(value, 9)),
    );
  });

  it('fails about as often as the model says', () => {
    const host = createSyntheticHost({ failures: 0.3 }, 5, 'host');
    const failed = Array.from({ length: RUNS }, (_, i) => host.fails(i + 1)).filter(Boolean).length;
    expect(Math.abs(failed / RUNS - 0.3)).toBeLessThan(0.03);
  });

  it('fails in slow and fast runs alike', () => {
    const model: NoiseModel = { noise: { distribution: 'lognormal', cv: 0.1 }, failures: 0.3 };
    const hosts = Array.from({ length: RUNS }, (_, seed) => createSyntheticHost(model, seed, 'host'));
    const failing = hosts.filter((host) => host.fails(1)).map((host) => Math.log(host.factor(1)));
    expect(mean(failing)).toBeCloseTo(0, 1);
    expect(standardDeviation(failing)).toBeGreaterThan(0.09);
  });

  it('multiplies its parts, each of which draws by itself', () => {
    const noise = { distribution: 'lognormal', cv: 0.1 } as const;
    const alone = logs({ noise }, 7, 20);
    const together = logs({ noise, drift: { total: 1, runs: 11 }, failures: 0.5 }, 7, 20);
    for (const [i, value] of together.entries()) expect(value).toBeCloseTo(alone[i] + (Math.LN2 * i) / 10, 9);
  });

  it('is the same for a seed and a name, in whatever order it is asked, and another for others', () => {
    const model: NoiseModel = { noise: { distribution: 'student', cv: 0.1, degrees: 3 }, autocorrelation: 0.5 };
    const host = createSyntheticHost(model, 1, 'host');
    const backwards = [3, 2, 1].map((run) => Math.log(host.factor(run))).reverse();
    expect(backwards).toEqual(logs(model, 1, 3));
    expect(logs(model, 2, 3)).not.toEqual(logs(model, 1, 3));
    expect(createSyntheticHost(model, 1, 'another').factor(1)).not.toBe(host.factor(1));
  });
});
