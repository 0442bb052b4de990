import { createSearchSpace } from '@schedtuna/sdk';
import { expect, it } from 'vitest';
import { survey } from '../../../src/simulate/fit/landmarks.js';
import { flags } from './experiments.js';

it('the best of a space that is sampled is where no parameter can be changed for the better', () => {
  const space = createSearchSpace(flags(100));
  const cost = (configuration: object) =>
    Object.values(configuration).reduce((sum, isOn, i) => sum + (isOn ? Math.sin(1 + 2 * i) : 0), 100);
  const exact = Array.from({ length: 100 }, (_, i) => Math.min(0, Math.sin(1 + 2 * i)));
  const { landmarks, feasible, isComplete } = survey(space, cost, [space.defaultConfiguration]);
  expect(landmarks.best).toBeCloseTo(100 + exact.reduce((sum, value) => sum + value, 0), 9);
  expect([feasible, isComplete]).toEqual([20_001, false]);
  expect(landmarks.top).toBeGreaterThan(landmarks.best);
  expect(landmarks.median).toBeGreaterThan(landmarks.top);
});

it('of a small space every feasible configuration counts once', () => {
  const space = createSearchSpace(flags(7)); // 128 configurations, the half with the last flag fails
  const cost = (configuration: object) => {
    const x = Object.values(configuration).map(Number);
    return x[6] === 1 ? undefined : x.reduce((sum, bit, i) => sum + bit * 2 ** i, 1);
  };
  const { landmarks, feasible, isComplete } = survey(space, cost, []);
  expect([feasible, isComplete]).toEqual([64, true]);
  expect(landmarks).toEqual({ best: 1, median: 33, top: 1, worst: 64 });
});
