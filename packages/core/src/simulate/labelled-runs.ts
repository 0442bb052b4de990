// Runs with the names under which they are shown, as if each had ended at the budget.
import type { RunRecord } from './run-record.js';

export interface ComparedRuns {
  readonly simulated: readonly RunRecord[];
  readonly recorded: readonly RunRecord[];
  /** Names of the tables. */
  readonly tables: readonly string[];
  readonly noises: readonly number[];
  readonly budget: number;
}

/** What counts of a run; `fails` and `cpu_seconds` only where they are those of the shown evaluations. */
export interface LabelledRun
  extends Pick<RunRecord, 'space' | 'noise' | 'seed' | 'regret' | 'top1'>,
    Partial<Pick<RunRecord, 'fails' | 'cpu_seconds'>> {
  readonly label: string;
  /** Read from --peers, not simulated now. */
  readonly isRecorded: boolean;
}

/** One optimizer's runs by table, in the order of the tables. */
export interface Contestant {
  readonly label: string;
  readonly isRecorded: boolean;
  readonly groups: readonly (readonly LabelledRun[])[];
}

/** Simulated agents in the order in which they were named, then recorded optimizers by name. */
export function labelledRuns({ simulated, recorded, budget }: ComparedRuns): readonly LabelledRun[] {
  return [
    ...simulated.map((run) => ({ ...shortened(run, budget), label: run.optimizer, isRecorded: false })),
    ...recorded
      .map((run) => ({ ...shortened(run, budget), label: recordedLabel(run), isRecorded: true }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en')),
  ];
}

/** Those that have runs on each of the tables, in the order of the runs. */
export function contestantsOn(tables: readonly string[], runs: readonly LabelledRun[]): readonly Contestant[] {
  const labels = [...new Map(runs.map(({ label, isRecorded }) => [label, isRecorded]))];
  return labels
    .map(([label, isRecorded]) => {
      const own = runs.filter((run) => run.label === label);
      return { label, isRecorded, groups: tables.map((table) => own.filter(({ space }) => space === table)) };
    })
    .filter(({ groups }) => groups.every((group) => group.length > 0));
}

function recordedLabel({ optimizer, version }: RunRecord): string {
  return `${optimizer}${/\d/.test(version) ? ` ${version}` : ''} (recorded)`;
}

/** What a longer run counted until its own end is unknown at the budget. */
function shortened(run: RunRecord, budget: number): Omit<LabelledRun, 'label' | 'isRecorded'> {
  const { space, noise, seed, fails, cpu_seconds } = run;
  const hasReached = run.top1 <= Math.min(budget, run.regret.length);
  const counted = run.regret.length > budget ? {} : { fails, cpu_seconds };
  const regret = run.regret.slice(0, budget);
  return { space, noise, seed, regret, top1: hasReached ? run.top1 : budget + 1, ...counted };
}
