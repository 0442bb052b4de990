// What the search knows of each configuration: all its runs together.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import type { EpisodeRecord } from './records.js';

/** An episode that is over. */
export interface Searched {
  readonly record: EpisodeRecord;
  readonly configuration: Configuration;
}

export interface PooledScore {
  readonly configuration: Configuration;
  /** Completed runs. */
  readonly runs: number;
  readonly failures: number;
  /** Mean of the completed runs' log ratios; undefined when none completed. */
  readonly score: number | undefined;
  /** Mean less its standard error: what may be believed of a configuration with few runs. −∞ when none completed. */
  readonly pessimistic: number;
}

/** By key of the space, in the order of first runs. */
export function pooledScores(space: SearchSpace, searched: readonly Searched[]): ReadonlyMap<string, PooledScore> {
  const records = new Map<string, Searched[]>();
  for (const one of searched) {
    const key = space.key(one.configuration);
    records.set(key, [...(records.get(key) ?? []), one]);
  }
  return new Map([...records].map(([key, own]) => [key, pooled(own)]));
}

function pooled(own: readonly Searched[]): PooledScore {
  const completed = own.flatMap(({ record: { score, standardError } }) =>
    score === null ? [] : [{ score, error: standardError ?? 0 }],
  );
  const runs = completed.length;
  const { configuration } = own[0];
  const counted = { configuration, runs, failures: own.length - runs };
  if (runs === 0) return { ...counted, score: undefined, pessimistic: Number.NEGATIVE_INFINITY };
  const score = completed.reduce((sum, one) => sum + one.score, 0) / runs;
  const error = Math.hypot(...completed.map((one) => one.error)) / runs;
  return { ...counted, score, pessimistic: score - error };
}
