// Covariance of what two configurations cost: effects of single parameters, of pairs, and of all parameters together.
import type { Dimension } from '@schedtuna/sdk';
import type { Point } from './lattice.js';

/** Hyper-parameters are a vector of logarithms, normal before anything is known. */
export interface Prior {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Points as the kernel reads them, one row of levels per parameter; the first `foreign` come from other experiments. */
export interface PointSet {
  readonly count: number;
  readonly foreign: number;
  /** [parameters, count]. */
  readonly levels: Int32Array;
}

export interface Kernel {
  readonly prior: Prior;
  /** The covariance that a vector of hyper-parameters stands for; valid until the next call. */
  at(hyper: Float64Array): Covariance;
}

export interface Covariance {
  /** Of a point with itself. */
  readonly variance: number;
  /** Variance of what no parameter explains. */
  readonly nugget: number;
  /** Covariances of `point`, which is of this experiment or not, with the first `length` of `among`. */
  fill(point: Point, isForeign: boolean, among: PointSet, length: number, into: Float64Array): void;
}

/**
 * Means and deviations of the logarithms: what sampling with a wide prior finds on recorded tables of GPU kernels, a database,
 * a web server and a solver that no comparison here uses (`node bench/kernel-prior.mjs TABLE…`). A parameter is relevant or not, an ordered one rough.
 */
const PRIOR = {
  relevance: [0, 1.9],
  length: [-0.7, 1],
  additive: [-0.75, 1],
  pairwise: [-1.3, 1],
  joint: [-1.1, 1],
  reach: [0, 0.8],
  nugget: [-7.3, 1.5],
  /** Inverse hyperbolic tangent: other experiments resemble this one by .76, give or take a lot; a few say the opposite. */
  transfer: [1, 1],
} as const;
/** Variance of the common mean, standardised cost. */
const CONSTANT = 0.5;

/**
 * k(x, y) = CONSTANT + a · s₁ + b · (s₁² − s₂) / (1 − Σ w²) + c · exp(−λ · D · (1 − s₁)) with sₙ = Σ (w·r)ⁿ over the D parameters,
 * w the relevance of a parameter, summing to 1, and r its correlation: exp(−distance / length) if it is ordered, else 1 for equal
 * levels and 0 for different ones. The orders are those of additive processes (Duvenaud, Nickisch & Rasmussen 2011).
 */
export function createKernel(dimensions: readonly Dimension[]): Kernel {
  const count = dimensions.length;
  const distances = dimensions.map(distancesOf);
  const sizes = dimensions.map(({ levels }) => levels.length);
  const weighted = sizes.map((n) => new Float64Array(n * n));
  const prior = priorOf(dimensions);
  let first = new Float64Array(0);
  let second = new Float64Array(0);

  function at(hyper: Float64Array): Covariance {
    const raw = hyper.subarray(0, count).map(Math.exp);
    const total = raw.reduce((sum, value) => sum + value, 0);
    let squares = 0;
    for (let d = 0; d < count; d++) {
      const weight = raw[d] / total;
      const length = Math.exp(hyper[count + d]);
      squares += weight * weight;
      const [from, into] = [distances[d], weighted[d]];
      for (let i = 0; i < from.length; i++) {
        into[i] = from[i] === Number.POSITIVE_INFINITY ? 0 : weight * Math.exp(-from[i] / length);
      }
    }
    const [additive, pairs, joint, reach, nugget] = hyper.subarray(2 * count, 2 * count + 5).map(Math.exp);
    const pairwise = count > 1 ? pairs / Math.max(1e-9, 1 - squares) : 0;
    const steep = reach * count;
    /** Correlation between this experiment and the others, in (−1, 1). */
    const transfer = Math.tanh(hyper[2 * count + 5]);
    const variance = CONSTANT + additive + pairwise * (1 - squares) + joint;

    function fill(point: Point, isForeign: boolean, among: PointSet, length: number, into: Float64Array): void {
      if (first.length < length) {
        first = new Float64Array(2 * length);
        second = new Float64Array(2 * length);
      }
      first.fill(0, 0, length);
      second.fill(0, 0, length);
      for (let d = 0; d < count; d++) {
        const matrix = weighted[d];
        const row = point[d] * sizes[d];
        const column = d * among.count;
        for (let i = 0; i < length; i++) {
          const value = matrix[row + among.levels[column + i]];
          first[i] += value;
          second[i] += value * value;
        }
      }
      for (let i = 0; i < length; i++) {
        const s = first[i];
        const alike = additive * s + pairwise * (s * s - second[i]) + joint * Math.exp(steep * (s - 1)) + CONSTANT;
        into[i] = i < among.foreign === isForeign ? alike : transfer * alike;
      }
    }
    return { variance, nugget, fill };
  }

  return { prior, at };
}

export function pointSet(points: readonly Point[], foreign = 0): PointSet {
  const count = points.length;
  const dimensions = points[0]?.length ?? 0;
  const levels = new Int32Array(count * dimensions);
  points.forEach((point, i) => {
    for (let d = 0; d < dimensions; d++) levels[d * count + i] = point[d];
  });
  return { count, foreign, levels };
}

function priorOf(dimensions: readonly Dimension[]): Prior {
  const { relevance, length, ...others } = PRIOR;
  const isOrdered = ({ kind, levels }: Dimension) => kind === 'ordered' && levels.length > 2;
  const entries = [
    ...dimensions.map(() => relevance),
    ...dimensions.map((dimension) => (isOrdered(dimension) ? length : ([0, 0] as const))),
    ...Object.values(others),
  ];
  return {
    mean: Float64Array.from(entries, ([mean]) => mean),
    deviation: Float64Array.from(entries, ([, deviation]) => deviation),
  };
}

/** [levels, levels], of ordered levels in [0, 1]; infinite between what has nothing in common. */
function distancesOf({ kind, levels }: Dimension): Float64Array {
  const isOrdered = kind === 'ordered' && levels.length > 2;
  return Float64Array.from({ length: levels.length ** 2 }, (_, i) => {
    const [a, b] = [Math.floor(i / levels.length), i % levels.length];
    const [from, to] = [levels[a].position, levels[b].position];
    if (a === b) return 0;
    return isOrdered && from !== null && to !== null ? Math.abs(from - to) / 2 : Number.POSITIVE_INFINITY;
  });
}
