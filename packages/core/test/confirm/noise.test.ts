import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateNoise, noiseSentence, pairsToFind } from '../../src/confirm/noise.js';
import { streamOf } from '../../src/stats/random.js';
import { definitions } from './fresh-runs.js';

const noiseOf = (speeds: readonly number[], more = {}) =>
  estimateNoise({
    runs: speeds.map((speed) => ({ speed, execution_time: 1 })),
    objective: 'speed',
    metrics: definitions,
    confirmRuns: 8,
    minEffect: 0.01,
    ...more,
  });

describe('estimateNoise', () => {
  it('finds the spread that runs were made with', () => {
    const random = streamOf(2, 'noise');
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const noise = noiseOf(Array.from({ length: 200 }, () => 100 * Math.exp(0.03 * normal())));
    expect(noise.sd).toBeGreaterThan(0.026);
    expect(noise.sd).toBeLessThan(0.038); // the larger of two estimates
    expect(noise.metrics.speed).toBeCloseTo(noise.sd, 9);
    expect(noise.metrics.execution_time).toBe(0);
    expect(Math.abs(noise.lag1 as number)).toBeLessThan(0.28);
    expect(Math.abs(noise.drift)).toBeLessThan(0.04);
    const beyond = Math.log1p(noise.detectable) - Math.log1p(0.01);
    expect(beyond).toBeCloseTo(1.1 * 1.153 * Math.SQRT2 * noise.sd, 3); // several looks, t quantiles / √8, two runs a pair
    expect(noise.pairs).toBe(100);
  });

  it('measures a drift from the first run to the last, signed like the score', () => {
    const warming = [0, 1, 2, 3, 4, 5].map((i) => 100 * 0.98 ** i);
    expect(noiseOf(warming).drift).toBeCloseTo(0.98 ** 5 - 1);
    expect(noiseOf(warming, { objective: 'execution_time' }).drift).toBe(0);
    const slower = estimateNoise({
      runs: warming.map((execution_time) => ({ execution_time })),
      objective: 'latency',
      metrics: definitions,
      confirmRuns: 8,
      minEffect: 0.01,
    });
    expect(slower.drift).toBeCloseTo(0.98 ** -5 - 1);
  });

  it('is finite for two runs and for identical runs', () => {
    for (const speeds of [
      [100, 103],
      [100, 100, 100, 100, 100, 100, 100],
    ]) {
      const noise = noiseOf(speeds, { confirmRuns: 1 });
      expect(JSON.parse(JSON.stringify(noise))).toEqual(noise);
    }
    expect(noiseOf([100, 103])).toMatchObject({ pairs: 1, lag1: null });
  });

  it('cannot find less than what must be exceeded', () => {
    const speeds = [100, 103, 98, 101, 99, 102];
    const [any, large] = [0, 0.05].map((minEffect) => noiseOf(speeds, { minEffect }).detectable);
    expect((1 + large) / (1 + any)).toBeCloseTo(1.05, 9);
    expect(noiseOf([100, 100, 100, 100], { minEffect: 0.05 }).detectable).toBeCloseTo(0.05, 9);
    expect(noiseOf(speeds, { confirmRuns: 30 }).detectable).toBeLessThan(noiseOf(speeds).detectable);
  });

  it('refuses a default that cannot be compared with', () => {
    expect(() => noiseOf([0, 0, 0, 5])).toThrow(
      expect.objectContaining({
        code: 'ST_BASELINE_FAILED',
        message: '1 of 4 runs of the default configuration have a value of speed above 0; two are needed',
      }),
    );
  });

  it('does not see the unit', () => {
    const speeds = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(speeds, (values) => {
        const noise = noiseOf(values);
        const other = noiseOf(values.map((value) => 1000 * value));
        expect(other.sd).toBeCloseTo(noise.sd, 9);
        expect(other.drift / (1 + noise.drift)).toBeCloseTo(noise.drift / (1 + noise.drift), 6);
      }),
    );
  });
});

describe('pairsToFind', () => {
  it('is the number of pairs for an effect', () => {
    // 178.04 by TTestPower().solve_power(math.log(1.02 / 1.01) / 0.03 / 1.1 / math.sqrt(2), alpha=.05, power=.8)
    expect(Math.abs(pairsToFind({ sd: 0.03 }, 0.02, 0.01) - 179)).toBeLessThanOrEqual(1);
    expect(pairsToFind({ sd: 0.03 }, 0.5, 0.01)).toBe(6);
    expect(pairsToFind({ sd: 0.03 }, 0.01, 0.01)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('noiseSentence', () => {
  const noise = { pairs: 3, sd: 0.021, drift: 0.001, lag1: null, detectable: 0.0317, metrics: {} };

  it('tells what cannot be seen', () => {
    expect(noiseSentence(noise)).toBe(
      'Default against itself: runs differ by 2.1 % (3 pairs), no drift; effects below about 3.2 % would stay invisible.',
    );
  });

  it('tells a drift', () => {
    expect(noiseSentence({ ...noise, pairs: 1, drift: -0.12 })).toContain(
      '(1 pair), they became worse by 12 % from first to last;',
    );
  });
});
