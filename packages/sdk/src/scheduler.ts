// Contract of a scheduler plugin.
import type { Command } from './command.js';
import type { Host } from './host.js';
import type { Configuration, ConfigurationOf, Constraint, Parameters } from './parameters.js';

interface SchedulerCommon<P extends Parameters> {
  /** Unique among installed schedulers, for example `scx_rusty`. */
  readonly name: string;
  readonly description: string;
  readonly homepage?: string;
  readonly parameters: P;
  readonly constraints?: readonly Constraint[];
}

/** Something outside the scheduler that it cannot be loaded without. */
export interface Requirement {
  /** Absolute paths, one of which must exist. */
  readonly anyOf: readonly string[];
  /** One sentence: what needs it. */
  readonly reason: string;
}

/**
 * A BPF scheduler: the core starts `binary` with the arguments of a configuration and waits until it is attached. Which
 * flags the installed program knows, and their defaults, are read from its own help; parameters that it cannot take stay
 * out of the search.
 */
export interface SchedExtScheduler<P extends Parameters = Parameters> extends SchedulerCommon<P> {
  readonly kind: 'sched_ext';
  /** Name of the program, looked up in PATH; or its absolute path. */
  readonly binary: string;
  /** Base of `ops.name`, without version: /sys/kernel/sched_ext/root/ops is it, or begins with it and `_`. */
  readonly opsName: string;
  readonly requires?: readonly Requirement[];
}

/** What a scheduler can do on this machine. */
export interface Probe {
  /** false: nothing can be tuned here. */
  readonly usable: boolean;
  /** One sentence; always present when not usable. */
  readonly reason?: string;
  /** Parameters that have no effect here and stay out of the search: name → one sentence why. */
  readonly unavailable?: Readonly<Record<string, string>>;
  /** For the journal: version and the like. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Which part of a run a command is: the benchmark itself, or the load it measures beside. */
export type Role = 'workload' | 'background';

/** A scheduler that is set per process: nothing is attached, the benchmark's commands are wrapped. */
export interface ProcessScheduler<P extends Parameters = Parameters> extends SchedulerCommon<P> {
  readonly kind: 'process';
  probe(host: Host): Promise<Probe>;
  /**
   * The command that applies the configuration to itself and then becomes `command`. Right before it does, it may write a
   * byte to file descriptor 3, if that is open: the time until then does not count as the benchmark's.
   */
  wrap(configuration: ConfigurationOf<P>, command: Command, role: Role): Command;
  /** The same settings as a person would type them, for the end of a run: one line per role that differs from the default. */
  explain?(configuration: ConfigurationOf<P>): readonly string[];
}

export type Scheduler = SchedExtScheduler | (Omit<ProcessScheduler, 'wrap' | 'explain'> & UntypedWrap);

export interface UntypedWrap {
  wrap(configuration: Configuration, command: Command, role: Role): Command;
  explain?(configuration: Configuration): readonly string[];
}

/** Identity; keeps the parameters' types so that `wrap` sees a typed configuration. */
export function defineScheduler<const P extends Parameters>(
  scheduler: SchedExtScheduler<P> | ProcessScheduler<P>,
): Scheduler {
  return scheduler as unknown as Scheduler;
}
