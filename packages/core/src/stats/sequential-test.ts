// A comparison that is looked at several times and may stop early, with an error rate that holds all the same.
import type { Random } from './random.js';
import { studentQuantile } from './student.js';

/** A moment at which the test may stop. */
export interface Look {
  /** Differences that are there by then. */
  readonly pairs: number;
  /** Share of the planned comparison that is over by then, in (0, 1]. */
  readonly share: number;
}

export interface SequentialTest {
  /** Whether a test with this error rate (one-sided) has stopped by now because the mean is above or below 0. */
  rejects(direction: Direction, alpha: number): boolean;
  /**
   * About the smallest error rate with which it has stopped by now, to 0.0001; 1 when that is above `limit`. At most `alpha` only
   * where `rejects` says so of `alpha`, whatever the limit: signs that tie stop together, so that a larger rate may stop later.
   */
  pValue(direction: Direction, alpha: number, limit?: number): number;
}

export type Direction = 'above' | 'below';

/** Up to this many differences all 2^n signs are tried. */
const EXACT = 13;
const DRAWS = 10_000;
/** Halvings of the interval in which a p-value lies. */
const PRECISION = 14;

/** Exponents of the error spent: of what the signs may use up, and of what a mean must pass to stop before the end. */
const SPENT = 1.25;
const EARLY = 3;

/** Share of the error rate that may be used up when `share` of the planned comparison is over (Kim & DeMets 1987, power family). */
export function spentError(share: number): number {
  return share ** SPENT;
}

/**
 * Group-sequential sign-flip test of paired differences, in the order in which they were measured; `looks` ascend, and
 * those to come may be left out. Where the order of runs within each block was drawn at random, the signs of the
 * differences are random when there is no effect, whatever the noise, its drift or its memory (Fisher 1935); so the chance to
 * have stopped by a look is counted over all signs, or 10,000 drawn ones, and kept below what may be spent by then. Before the end
 * the mean must also be so far from 0 that Student's t would pass a boundary like O'Brien and Fleming's (power family with exponent
 * 3): few equal signs alone may be luck, and an estimate that is reported because it was lucky is too large.
 */
export function sequentialTest(differences: readonly number[], looks: readonly Look[], random: Random): SequentialTest {
  const vectors = differences.length <= EXACT ? 2 ** differences.length : DRAWS;
  const sums = signedSums(differences, looks, vectors, random);
  const squares = differences.map((difference) => difference ** 2);
  const tolerance = 1e-12 * differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const rankings = new Map<Direction, Ranking>();

  /** For error rates up to `alpha`. */
  function rankingOf(direction: Direction, alpha: number): Ranking {
    const known = rankings.get(direction);
    if (known && known.alpha >= alpha) return known;
    const sign = signOf(direction);
    // Twice: those that stopped before may be among them.
    const vectorsOf = looks.map(({ share }, look) => mostExtreme(sums[look], sign, 2 * allowed(alpha, share, vectors)));
    const ranking = { alpha, vectors: vectorsOf };
    rankings.set(direction, ranking);
    return ranking;
  }

  function rejects(direction: Direction, alpha: number): boolean {
    const ranking = rankingOf(direction, alpha);
    const sign = signOf(direction);
    const stopped = new Uint8Array(vectors);
    let count = 0;
    looks.forEach(({ share, pairs }, look) => {
      const most = allowed(alpha, share, vectors);
      const least = share < 1 ? leastSum(alpha * share ** EARLY, squares.slice(0, pairs)) : Number.NEGATIVE_INFINITY;
      const reach = { most, least: least - tolerance, sign, tolerance };
      count = stopMost(sums[look], ranking.vectors[look], stopped, count, reach);
    });
    return stopped[OBSERVED] === 1;
  }

  return {
    rejects,
    pValue(direction, alpha, limit = alpha) {
      const isProven = rejects(direction, alpha);
      if (!isProven && !rejects(direction, limit)) return 1;
      let [low, high] = isProven ? [0, alpha] : [alpha, limit];
      for (let step = 0; step < PRECISION; step++) {
        const middle = (low + high) / 2;
        if (rejects(direction, middle)) high = middle;
        else low = middle;
      }
      return high;
    },
  };
}

/** The vector of signs under which the differences are as they were measured. */
const OBSERVED = 0;

interface Ranking {
  readonly alpha: number;
  /** By look, most extreme first. */
  readonly vectors: readonly Uint32Array[];
}

function signOf(direction: Direction): 1 | -1 {
  return direction === 'above' ? 1 : -1;
}

/** How many vectors may have stopped. */
function allowed(alpha: number, share: number, vectors: number): number {
  return Math.floor(alpha * spentError(share) * vectors + 1e-9);
}

/**
 * The sum from which on Student's t of n differences with these squares, whatever their signs, has a one-sided p below `alpha`:
 * t² = (n − 1) s² / (n q − s²) for a sum s and a sum of squares q.
 */
function leastSum(alpha: number, squares: readonly number[]): number {
  const n = squares.length;
  if (alpha >= 0.5) return Number.NEGATIVE_INFINITY;
  if (n < 2) return Number.POSITIVE_INFINITY;
  const square = studentQuantile(1 - alpha, n - 1) ** 2;
  const total = squares.reduce((sum, one) => sum + one, 0);
  return Math.sqrt((square * n * total) / (n - 1 + square));
}

/** By look and vector. */
function signedSums(
  differences: readonly number[],
  looks: readonly Look[],
  vectors: number,
  random: Random,
): readonly Float64Array[] {
  const sums = looks.map(() => new Float64Array(vectors));
  const isExact = vectors === 2 ** differences.length;
  for (let vector = 0; vector < vectors; vector++) {
    let sum = 0;
    let look = 0;
    for (let i = 0; i <= differences.length; i++) {
      while (looks[look]?.pairs === i) sums[look++][vector] = sum;
      if (i === differences.length) break;
      const isTurned = vector !== OBSERVED && (isExact ? ((vector >> i) & 1) === 1 : random() < 0.5);
      sum += isTurned ? -differences[i] : differences[i];
    }
  }
  return sums;
}

/** At least `most` vectors, or all, most extreme first; equal ones are not parted. */
function mostExtreme(values: Float64Array, sign: 1 | -1, most: number): Uint32Array {
  const signed = values.map((value) => sign * value);
  const last = signed.toSorted()[Math.max(0, values.length - 1 - most)];
  const chosen: number[] = [];
  signed.forEach((value, vector) => {
    if (value >= last) chosen.push(vector);
  });
  return Uint32Array.from(chosen).sort((a, b) => signed[b] - signed[a]);
}

interface Reach {
  /** So many vectors may have stopped afterwards. */
  readonly most: number;
  /** Signed sums below it do not stop. */
  readonly least: number;
  readonly sign: 1 | -1;
  /** Sums that differ by less are equal. */
  readonly tolerance: number;
}

/** Marks the most extreme vectors that have not stopped yet, equal ones together; returns how many have stopped. */
function stopMost(
  values: Float64Array,
  ranked: Uint32Array,
  stopped: Uint8Array,
  before: number,
  { most, least, sign, tolerance }: Reach,
): number {
  let count = before;
  for (let start = 0; start < ranked.length && count < most; ) {
    let end = start;
    let added = 0;
    const value = values[ranked[start]];
    if (sign * value < least) break;
    for (; end < ranked.length && Math.abs(values[ranked[end]] - value) <= tolerance; end++) {
      if (stopped[ranked[end]] === 0) added += 1;
    }
    if (count + added > most) break;
    for (let i = start; i < end; i++) stopped[ranked[i]] = 1;
    count += added;
    start = end;
  }
  return count;
}
