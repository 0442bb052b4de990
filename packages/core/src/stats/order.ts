// Whether the order of values means something: the chance of a statistic as large as the observed one when the order is random.
import { type Random, shuffled } from './random.js';

/** Up to this many values all n! orders are tried: 40 320. */
const EXACT = 8;
const DRAWS = 10_000;
const ROUNDING = 1e-9;

/**
 * Permutation test (Fisher 1935): share of all orders of `values` in which `statistic` is at least what it is in the given
 * one; exact up to 8 values, else Monte Carlo with the +1 correction (Phipson & Smyth 2010). One-sided: give the absolute
 * value as the statistic for two sides. Equal values are no difficulty.
 */
export function orderPValue(
  values: readonly number[],
  statistic: (order: readonly number[]) => number,
  random: Random,
): number {
  const least = statistic(values) - ROUNDING;
  let count = 0;
  if (values.length <= EXACT) {
    let orders = 0;
    forEachOrder([...values], (order) => {
      orders += 1;
      if (statistic(order) >= least) count += 1;
    });
    return count / orders;
  }
  for (let draw = 0; draw < DRAWS; draw++) if (statistic(shuffled(values, random)) >= least) count += 1;
  return (count + 1) / (DRAWS + 1);
}

/** Heap's algorithm (1963): every order once, by one swap each, in place. */
function forEachOrder(values: number[], visit: (order: readonly number[]) => void, size = values.length): void {
  if (size <= 1) visit(values);
  for (let i = 0; size > 1 && i < size; i++) {
    forEachOrder(values, visit, size - 1);
    const j = size % 2 === 0 ? i : 0;
    if (i < size - 1) [values[j], values[size - 1]] = [values[size - 1], values[j]];
  }
}
