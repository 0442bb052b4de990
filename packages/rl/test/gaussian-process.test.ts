import fc from 'fast-check';
import { expect, test } from 'vitest';
import { condition, factorise, type Measurements } from '../src/gaussian-process.js';
import { createKernel, pointSet } from '../src/kernel.js';
import { booleans } from './spaces.js';

const space = booleans(3);
const kernel = createKernel(space.dimensions);
const hyper = new Float64Array(12).fill(-6, 10, 11);

const POINTS = [
  [0, 0, 0],
  [1, 0, 1],
  [0, 1, 1],
];

function measured(values: readonly number[], noise = 0): Measurements {
  const points = POINTS.slice(0, values.length);
  return {
    points,
    set: pointSet(points),
    values: Float64Array.from(values),
    noise: new Float64Array(values.length).fill(noise),
  };
}

/** Of two points, by the formulas for 2 × 2 matrices. */
function byHand({ values, noise }: Measurements) {
  const covariance = kernel.at(hyper);
  const into = new Float64Array(2);
  covariance.fill(POINTS[0], false, pointSet(POINTS.slice(0, 2)), 2, into);
  const [own, cross] = into;
  const [a, d] = [own, own].map((value, i) => value + covariance.nugget + 1e-6 + noise[i]);
  const determinant = a * d - cross * cross;
  const weights = [
    (d * values[0] - cross * values[1]) / determinant,
    (a * values[1] - cross * values[0]) / determinant,
  ];
  const evidence = -0.5 * (values[0] * weights[0] + values[1] * weights[1]) - 0.5 * Math.log(determinant);
  return { weights, evidence };
}

test('evidence is the log density of the measurements', () => {
  const measurements = measured([0.7, -0.4], 0.2);
  expect(factorise(measurements, kernel.at(hyper)).evidence).toBeCloseTo(byHand(measurements).evidence, 10);
});

test('expectations are those of the conditional normal distribution', () => {
  const measurements = measured([0.7, -0.4], 0.2);
  const { weights } = byHand(measurements);
  const covariance = kernel.at(hyper);
  const into = new Float64Array(2);
  covariance.fill([1, 1, 1], false, measurements.set, 2, into);
  const { mean, variance } = condition(measurements, covariance).expect([1, 1, 1]);
  expect(mean).toBeCloseTo(into[0] * weights[0] + into[1] * weights[1], 10);
  expect(variance).toBeLessThan(covariance.variance);
  expect(variance).toBeGreaterThan(0);
});

test('what was measured exactly is believed, and doubt is larger further away', () => {
  const posterior = condition(measured([0.7, -0.4, 0.1]), kernel.at(hyper));
  expect(posterior.measured(1)).toBe(-0.4);
  expect(posterior.expect([1, 0, 1]).mean).toBeCloseTo(-0.4, 1);
  expect(posterior.expect([1, 0, 1]).variance).toBeLessThan(0.01);
  expect(posterior.expect([1, 1, 0]).variance).toBeGreaterThan(0.5);
});

test('noise pulls a measurement towards what its neighbours say', () => {
  const lonely = condition(measured([3, 0, 0], 1), kernel.at(hyper)).measured(0);
  expect(lonely).toBeGreaterThan(0);
  expect(lonely).toBeLessThan(3);
  const surer = condition(measured([3, 0, 0], 0.1), kernel.at(hyper)).measured(0);
  expect(surer).toBeGreaterThan(lonely);
});

test('a covariance that is not positive has no evidence, instead of NaN', () => {
  const twice = { ...measured([0, 0]), points: [POINTS[0], POINTS[0]], set: pointSet([POINTS[0], POINTS[0]]) };
  const covariance = { ...kernel.at(hyper), variance: 0.1 }; // less than what equal points have in common
  expect(factorise(twice, covariance).evidence).toBe(Number.NEGATIVE_INFINITY);
});

test('the order of measurements does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }), (values) => {
      const straight = condition(measured(values, 0.1), kernel.at(hyper)).expect([1, 1, 0]);
      const order = [2, 0, 1];
      const turned: Measurements = {
        points: order.map((i) => POINTS[i]),
        set: pointSet(order.map((i) => POINTS[i])),
        values: Float64Array.from(order, (i) => values[i]),
        noise: new Float64Array(3).fill(0.1),
      };
      const other = condition(turned, kernel.at(hyper)).expect([1, 1, 0]);
      expect(other.mean).toBeCloseTo(straight.mean, 9);
      expect(other.variance).toBeCloseTo(straight.variance, 9);
    }),
  );
});
