// A table as a black-box objective: what a configuration costs, and how far that is from the best.
import type { Configuration, Constraint, Parameters, SearchSpace } from '@schedtuna/sdk';
import { type Surface, surfaceCost } from './fit/surface.js';

/** Costs that regrets are counted with. */
export interface Landmarks {
  readonly best: number;
  /** The upper one of two middle values. */
  readonly median: number;
  /** The highest cost among the best 1 %. */
  readonly top: number;
  readonly worst: number;
}

/** Feasible rows only. */
export interface Rows {
  readonly kind: 'rows';
  /** Of the parameters, in the order of keys. */
  readonly names: readonly string[];
  /** By `keyOf`. */
  readonly costs: ReadonlyMap<string, number>;
}

/** Plain data, so that it travels to threads. Costs are in the table's unit, lower is better: maximised metrics are negated. */
export interface MeasuredTable extends Landmarks {
  readonly name: string;
  readonly direction: 'minimize' | 'maximize';
  /** The default is the configuration of evaluation 1, which is always feasible. */
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  readonly source: Rows | Surface;
}

/** `space` is that of the table. undefined for a trial that fails: the row is missing or has no value. */
export function costOf(
  { source }: MeasuredTable,
  space: SearchSpace,
  configuration: Configuration,
): number | undefined {
  if (source.kind === 'fitted') return surfaceCost(source, space, configuration);
  return source.costs.get(keyOf(source.names.map((name) => configuration[name])));
}

/** 0 for the best row of the table, 1 for the median of the feasible ones. */
export function regretOf({ best, median }: Landmarks, cost: number): number {
  return (cost - best) / (median - best);
}

/** Of one value per parameter. */
export function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values);
}
