// What a fitted table is made of, and how far it can be trusted.
import { counted, percent } from '../../report/numbers.js';
import type { JournalRow } from './journal-rows.js';
import type { Surveyed } from './landmarks.js';
import { FAILING_SHARE, type Fitted, isFailing, type Surface } from './surface.js';

export interface FitReport {
  readonly table: string;
  readonly directory: string;
  /** Configurations with completed runs, and these runs. */
  readonly completed: number;
  readonly runs: number;
  /** Configurations that failed more often than not. */
  readonly failed: number;
  /** Of those, how many are predicted to fail when they are left out; of the others, how many are. */
  readonly failuresFound: number;
  readonly falseAlarms: number;
  /** Combinations of levels in the space. */
  readonly size: number;
  /** Root mean square of the log of measured over predicted cost, each configuration predicted from the others. */
  readonly leftOutError: number;
  /** The same when the mean of the others is predicted. */
  readonly meanError: number;
  /** Share of the variance that the fit explains, 1 at most; 0 or less: it knows no more than the mean. */
  readonly explained: number;
  /** Standard deviation of the log between runs of the default configuration. */
  readonly noise: number;
  /** Feasible configurations behind best, median and top 1 %. */
  readonly surveyed: number;
  readonly isComplete: boolean;
}

export interface Fit {
  readonly name: string;
  readonly directory: string;
  readonly rows: readonly JournalRow[];
  readonly surface: Surface;
  readonly surveyed: Surveyed;
  readonly noise: number;
  readonly size: number;
}

export function reportOf({ name, directory, rows, surface, surveyed, noise, size }: Fit): FitReport {
  const completed = rows.filter(({ score }) => score !== undefined);
  const values = completed.map(({ score }) => -(score as number));
  const sum = values.reduce((total, value) => total + value, 0);
  const leftOutError = rootMeanSquare(values.map((value, i) => value - surface.cost.leftOut[i]));
  const meanError = rootMeanSquare(values.map((value) => value - (sum - value) / (values.length - 1)));
  const alarms = rows.filter((_, i) => isAlarm(surface.failure, i));
  return {
    table: name,
    directory,
    completed: completed.length,
    runs: completed.reduce((total, row) => total + row.completed, 0),
    failed: rows.filter(isFailing).length,
    failuresFound: alarms.filter(isFailing).length,
    falseAlarms: alarms.filter((row) => !isFailing(row)).length,
    size,
    leftOutError,
    meanError,
    explained: 1 - (leftOutError / meanError) ** 2,
    noise,
    surveyed: surveyed.feasible,
    isComplete: surveyed.isComplete,
  };
}

/** Sentences for people, one a line. */
export function fitLines(fit: FitReport): readonly string[] {
  const { table, directory, completed, runs, failed, size, leftOutError, meanError, noise } = fit;
  return [
    `${table} is fitted to ${directory}: ${completed} configurations completed in ${counted(runs, 'run')}, ${failed} failed; ` +
      `what agents meet is predicted from them, for each of ${size < 1e6 ? size : size.toExponential(1)} combinations.`,
    `Predicted from the others, a configuration is off by ${percent(leftOutError)} (by ${percent(meanError)} when their mean is ` +
      `predicted; runs of the default differ by ${percent(noise)}): ${trust(fit)}`,
    ...(failed > 0 ? [failures(fit)] : []),
    ...(fit.isComplete ? [] : [sampled(fit)]),
  ];
}

function trust({ explained }: FitReport): string {
  if (explained <= 0) return 'it is no better than their mean, so differences between agents on it mean nothing.';
  return `it explains ${percent(explained)} of what it has not seen. Agents are compared on the fit, not on the machine.`;
}

function failures({ failed, failuresFound, falseAlarms, completed }: FitReport): string {
  return `Of ${failed} that failed, ${failuresFound} are predicted to when they are left out, and ${falseAlarms} of ${completed} that did not.`;
}

function sampled({ surveyed }: FitReport): string {
  return (
    `Best, median and top 1 % are those of ${surveyed} feasible configurations, drawn and measured, the best improved one ` +
    'parameter at a time: regrets can fall below 0.'
  );
}

function isAlarm(failure: Fitted | undefined, row: number): boolean {
  return failure !== undefined && failure.leftOut[row] >= FAILING_SHARE;
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
