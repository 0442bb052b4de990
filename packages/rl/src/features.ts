// Turns points of a search space into the inputs of the critics.
import type { Dimension, SearchSpace } from '@schedtuna/sdk';
import type { Point } from './lattice.js';

/** Thermometer bits per ordered parameter; longer ones share a bit between neighbours, or they would crowd out the rest. */
const MAX_BITS = 16;
/** Length of the vector of all bits of one parameter, so that one of many levels weighs about as much as a boolean. */
const BITS_NORM = 1.5;

export interface Features {
  /** Inputs per point; at least 1. */
  readonly width: number;
  /** Parameter that each input belongs to, for the gates. */
  readonly groups: readonly number[];
  /** Number of parameters; at least 1. */
  readonly groupCount: number;
  /** Row-major [points, width]. */
  encode(points: readonly Point[]): Float32Array;
}

/**
 * Boolean: ±1. Ordered: the position in [-1, 1] and thermometer bits ±1.5/√bits. Categorical of n: one-hot of 1 and −1/(n−1).
 * Special values of an ordered parameter: one-hot as a category, with position and bits at 0. One level: nothing.
 */
export function createFeatures(space: Pick<SearchSpace, 'dimensions'>): Features {
  const tables = space.dimensions.map(inputsOf);
  const groups = tables.flatMap((table, group) => table[0].map(() => group));
  const width = Math.max(1, groups.length);
  return {
    width,
    groups: groups.length > 0 ? groups : [0],
    groupCount: Math.max(1, tables.length),
    encode(points) {
      const rows = new Float32Array(points.length * width);
      let at = 0;
      for (const point of points) {
        let column = at;
        for (let d = 0; d < tables.length; d++) {
          const inputs = tables[d][point[d]];
          for (let i = 0; i < inputs.length; i++) rows[column++] = inputs[i];
        }
        at += width;
      }
      return rows;
    },
  };
}

/** Inputs of every level of one dimension. */
function inputsOf(dimension: Dimension): number[][] {
  const { kind, levels } = dimension;
  if (levels.length === 1) return [[]];
  if (kind === 'categorical')
    return levels.map((_, level) => (levels.length === 2 ? [2 * level - 1] : oneHot(level, levels.length)));
  const specials = levels.filter(({ position }) => position === null).length;
  const ordered = levels.length - specials;
  const thresholds = thermometer(ordered);
  return levels.map(({ position }, level) => [
    ...(ordered > 1 ? [position ?? 0] : []),
    ...thresholds.map((threshold) => bit(level - specials, threshold, thresholds.length)),
    ...oneHot(level, specials + (ordered > 0 ? 1 : 0)).slice(0, specials),
  ]);
}

/** First index above each bit, evenly spread over n ordered levels; none for two, whose position says it all. */
function thermometer(n: number): number[] {
  if (n <= 2) return [];
  const bits = Math.min(MAX_BITS, n - 1);
  return Array.from({ length: bits }, (_, i) => Math.round(((i + 1) * n) / (bits + 1)));
}

function bit(index: number, threshold: number, bits: number): number {
  if (index < 0) return 0; // a special value is nowhere on the scale
  return ((index >= threshold ? 1 : -1) * BITS_NORM) / Math.sqrt(bits);
}

function oneHot(hot: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i === hot ? 1 : -1 / Math.max(1, n - 1)));
}
