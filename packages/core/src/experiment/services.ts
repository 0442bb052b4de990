// What the services of an experiment are made of; filled in by the container.
import type { PluginRegistry } from '../plugins/registry.js';
import type { Machine } from './fitted-scheduler.js';

export interface ExperimentServices extends Machine {
  readonly registry: PluginRegistry;
  /** Of schedtuna, for the journal. */
  readonly version: string;
}

/** An experiment on disk. */
export interface ExperimentReference {
  /** Name in the results directory, or a path. */
  readonly experiment: string;
  readonly resultsDir: string;
  /** Of `test` and `resume`: goes on although machine or kernel is another one. */
  readonly force?: boolean;
}
