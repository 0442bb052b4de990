// What Gaussian processes make of all runs so far, those of other experiments included: cost and whether it works at all.
import type { SearchSpace } from '@schedtuna/sdk';
import { normalCumulative } from './acquisition.js';
import type { Expectation, Measurements } from './gaussian-process.js';
import { pointSet } from './kernel.js';
import type { Point } from './lattice.js';
import { createProcessEnsemble, type ProcessEnsemble } from './process-ensemble.js';
import type { Random } from './random.js';
import type { Replay, ReplayRow } from './replay.js';
import { costTargets } from './targets.js';

/** Feasibility needs no spread between members, only a mean. */
const FEASIBILITY_MEMBERS = 4;
/** Variance of ±1 around the border between configurations that work and that fail. */
const BORDER_NOISE = 0.05;
/** Before two runs have completed: nothing is known of the cost. */
const UNKNOWN: Expectation = { mean: 0, variance: 1 };
/** Rows that a process is conditioned on; time grows with the cube. */
const MOST_ROWS = 120;
const MOST_FOREIGN_ROWS = 60;

export interface Processes {
  readonly members: number;
  /** Moves hyper-parameters and conditions anew; the cost is learned from two completed runs on, here or elsewhere. */
  learn(): void;
  /** After `restore`: conditions on what was observed, without chance. */
  condition(): void;
  isReady(): boolean;
  /** Standardised cost of an untried point by one member. */
  expect(point: Point, member: number): Expectation;
  /** Probability that a run completes, by one member or by all. */
  feasible(point: Point, member?: number): number;
  /** Of each completed row that is kept: standardised cost without noise. */
  estimates(): { readonly row: ReplayRow; readonly cost: number }[];
  state(): ProcessesState;
  restore(state: ProcessesState): void;
}

export interface ProcessesState {
  readonly cost: Float32Array;
  readonly feasibility: Float32Array;
}

/** `foreign` holds the runs of other experiments; `members` are the processes for the cost. */
export function createProcesses(
  { dimensions }: Pick<SearchSpace, 'dimensions'>,
  replay: Replay,
  foreign: Replay,
  random: Random,
  members: number,
): Processes {
  const cost = createProcessEnsemble(dimensions, members, random);
  const feasibility = createProcessEnsemble(dimensions, FEASIBILITY_MEMBERS, random);
  /** Completed rows of this experiment that the cost is conditioned on, and how many of others stand before them. */
  let kept: readonly ReplayRow[] = [];
  let before = 0;

  function costs(): Measurements {
    const [there, here] = [costsOf(foreign, MOST_FOREIGN_ROWS), costsOf(replay, MOST_ROWS)];
    kept = here.map(({ row }) => row);
    before = there.length;
    return measurements(there, here);
  }

  const shares = () => measurements(sharesOf(foreign, MOST_FOREIGN_ROWS), sharesOf(replay, MOST_ROWS));
  const rows = () => [...foreign.rows, ...replay.rows];
  const canLearn = () => rows().filter(({ completed }) => completed > 0).length >= 2;
  const hasFailures = () => rows().some(({ failed }) => failed > 0);

  /** Tells each ensemble what it is about to be conditioned on, which is gathered once, and conditions it. */
  function conditionOn(tell: (ensemble: ProcessEnsemble, known: Measurements) => void): void {
    const told: [ProcessEnsemble, Measurements][] = [];
    if (canLearn()) told.push([cost, costs()]);
    if (hasFailures()) told.push([feasibility, shares()]);
    for (const [ensemble, known] of told) {
      tell(ensemble, known);
      ensemble.condition(known);
    }
  }

  return {
    members,
    learn() {
      conditionOn((ensemble, known) => ensemble.learn(known));
    },
    condition() {
      conditionOn(() => {});
    },
    isReady: () => cost.isReady() || feasibility.isReady(),
    expect: (point, member) => (cost.isReady() ? cost.expect(point, member) : UNKNOWN),
    feasible(point, member) {
      if (!feasibility.isReady()) return 1;
      const asked = member === undefined ? [...Array(FEASIBILITY_MEMBERS).keys()] : [member % FEASIBILITY_MEMBERS];
      const chances = asked.map((one) => {
        const { mean, variance } = feasibility.expect(point, one);
        return normalCumulative(mean / Math.sqrt(variance + BORDER_NOISE));
      });
      return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    },
    estimates: () => kept.map((row, i) => ({ row, cost: cost.measured(before + i) })),
    state: () => ({ cost: cost.state(), feasibility: feasibility.state() }),
    restore(state) {
      cost.restore(state.cost);
      feasibility.restore(state.feasibility);
    },
  };
}

interface Measured {
  readonly row: ReplayRow;
  readonly value: number;
  readonly noise: number;
}

function costsOf({ rows }: Replay, most: number): readonly Measured[] {
  const { costs, scale } = costTargets(rows.map(({ score }) => score));
  const completed = rows
    .map((row, i) => ({ row, value: costs[i], noise: (row.standardError / scale) ** 2 }))
    .filter(({ row }) => row.completed > 0);
  return thinned(
    completed.sort((a, b) => a.value - b.value),
    most,
  );
}

/** −1 where every run failed, 1 where all completed. */
function sharesOf({ rows }: Replay, most: number): readonly Measured[] {
  const all = rows.map((row) => ({
    row,
    value: (2 * row.completed) / (row.completed + row.failed) - 1,
    noise: BORDER_NOISE,
  }));
  return thinned(all, most);
}

function measurements(there: readonly Measured[], here: readonly Measured[]): Measurements {
  const measured = [...there, ...here];
  const points = measured.map(({ row }) => row.point);
  return {
    points,
    set: pointSet(points, there.length),
    values: Float64Array.from(measured, ({ value }) => value),
    noise: Float64Array.from(measured, ({ noise }) => noise),
  };
}

/** The first half as it is, and as many of the others, evenly spread: best ones where the best come first. */
function thinned<T>(sorted: readonly T[], most: number): readonly T[] {
  if (sorted.length <= most) return sorted;
  const half = Math.floor(most / 2);
  const step = (sorted.length - half) / (most - half);
  return [
    ...sorted.slice(0, half),
    ...Array.from({ length: most - half }, (_, i) => sorted[half + Math.floor(i * step)]),
  ];
}
