// What is true of a table's configurations, which no experiment can see: how much better each is than the default.
import { type Configuration, SchedtunaError, type SearchSpace } from '@schedtuna/sdk';
import type { NoiseModel } from '../host/noise-model.js';
import { costOf, type MeasuredTable } from '../table.js';

export interface Truth {
  /** Value of the table's metric for the default configuration, above 0. */
  readonly fallback: number;
  /** How many times better than the default, above 1 whatever the metric's direction; undefined for a configuration that fails. */
  ratioOf(configuration: Configuration): number | undefined;
  /** The same of two values of the metric. */
  betterBy(value: number, fallback: number): number;
}

/** `space` is that of the table. Throws ST_USAGE when the effects cannot be had on this table. */
export function createTruth(table: MeasuredTable, space: SearchSpace, effects: NoiseModel['effects']): Truth {
  const cost = costOf(table, space, space.defaultConfiguration);
  if (cost === undefined) throw new Error(`the default of ${table.name} has no value`); // tables are read so that it has one
  const sign = table.direction === 'minimize' ? -1 : 1;
  const effectOf = (of: number) => sign * Math.log(of / cost) + 0; // + 0: never −0
  const scale = scaleOf(effects, effectOf(table.best), table.name);
  return {
    fallback: Math.abs(cost),
    betterBy: (value, fallback) => (value / fallback) ** sign,
    ratioOf(configuration) {
      const own = costOf(table, space, configuration);
      return own === undefined ? undefined : Math.exp(scale * effectOf(own));
    },
  };
}

/** `most` is the log ratio of the best configuration. */
function scaleOf(effects: NoiseModel['effects'], most: number, table: string): number {
  if (effects === undefined) return 1;
  if (typeof effects === 'number') return effects;
  if (effects.best === 0) return 0;
  if (most > 0) return Math.log1p(effects.best) / most;
  throw new SchedtunaError(
    'ST_USAGE',
    `effects.best cannot be ${effects.best} on ${table}: its default is the best row`,
    {
      hint: 'Leave effects out, or leave out the table.',
    },
  );
}
