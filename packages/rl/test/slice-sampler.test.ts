import { expect, test } from 'vitest';
import { createRandom } from '../src/random.js';
import { sliceStep } from '../src/slice-sampler.js';

test('draws from prior × likelihood: a normal prior and a normal measurement', () => {
  const prior = { mean: Float64Array.of(1, 0), deviation: Float64Array.of(2, 0) };
  const likelihood = ([x]: Float64Array) => -0.5 * ((x - 4) / 0.5) ** 2; // measured 4 ± 0.5
  const random = createRandom(1);
  let sample: ReturnType<typeof sliceStep> = {
    state: Float64Array.of(1, 0),
    likelihood: likelihood(Float64Array.of(1, 0)),
  };
  const draws: number[] = [];
  for (let i = 0; i < 6000; i++) {
    sample = sliceStep(sample.state, sample.likelihood, prior, likelihood, random);
    if (i >= 100) draws.push(sample.state[0]);
  }
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
  const deviation = Math.sqrt(draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length);
  // Precisions 1/4 and 4 add up: mean (1/4 + 16) / 4.25, deviation 1/√4.25.
  expect(Math.abs(mean - 16.25 / 4.25)).toBeLessThan(0.05);
  expect(Math.abs(deviation - 1 / Math.sqrt(4.25))).toBeLessThan(0.05);
  expect(sample.state[1]).toBe(0); // without deviation nothing moves
});

test('ends where nothing is likely', () => {
  const prior = { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
  const state = Float64Array.of(0.5);
  const impossible = () => Number.NEGATIVE_INFINITY;
  expect(sliceStep(state, 0, prior, impossible, createRandom(1)).state).toBe(state);
});
