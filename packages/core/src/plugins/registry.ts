// Installed plugins by what they contribute; modules are imported only when asked for.
import type { AgentDefinition, Benchmark, Scheduler } from '@schedtuna/sdk';

export type Kind = 'schedulers' | 'benchmarks' | 'agents';

export interface Definitions {
  schedulers: Scheduler;
  benchmarks: Benchmark;
  agents: AgentDefinition;
}

/** One contribution as its package.json declares it; nothing is imported yet. */
export interface Contribution {
  readonly kind: Kind;
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** Absolute path of the module. */
  readonly module: string;
}

/** A plugin that cannot be used, said without breaking any other. */
export interface BrokenPlugin {
  readonly package: string;
  readonly version: string;
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

export interface PluginRegistry {
  /** Sorted by name. */
  list(kind: Kind): readonly Contribution[];
  readonly broken: readonly BrokenPlugin[];
  /** Throws ST_UNKNOWN_… with the nearest name; ST_PLUGIN_… when the chosen plugin is at fault. */
  find(kind: Kind, name: string): Contribution;
  load<K extends Kind>(
    kind: K,
    name: string,
  ): Promise<{ readonly definition: Definitions[K]; readonly source: Contribution }>;
}
