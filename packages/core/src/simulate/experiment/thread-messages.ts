// What threads are given in which whole experiments are simulated.
import type { Options } from '../../config/options.js';
import type { NoiseModel } from '../host/noise-model.js';
import type { MeasuredTable } from '../table.js';
import type { Player } from '../thread-messages.js';

export interface ExperimentArena {
  readonly tables: readonly MeasuredTable[];
  readonly players: readonly Player[];
  readonly model: NoiseModel;
  /** Complete. */
  readonly options: Options;
}

/** One experiment; `player` and `table` are indices. */
export interface ExperimentJob {
  readonly player: number;
  readonly table: number;
  readonly seed: number;
}
