// What the tuner asks of a sched_ext scheduler for one run, and what the guard saw of it.
import type { Command, CommandOutput } from '@schedtuna/sdk';
import type { Snapshot } from '../sched-ext/snapshot.js';
import type { Sudo } from './signal-scheduler.js';

export interface SchedulerRequest {
  /** Absolute path of the program, with the arguments of the configuration. */
  readonly command: Command;
  /** When only sudo may load the scheduler; `command` begins with it then. */
  readonly sudo?: Sudo;
  /** Base of ops.name. */
  readonly opsName: string;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly root: string;
  readonly limits: SchedulerLimits;
}

/** Milliseconds. */
export interface SchedulerLimits {
  /** For whoever is loaded to leave before the start. */
  readonly free: number;
  /** From start to `enabled`. */
  readonly attach: number;
  /** From `enabled` to the start of load and benchmark. */
  readonly settle: number;
  /** Between two looks at who is scheduling. */
  readonly watch: number;
  /** Between SIGINT and SIGKILL. */
  readonly grace: number;
  /** From the end of the process to `disabled`. */
  readonly gone: number;
}

export type Stage = 'start' | 'attach' | 'settle' | 'benchmark' | 'detach';

/** The first thing that was not as it had to be. */
export type Deviation =
  /** Something else was loaded before the start. */
  | { readonly kind: 'occupied'; readonly found: Snapshot }
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'attach-timeout'; readonly found: Snapshot }
  /** Enabled, but for tasks only that ask for it. */
  | { readonly kind: 'partial'; readonly found: Snapshot }
  /** The process ended without being asked to. */
  | { readonly kind: 'ended'; readonly stage: Stage; readonly found: Snapshot }
  /** State, ops or enable_seq are not those of this scheduler. */
  | { readonly kind: 'changed'; readonly stage: Stage; readonly found: Snapshot }
  /** It did not leave within the grace period and was killed. */
  | { readonly kind: 'killed' }
  /** Its process is gone, the kernel still has it. */
  | { readonly kind: 'still-loaded'; readonly found: Snapshot };

export interface SchedulerReport {
  readonly deviation?: Deviation;
  /** Present once it was enabled as it should be. */
  readonly attached?: { readonly ops: string; readonly enableSeq: number; readonly afterMs: number };
  /** From SIGINT to `disabled`. */
  readonly detachMs?: number;
  /** Exit status and last words. */
  readonly output: CommandOutput;
  /** Growth of the kernel's counters during the benchmark. */
  readonly events: Readonly<Record<string, number>>;
}
