// How much of the differences between values their groups explain, and what a permutation test of groups could show at best.
import { mean } from './centre.js';

/**
 * Eta squared in [0, 1] (Pearson 1905): share of the squares about the mean that lies between groups. Of ranks it is H / (n − 1) of
 * Kruskal & Wallis (1952), and with two groups the square of Spearman's rho. `groups` has a number from 0 for each value. 0 where all
 * values are equal.
 */
export function correlationRatio(groups: readonly number[], values: readonly number[]): number {
  const centre = mean(values);
  const sums: number[] = [];
  const sizes: number[] = [];
  let total = 0;
  values.forEach((value, i) => {
    const group = groups[i];
    sums[group] = (sums[group] ?? 0) + value - centre;
    sizes[group] = (sizes[group] ?? 0) + 1;
    total += (value - centre) ** 2;
  });
  const between = sums.reduce((sum, own, group) => sum + own ** 2 / sizes[group], 0);
  return total === 0 ? 0 : Math.min(1, between / total);
}

/**
 * No two-sided permutation test of groups can have a p below this: so many arrangements there are within the windows, and one is as
 * extreme as its mirror image. Tarone (1990) leaves out of a correction what could not become significant.
 */
export function smallestPValue(windows: readonly (readonly unknown[])[]): number {
  const arrangements = windows.reduce((sum, groups) => sum + logArrangements(groups), 0);
  return Math.min(1, 2 * Math.exp(-arrangements));
}

function logArrangements(groups: readonly unknown[]): number {
  const sizes = [...new Set(groups)].map((group) => groups.filter((one) => one === group).length);
  return logFactorial(groups.length) - sizes.reduce((sum, size) => sum + logFactorial(size), 0);
}

function logFactorial(n: number): number {
  return Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((sum, log) => sum + log, 0);
}
