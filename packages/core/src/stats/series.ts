// What a sequence of runs shows beside its spread: drift and memory.
import { mean, median } from './centre.js';

/** Slope per step, median over all pairs of points (Theil 1950, Sen 1968); 0 for fewer than two values. */
export function theilSen(values: readonly number[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) slopes.push((values[j] - values[i]) / (j - i));
  }
  return slopes.length === 0 ? 0 : median(slopes);
}

/** Lag-1 autocorrelation in [-1, 1]; 0 for a constant series. */
export function lag1(values: readonly number[]): number {
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (variance === 0) return 0;
  return values.slice(1).reduce((sum, value, i) => sum + (value - centre) * (values[i] - centre), 0) / variance;
}
