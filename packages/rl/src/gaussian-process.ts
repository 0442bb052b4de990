// A Gaussian process with given hyper-parameters: how well it explains measurements, and what it expects of other points.
import type { Covariance, PointSet } from './kernel.js';
import type { Point } from './lattice.js';

/** What was measured; `noise` is the variance of each value, beside the nugget of the covariance. */
export interface Measurements {
  readonly points: readonly Point[];
  readonly set: PointSet;
  readonly values: Float64Array;
  readonly noise: Float64Array;
}

/** Keeps the factor positive where points are almost alike. */
const JITTER = 1e-6;

/** Lower triangular factor of the covariance of measurements, row by row, and their values divided by it. */
export interface Factor {
  readonly rows: Float64Array;
  readonly whitened: Float64Array;
  /** log N(values; 0, covariance) without its constant; −∞ where the covariance is not positive in floating point. */
  readonly evidence: number;
}

/** After Rasmussen & Williams 2006, algorithm 2.1. `rows` may be given to be written over: n(n + 1)/2 numbers. */
export function factorise(
  { points, set, values, noise }: Measurements,
  covariance: Covariance,
  rows = new Float64Array((set.count * (set.count + 1)) / 2),
): Factor {
  const n = set.count;
  const whitened = new Float64Array(n);
  const line = new Float64Array(n);
  let evidence = 0;
  for (let i = 0; i < n; i++) {
    const start = (i * (i + 1)) / 2;
    covariance.fill(points[i], i < set.foreign, set, i, line);
    for (let j = 0; j < i; j++) {
      const other = (j * (j + 1)) / 2;
      rows[start + j] = (line[j] - dot(rows, start, rows, other, j)) / rows[other + j];
    }
    const own = covariance.variance + covariance.nugget + noise[i] + JITTER;
    const square = own - dot(rows, start, rows, start, i);
    const value = values[i] - dot(rows, start, whitened, 0, i);
    if (!(square > 1e-12)) return { rows, whitened, evidence: Number.NEGATIVE_INFINITY };
    const pivot = Math.sqrt(square);
    rows[start + i] = pivot;
    whitened[i] = value / pivot;
    evidence -= Math.log(pivot) + 0.5 * whitened[i] * whitened[i];
  }
  return { rows, whitened, evidence };
}

/** Of one point of this experiment, without noise and nugget. */
export interface Expectation {
  readonly mean: number;
  /** > 0. */
  readonly variance: number;
}

export interface Posterior {
  expect(point: Point): Expectation;
  /** What a measured value is without its noise; what no parameter explains, the nugget, repeats itself and stays in. */
  measured(index: number): number;
}

/** Valid as long as the covariance is. */
export function condition(measurements: Measurements, covariance: Covariance): Posterior {
  const { set, values, noise } = measurements;
  const { rows, whitened } = factorise(measurements, covariance);
  const weights = solveTransposed(rows, whitened);
  const line = new Float64Array(set.count);

  return {
    measured: (index) => values[index] - noise[index] * weights[index],
    expect(point) {
      covariance.fill(point, false, set, set.count, line);
      const mean = dot(line, 0, weights, 0, set.count);
      for (let i = 0; i < set.count; i++) {
        const start = (i * (i + 1)) / 2;
        line[i] = (line[i] - dot(rows, start, line, 0, i)) / rows[start + i];
      }
      const variance = covariance.variance - dot(line, 0, line, 0, set.count);
      return { mean, variance: Math.max(1e-9, variance) };
    },
  };
}

/** Of `count` numbers; four sums at a time, as each addition would wait for the one before it. */
function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    first += a[fromA + i] * b[fromB + i];
    second += a[fromA + i + 1] * b[fromB + i + 1];
    third += a[fromA + i + 2] * b[fromB + i + 2];
    fourth += a[fromA + i + 3] * b[fromB + i + 3];
  }
  for (; i < count; i++) first += a[fromA + i] * b[fromB + i];
  return first + second + (third + fourth);
}

/** Solves Lᵀ x = b. */
function solveTransposed(rows: Float64Array, values: Float64Array): Float64Array {
  const solution = values.slice();
  for (let i = values.length - 1; i >= 0; i--) {
    const start = (i * (i + 1)) / 2;
    solution[i] /= rows[start + i];
    for (let k = 0; k < i; k++) solution[k] -= rows[start + k] * solution[i];
  }
  return solution;
}
