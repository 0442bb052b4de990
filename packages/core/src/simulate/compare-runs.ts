// Runs side by side: for each noise, every table by itself and all tables together.
import { mean } from '../stats/centre.js';
import { type Curve, curveOf } from './curve.js';
import type { RunRecord } from './run-record.js';

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

export interface ComparedRuns {
  readonly simulated: readonly RunRecord[];
  readonly recorded: readonly RunRecord[];
  /** Names of the tables. */
  readonly tables: readonly string[];
  readonly noises: readonly number[];
  readonly budget: number;
}

/** Recorded optimizers appear where they have runs: beside all tables together only when they have some on each. */
export function compareRuns({ simulated, recorded, tables, noises, budget }: ComparedRuns): readonly Block[] {
  const labelled = [
    ...simulated.map((run) => ({ run: shortened(run, budget), label: run.optimizer, isRecorded: false })),
    ...recorded
      .map((run) => ({ run: shortened(run, budget), label: recordedLabel(run), isRecorded: true }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
  ];
  const contestants = [...new Map(labelled.map(({ label, isRecorded }) => [label, isRecorded]))];
  const groupings: (string | undefined)[] = tables.length > 1 ? [...tables, undefined] : [...tables];
  return noises.flatMap((noise) =>
    groupings.map((table) => {
      const among = table === undefined ? tables : [table];
      const entries = contestants.flatMap(([label, isRecorded]) => {
        const own = labelled.filter((one) => one.label === label && one.run.noise === noise).map(({ run }) => run);
        const groups = among.map((name) => own.filter((run) => run.space === name));
        return groups.every((runs) => runs.length > 0) ? [entryOf(label, isRecorded, groups, budget)] : [];
      });
      return { noise, table, entries };
    }),
  );
}

function recordedLabel({ optimizer, version }: RunRecord): string {
  return `${optimizer}${/\d/.test(version) ? ` ${version}` : ''} (recorded)`;
}

/** A longer run as if it had ended at the budget; what it counted until its own end is then unknown. */
function shortened(run: RunRecord, budget: number): ShownRun {
  const { space, noise, fails, cpu_seconds } = run;
  const hasReached = run.top1 <= Math.min(budget, run.regret.length);
  const counted = run.regret.length > budget ? {} : { fails, cpu_seconds };
  return { space, noise, regret: run.regret.slice(0, budget), top1: hasReached ? run.top1 : budget + 1, ...counted };
}

type ShownRun = Pick<RunRecord, 'space' | 'noise' | 'regret' | 'top1'> &
  Partial<Pick<RunRecord, 'fails' | 'cpu_seconds'>>;

function entryOf(label: string, isRecorded: boolean, groups: readonly (readonly ShownRun[])[], budget: number): Entry {
  const average = (of: (run: ShownRun) => number) => mean(groups.map((runs) => mean(runs.map(of))));
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
