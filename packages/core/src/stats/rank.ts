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
