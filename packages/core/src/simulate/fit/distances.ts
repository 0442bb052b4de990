// How far apart two configurations are: the share of their parameters in which they differ.
import type { Dimension, SearchSpace } from '@schedtuna/sdk';

/** For each dimension the distances between its levels, 0 to 1. */
export type LevelDistances = readonly (readonly (readonly number[])[])[];

/** Levels with a position are as far apart as on their scale; all others differ or do not. */
export function levelDistances({ dimensions }: SearchSpace): LevelDistances {
  return dimensions.map(({ levels, kind }) => levels.map((a) => levels.map((b) => between(kind, a, b))));
}

/** Mean over the dimensions, 0 to 1. */
export function distance(metric: LevelDistances, a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let d = 0; d < metric.length; d++) sum += metric[d][a[d]][b[d]];
  return sum / metric.length;
}

type Level = Dimension['levels'][number];

function between(kind: Dimension['kind'], a: Level, b: Level): number {
  if (a === b) return 0;
  if (kind !== 'ordered' || a.position === null || b.position === null) return 1;
  return Math.abs(a.position - b.position) / 2;
}
