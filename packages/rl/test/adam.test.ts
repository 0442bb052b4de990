import { expect, test } from 'vitest';
import { adamStep, createAdamState } from '../src/adam.js';

const settings = { rate: 0.1, beta1: 0.9, beta2: 0.999 };

test('the first step has the length of the rate, whatever the gradient', () => {
  for (const slope of [1e-3, 1, 1e3]) {
    const parameters = Float32Array.of(1, 1);
    adamStep(parameters, Float32Array.of(slope, -slope), createAdamState(2), settings);
    expect(parameters[0]).toBeCloseTo(0.9, 4);
    expect(parameters[1]).toBeCloseTo(1.1, 4);
  }
});

test('finds the minimum of a parabola', () => {
  const parameters = Float32Array.of(5);
  const state = createAdamState(1);
  for (let i = 0; i < 500; i++) adamStep(parameters, Float32Array.of(2 * (parameters[0] - 3)), state, settings);
  expect(parameters[0]).toBeCloseTo(3, 2);
});

test('decay shrinks only the parameters that it is given for', () => {
  const parameters = Float32Array.of(1, 1);
  adamStep(parameters, Float32Array.of(0, 0), createAdamState(2), settings, Float32Array.of(0.5, 0));
  expect([...parameters]).toEqual([Math.fround(0.95), 1]);
});
