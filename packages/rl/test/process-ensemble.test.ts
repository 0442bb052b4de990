import { expect, test } from 'vitest';
import { pointSet } from '../src/kernel.js';
import { createProcessEnsemble } from '../src/process-ensemble.js';
import { createRandom } from '../src/random.js';
import { booleans } from './spaces.js';

const { dimensions } = booleans(4);
/** The second flag alone decides. */
const points = Array.from({ length: 12 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1, (i >> 3) & 1]);
const values = Float64Array.from(points, ([, second]) => (second === 1 ? -1 : 1));

function measurements(foreign = 0, values_ = values) {
  return { points, set: pointSet(points, foreign), values: values_, noise: new Float64Array(points.length).fill(1e-3) };
}

test('finds out which parameter matters, and expects accordingly', () => {
  const ensemble = createProcessEnsemble(dimensions, 4, createRandom(1));
  expect(ensemble.isReady()).toBe(false);
  for (let i = 0; i < 5; i++) ensemble.learn(measurements());
  ensemble.condition(measurements());
  expect(ensemble.isReady()).toBe(true);
  for (let member = 0; member < 4; member++) {
    expect(ensemble.expect([1, 1, 1, 1], member).mean).toBeLessThan(-0.5);
    expect(ensemble.expect([1, 0, 1, 1], member).mean).toBeGreaterThan(0.5);
  }
  expect(ensemble.measured(2)).toBeCloseTo(-1, 1);
});

test('members differ, the same seed gives the same ones, and a restored one continues alike', () => {
  const create = () => createProcessEnsemble(dimensions, 3, createRandom(7));
  const [one, other] = [create(), create()];
  for (const ensemble of [one, other]) ensemble.learn(measurements());
  expect(other.state()).toEqual(one.state());
  one.condition(measurements());
  expect(one.expect([1, 1, 0, 0], 0)).not.toEqual(one.expect([1, 1, 0, 0], 1));

  const restored = createProcessEnsemble(dimensions, 3, createRandom(8));
  restored.restore(one.state());
  restored.condition(measurements());
  expect(restored.expect([1, 1, 1, 1], 2)).toEqual(one.expect([1, 1, 1, 1], 2));
});

test('another experiment is believed when this one agrees with it, and not when it says the opposite', () => {
  /** At a point that only the other experiment has measured; `sign` turns round what that one says. */
  const expected = (sign: number) => {
    const ensemble = createProcessEnsemble(dimensions, 8, createRandom(3));
    const told = measurements(
      6,
      values.map((value, i) => (i < 6 ? sign * value : value)),
    );
    for (let i = 0; i < 10; i++) ensemble.learn(told);
    ensemble.condition(told);
    const means = Array.from({ length: 8 }, (_, member) => ensemble.expect(points[0], member).mean);
    return means.reduce((sum, mean) => sum + mean, 0) / 8;
  };
  const [agreeing, opposite] = [expected(1), expected(-1)];
  expect(opposite).toBeGreaterThan(0.3); // what its own six runs say, not the −1 that it was told
  expect(agreeing).toBeGreaterThan(opposite);
});
