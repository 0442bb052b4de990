// Runs side by side: for each noise, every table by itself and all tables together.
import { mean } from '../stats/centre.js';
import { type Curve, curveOf } from './curve.js';
import { type ComparedRuns, type Contestant, contestantsOn, type LabelledRun, labelledRuns } from './labelled-runs.js';

/** One optimizer on one table, or on all. Means over runs; over tables where there are several, each counting the same. */
export interface Entry {
  readonly label: string;
  /** Read from --peers, not simulated now. */
  readonly isRecorded: boolean;
  readonly runs: number;
  readonly curve: Curve;
  /** Evaluations to a configuration among the best 1 %; budget + 1 for a run that found none. */
  readonly top1: number;
  /** Share of runs that found one. */
  readonly reached: number;
  /** undefined where runs were recorded with a larger budget, of which these are the whole. */
  readonly fails: number | undefined;
  /** The same, and undefined where it was not recorded. */
  readonly cpuSeconds: number | undefined;
}

export interface Block {
  readonly noise: number;
  /** undefined: the mean over all tables. */
  readonly table: string | undefined;
  /** Simulated agents in the order in which they were named, then recorded optimizers by name. */
  readonly entries: readonly Entry[];
}

/** Recorded optimizers appear where they have runs: beside all tables together only when they have some on each. */
export function compareRuns(compared: ComparedRuns): readonly Block[] {
  const { tables, noises, budget } = compared;
  const runs = labelledRuns(compared);
  const groupings: (string | undefined)[] = tables.length > 1 ? [...tables, undefined] : [...tables];
  return noises.flatMap((noise) => {
    const among = runs.filter((run) => run.noise === noise);
    return groupings.map((table) => {
      const contestants = contestantsOn(table === undefined ? tables : [table], among);
      return { noise, table, entries: contestants.map((contestant) => entryOf(contestant, budget)) };
    });
  });
}

function entryOf({ label, isRecorded, groups }: Contestant, budget: number): Entry {
  const average = (of: (run: LabelledRun) => number) => mean(groups.map((runs) => mean(runs.map(of))));
  const runs = groups.flat();
  const known = (key: 'fails' | 'cpu_seconds') =>
    runs.every((run) => run[key] !== undefined) ? average((run) => run[key] ?? 0) : undefined;
  return {
    label,
    isRecorded,
    runs: runs.length,
    curve: curveOf(groups.map((of) => of.map(({ regret }) => regret))),
    top1: average((run) => run.top1),
    reached: average((run) => (run.top1 <= budget ? 1 : 0)),
    fails: known('fails'),
    cpuSeconds: known('cpu_seconds'),
  };
}
