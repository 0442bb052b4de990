import { createSearchSpace } from '@schedtuna/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorise } from '../src/gaussian-process.js';
import { createKernel, pointSet } from '../src/kernel.js';
import { booleans } from './spaces.js';

const mixed = createSearchSpace({
  flag: { type: 'boolean', default: false, description: 'A flag.' },
  size: { type: 'integer', default: 2, minValue: 1, maxValue: 4, description: 'A size.' },
  mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description: 'A mode.' },
});
const { dimensions } = mixed;
const sizes = dimensions.map(({ levels }) => levels.length);

/** Logarithms: relevances, lengths, then additive, pairwise, joint, reach, nugget, and the inverse hyperbolic tangent of transfer. */
const neutral = (count: number) => new Float64Array(2 * count + 6);
const covarianceOf = (x: number[], y: number[], hyper = neutral(3), isForeign = false, foreign = 0) => {
  const into = new Float64Array(1);
  createKernel(dimensions)
    .at(hyper)
    .fill(x, isForeign, pointSet([y], foreign), 1, into);
  return into[0];
};

test('adds effects of single parameters, of pairs and of all together', () => {
  // Of three equally relevant parameters one agrees and the others do not: s₁ = 1/3, s₂ = 1/9.
  expect(covarianceOf([0, 0, 0], [0, 3, 1], neutral(3).fill(-50, 4, 5))).toBeCloseTo(
    0.5 + 1 / 3 + 0 + Math.exp(-3 * (2 / 3)),
    10,
  );
  expect(covarianceOf([0, 1, 2], [0, 1, 2])).toBeCloseTo(0.5 + 1 + 1 + 1, 10);
});

test('ordered levels are the more alike the nearer they are, others not at all', () => {
  const [near, far] = [covarianceOf([0, 0, 0], [0, 1, 0]), covarianceOf([0, 0, 0], [0, 3, 0])];
  expect(near).toBeGreaterThan(far);
  expect(covarianceOf([0, 0, 0], [0, 0, 1])).toBeCloseTo(covarianceOf([0, 0, 0], [0, 0, 2]), 12);
  const slow = neutral(3).fill(50, 4, 5); // of endless length: the size does not matter
  expect(covarianceOf([0, 0, 0], [0, 3, 0], slow)).toBeCloseTo(covarianceOf([0, 0, 0], [0, 0, 0], slow), 10);
});

test('an irrelevant parameter changes nothing', () => {
  const hyper = neutral(3).fill(-50, 0, 1);
  expect(covarianceOf([0, 0, 0], [1, 0, 0], hyper)).toBeCloseTo(covarianceOf([0, 0, 0], [0, 0, 0], hyper), 10);
});

test('runs of another experiment count by their correlation with this one', () => {
  const hyper = neutral(3).fill(Math.atanh(0.75), 11);
  const alone = covarianceOf([0, 0, 0], [1, 1, 1], hyper);
  expect(covarianceOf([0, 0, 0], [1, 1, 1], hyper, false, 1)).toBeCloseTo(0.75 * alone, 12);
  expect(covarianceOf([0, 0, 0], [1, 1, 1], hyper, true, 1)).toBeCloseTo(alone, 12);
});

test('is positive for any points and hyper-parameters, of this experiment and others', () => {
  const point = fc.tuple(...sizes.map((n) => fc.nat(n - 1)));
  const hyper = fc.array(fc.double({ min: -6, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 24 }), hyper, fc.nat(24), (points, values, foreign) => {
      const set = pointSet(points, Math.min(foreign, points.length));
      const noise = new Float64Array(points.length).fill(1e-4);
      const measured = { points, set, values: new Float64Array(points.length), noise };
      const { evidence } = factorise(measured, createKernel(dimensions).at(Float64Array.from(values)));
      expect(Number.isFinite(evidence)).toBe(true);
    }),
  );
});

test('one parameter has no pairs', () => {
  const single = createKernel(booleans(1).dimensions).at(neutral(1));
  expect(single.variance).toBeCloseTo(0.5 + 1 + 1, 12);
});
