// A measured table as a black-box objective: what a configuration costs, and how far that is from the best.
import type { Configuration, Parameters } from '@schedtuna/sdk';

/** Plain data, so that it travels to threads. Costs are in the table's unit, lower is better: maximised metrics are negated. */
export interface MeasuredTable {
  readonly name: string;
  readonly direction: 'minimize' | 'maximize';
  /** Of the parameters, in the order of keys. */
  readonly names: readonly string[];
  /** The default is the configuration of evaluation 1, which is always feasible. */
  readonly parameters: Parameters;
  /** Feasible rows only, by `keyOf`. */
  readonly costs: ReadonlyMap<string, number>;
  readonly best: number;
  /** The upper one of two middle values. */
  readonly median: number;
  /** The cost of the last row among the best 1 %. */
  readonly top: number;
  readonly worst: number;
}

/** undefined for a trial that fails: the row is missing or has no value. */
export function costOf({ names, costs }: MeasuredTable, configuration: Configuration): number | undefined {
  return costs.get(keyOf(names.map((name) => configuration[name])));
}

/** 0 for the best row of the table, 1 for the median of the feasible ones. */
export function regretOf({ best, median }: MeasuredTable, cost: number): number {
  return (cost - best) / (median - best);
}

/** Of one value per parameter. */
export function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values);
}
