// What the services of an experiment are made of; filled in by the container.
import type { Host } from '@schedtuna/sdk';
import type { PluginRegistry } from '../plugins/registry.js';

export interface ExperimentServices {
  readonly host: Host;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly schedExtRoot: string;
  readonly registry: PluginRegistry;
  /** Of schedtuna, for the journal. */
  readonly version: string;
}

/** An experiment on disk. */
export interface ExperimentReference {
  /** Name in the results directory, or a path. */
  readonly experiment: string;
  readonly resultsDir: string;
}
