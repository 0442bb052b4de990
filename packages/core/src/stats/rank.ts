// Rank correlation of few runs.
import { mean } from './centre.js';

/** 1 for the smallest; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/** Pearson's r in [-1, 1] of two lists of one length; of ranks it is Spearman's rho (1904). 0 where either list is constant. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [centreX, centreY] = [mean(xs), mean(ys)];
  let [product, squareX, squareY] = [0, 0, 0];
  xs.forEach((x, i) => {
    product += (x - centreX) * (ys[i] - centreY);
    squareX += (x - centreX) ** 2;
    squareY += (ys[i] - centreY) ** 2;
  });
  return squareX === 0 || squareY === 0 ? 0 : Math.max(-1, Math.min(1, product / Math.sqrt(squareX * squareY)));
}

/** The same r for many orders of the same `ys`, as permutation tests want it: what no order changes is computed once. */
export function correlationOfOrders(
  xs: readonly number[],
  ys: readonly number[],
): (order: readonly number[]) => number {
  const [centreX, centreY] = [mean(xs), mean(ys)];
  const squares = (values: readonly number[], centre: number) => values.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const scale = Math.sqrt(squares(xs, centreX) * squares(ys, centreY));
  const weights = xs.map((x) => (scale === 0 ? 0 : (x - centreX) / scale)); // they add up to 0, so that ys need no centring
  return (order) => {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] * order[i];
    return sum;
  };
}
