// A long series in windows: what is compared within them cannot be the trend of the whole.
import { mean } from './centre.js';
import type { Random } from './random.js';
import { ranks } from './rank.js';

const DRAWS = 10_000;
const ROUNDING = 1e-9;

/** Neighbours together, in as many windows of equal length (give or take one) as have at least `least` members; one when there are fewer. */
export function windowsOf<T>(series: readonly T[], least: number): T[][] {
  const count = Math.max(1, Math.floor(series.length / least));
  const start = (i: number) => Math.round((i * series.length) / count);
  return Array.from({ length: count }, (_, i) => series.slice(start(i), start(i + 1)));
}

/** Rank within the window less the window's mean rank: aligned ranks (Hodges & Lehmann 1962). */
export function alignedRanks(windows: readonly (readonly number[])[]): number[] {
  return windows.flatMap((values) => {
    const own = ranks(values);
    const centre = mean(own);
    return own.map((rank) => rank - centre);
  });
}

/**
 * As `orderPValue`, but values change places within their window only (a restricted permutation test, Edgington 1980); Monte Carlo with
 * the +1 correction. `statistic` is given all values, window after window.
 */
export function windowPValue(
  windows: readonly (readonly number[])[],
  statistic: (order: readonly number[]) => number,
  random: Random,
): number {
  const least = statistic(windows.flat()) - ROUNDING;
  const order = windows.flat();
  let count = 1;
  for (let draw = 0; draw < DRAWS; draw++) {
    let start = 0;
    for (const { length } of windows) {
      shuffle(order, start, length, random);
      start += length;
    }
    if (statistic(order) >= least) count += 1;
  }
  return count / (DRAWS + 1);
}

/** Fisher–Yates as in `shuffled`, of a part of a list and in place: this is done some million times a page. */
function shuffle(values: number[], start: number, length: number, random: Random): void {
  for (let i = length - 1; i > 0; i--) {
    const j = start + Math.floor(random() * (i + 1));
    [values[start + i], values[j]] = [values[j], values[start + i]];
  }
}
