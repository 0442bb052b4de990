// Memory of all observations: repeats of a configuration are pooled, and each critic sees its own bootstrap of them.
import type { Configuration, Observation, SearchSpace } from '@schedtuna/sdk';
import type { Lattice, Point } from './lattice.js';
import type { Random } from './random.js';

/** All runs of one configuration. */
export interface ReplayRow {
  /** Canonical. */
  readonly configuration: Configuration;
  readonly point: Point;
  readonly completed: number;
  readonly failed: number;
  /** Mean of the completed runs, higher is better; undefined when none completed. */
  readonly score: number | undefined;
  /** Of `score`; 0 when unknown. */
  readonly standardError: number;
  /** Observation that was the first of this configuration, from 1. */
  readonly since: number;
  /** One per critic: the sum of a draw from Exp(1) per run, the Bayesian bootstrap (Rubin 1981). */
  readonly weights: Float32Array;
}

export interface Replay {
  readonly rows: readonly ReplayRow[];
  /** Number of observations, repeats included. */
  count(): number;
  /** Index of its row. */
  add(observation: Observation): number;
  /** Whether a point of the lattice was observed, whatever came of it. */
  has(point: Point): boolean;
  /** Completed rows, best score first. */
  ranked(): ReplayRow[];
  state(): ReplayState;
  restore(state: ReplayState): void;
}

export interface ReplayState {
  /** Rows without weights: plain JSON. */
  readonly rows: readonly Omit<ReplayRow, 'weights'>[];
  readonly count: number;
  /** [rows, members]. */
  readonly weights: Float32Array;
}

export function createReplay(space: SearchSpace, lattice: Lattice, members: number, random: Random): Replay {
  let rows: ReplayRow[] = [];
  let indices = new Map<string, number>();
  let observed = new Set<string>();
  let count = 0;

  function remember(row: ReplayRow): number {
    const key = space.key(row.configuration);
    const index = indices.get(key) ?? rows.length;
    indices.set(key, index);
    rows[index] = row;
    const { point, isExact } = lattice.locate(row.configuration);
    if (isExact) observed.add(lattice.key(point));
    return index;
  }

  return {
    get rows() {
      return rows;
    },
    count: () => count,
    add(observation) {
      count++;
      const configuration = space.canonical(observation.configuration);
      const index = indices.get(space.key(configuration));
      const before = index === undefined ? emptyRow(configuration, lattice, members, count) : rows[index];
      const weights = before.weights.map((weight) => weight + random.exponential());
      return remember({ ...pooled(before, observation), weights });
    },
    has: (point) => observed.has(lattice.key(point)),
    ranked: () =>
      rows.filter(({ completed }) => completed > 0).sort((a, b) => (b.score as number) - (a.score as number)),
    state: () => ({
      rows: rows.map(({ weights: _, ...row }) => row),
      count,
      weights: Float32Array.from(rows.flatMap(({ weights }) => [...weights])),
    }),
    restore(state) {
      rows = [];
      indices = new Map();
      observed = new Set();
      count = state.count;
      state.rows.forEach((row, i) => {
        remember({ ...row, weights: state.weights.slice(i * members, (i + 1) * members) });
      });
    },
  };
}

function emptyRow(configuration: Configuration, lattice: Lattice, members: number, since: number): ReplayRow {
  const { point } = lattice.locate(configuration);
  const weights = new Float32Array(members);
  return { configuration, point, completed: 0, failed: 0, score: undefined, standardError: 0, since, weights };
}

function pooled(row: ReplayRow, observation: Observation): ReplayRow {
  if (observation.status === 'failed') return { ...row, failed: row.failed + 1 };
  const completed = row.completed + 1;
  return {
    ...row,
    completed,
    score: ((row.score ?? 0) * row.completed + observation.score) / completed,
    standardError: Math.hypot(row.standardError * row.completed, observation.standardError) / completed,
  };
}
