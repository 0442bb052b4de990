// Kernel ridge regression whose two settings are chosen by leaving out one point at a time.
import { leftOutFit } from './left-out-fit.js';

/** Distances between points lie in [0, 1]; similarity is exp(−distance / length). */
export interface KernelRidge {
  readonly length: number;
  /** One a point: a prediction is the sum of weight × (similarity + 1), where 1 stands for the mean. */
  readonly weights: readonly number[];
  /** What is predicted for each point from all others. */
  readonly leftOut: readonly number[];
}

/** From nearest neighbour to almost a sum of the parameters' effects. */
const LENGTHS = [0.03, 0.06, 0.12, 0.25, 0.5, 1, 2];
/** Variance of one run's error as a share of the variance that the kernel gives to the function. */
const RIDGES = [0.001, 0.01, 0.1, 1];

/**
 * `repeats` is the number of runs behind each value: a mean of four may err half as much. Values are of size 1 or less around 0,
 * which is what is predicted far from all points when they agree on nothing. The products of exponential kernels that this sums up
 * are positive definite; the closed form of leaving one out is that of Rasmussen & Williams 2006, section 5.4.2.
 */
export function fitKernelRidge(
  distances: readonly (readonly number[])[],
  values: readonly number[],
  repeats: readonly number[],
): KernelRidge {
  const fits = LENGTHS.flatMap((length) =>
    RIDGES.map((ridge) => {
      const kernel = distances.map((row, i) =>
        row.map((distance, j) => similarity(distance, length) + 1 + (i === j ? ridge / repeats[i] : 0)),
      );
      return { length, ...leftOutFit(kernel, values) };
    }),
  );
  const error = (fit: KernelRidge) => fit.leftOut.reduce((sum, left, i) => sum + (values[i] - left) ** 2, 0);
  return fits.reduce((best, fit) => (error(fit) < error(best) ? fit : best));
}

/** `distances` are those of a new point from the points of the fit. */
export function predict({ length, weights }: Pick<KernelRidge, 'length' | 'weights'>, distances: readonly number[]) {
  return weights.reduce((sum, weight, i) => sum + weight * (similarity(distances[i], length) + 1), 0);
}

function similarity(distance: number, length: number): number {
  return Math.exp(-distance / length);
}
