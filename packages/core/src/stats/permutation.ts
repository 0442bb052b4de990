// Chance of a mean difference as large as the observed one when signs are random.
import type { Random } from './random.js';

/** Up to this many pairs all 2^n signs are tried. */
const EXACT = 14;
const DRAWS = 10_000;

/**
 * Two-sided sign-flip permutation test of paired differences (Fisher 1935); exact up to 14 pairs, else Monte Carlo with
 * the +1 correction (Phipson & Smyth 2010). 1 for an empty list.
 */
export function signFlipPValue(differences: readonly number[], random: Random): number {
  const n = differences.length;
  if (n === 0) return 1;
  const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0));
  const tolerance = 1e-12 * differences.reduce((sum, d) => sum + Math.abs(d), 0);
  const asLarge = (sign: (i: number) => boolean) =>
    Math.abs(differences.reduce((sum, d, i) => sum + (sign(i) ? d : -d), 0)) >= observed - tolerance;
  let count = 0;
  if (n <= EXACT) {
    for (let signs = 0; signs < 2 ** n; signs++) if (asLarge((i) => ((signs >> i) & 1) === 1)) count += 1;
    return count / 2 ** n;
  }
  for (let draw = 0; draw < DRAWS; draw++) if (asLarge(() => random() < 0.5)) count += 1;
  return (count + 1) / (DRAWS + 1);
}

/** Corrected p-values in the same order (Holm 1979). */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
  const corrected = new Array<number>(pValues.length);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[index]));
    corrected[index] = least;
  });
  return corrected;
}
