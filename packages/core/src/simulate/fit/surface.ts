// What was learned from a journal, as a function of any configuration of its space.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import { distance, type LevelDistances, levelDistances } from './distances.js';
import type { JournalRow } from './journal-rows.js';
import { fitKernelRidge, type KernelRidge, predict } from './kernel-ridge.js';

/** Plain data, so that it travels to threads. */
export interface Surface {
  readonly kind: 'fitted';
  readonly metric: LevelDistances;
  /** Of the log of the cost; 0 = as the default configuration. */
  readonly cost: Fitted;
  /** Of the share of runs that fail; undefined when none did. */
  readonly failure: Fitted | undefined;
  /** Keys of configurations that were run → whether they failed, more often than not. */
  readonly known: ReadonlyMap<string, boolean>;
}

export interface Fitted extends KernelRidge {
  /** Levels of the measured configurations. */
  readonly points: readonly (readonly number[])[];
}

/** A configuration fails when half of its runs would. */
export const FAILING_SHARE = 0.5;

export function fitSurface(rows: readonly JournalRow[], space: SearchSpace): Surface {
  const metric = levelDistances(space);
  const fitted = (of: readonly { row: JournalRow; value: number; repeats: number }[]): Fitted => {
    const points = of.map(({ row }) => space.toLevels(row.configuration));
    const distances = points.map((a) => points.map((b) => distance(metric, a, b)));
    const [values, repeats] = [of.map(({ value }) => value), of.map((one) => one.repeats)];
    return { points, ...fitKernelRidge(distances, values, repeats) };
  };
  const costs = rows.flatMap((row) =>
    row.score === undefined ? [] : [{ row, value: -row.score, repeats: row.completed }],
  );
  const failures = rows.map((row) => ({
    row,
    value: row.failed / (row.completed + row.failed),
    repeats: row.completed + row.failed,
  }));
  return {
    kind: 'fitted',
    metric,
    cost: fitted(costs),
    failure: rows.some(({ failed }) => failed > 0) ? fitted(failures) : undefined,
    known: new Map(rows.map((row) => [space.key(row.configuration), isFailing(row)])),
  };
}

/** Ratio of the cost to that of the default configuration; undefined for one that fails. */
export function surfaceCost(surface: Surface, space: SearchSpace, configuration: Configuration): number | undefined {
  const { metric, cost, failure, known } = surface;
  const levels = space.toLevels(configuration);
  const at = (fitted: Fitted) =>
    predict(
      fitted,
      fitted.points.map((point) => distance(metric, point, levels)),
    );
  const fails = known.get(space.key(configuration)) ?? (failure !== undefined && at(failure) >= FAILING_SHARE);
  return fails ? undefined : Math.exp(at(cost));
}

export function isFailing({ completed, failed }: JournalRow): boolean {
  return failed > completed;
}
