// What the tuner and its guard say to each other, over the guard's IPC channel.
import type { Command, CommandOutput } from '@schedtuna/sdk';
import type { Arms } from './arms.js';
import type { SchedulerReport, SchedulerRequest } from './scheduler-messages.js';

/** One benchmark run with the load beside it, under a sched_ext scheduler if there is one. */
export interface RunRequest {
  readonly scheduler?: SchedulerRequest;
  readonly command: Command;
  readonly background: readonly BackgroundRequest[];
  /** Limit for the benchmark command, milliseconds from its start. */
  readonly timeoutMs: number;
  /** Kept of each output stream, bytes; the middle of longer output is thrown away. */
  readonly outputLimit: number;
  /** The tuner is told what the benchmark prints while it runs, and may say that it is enough. */
  readonly isWatched?: boolean;
}

export interface BackgroundRequest {
  readonly command: Command;
  /** Its first line on stdout must come within this time. */
  readonly readyWithinMs: number;
}

export type RunEnd =
  | { readonly kind: 'exited' }
  | { readonly kind: 'timeout' }
  /** The tuner has seen enough of it. */
  | { readonly kind: 'enough' }
  /** Stopped on the tuner's request. */
  | { readonly kind: 'stopped' }
  /** The scheduler was not there, or not to the end: its report says why. */
  | { readonly kind: 'scheduler' }
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'background-failed'; readonly message: string };

export interface RunResult {
  readonly end: RunEnd;
  readonly output: CommandOutput;
  readonly background: readonly CommandOutput[];
  /** When one was asked for. */
  readonly scheduler?: SchedulerReport;
  /** Processes that were still there when the benchmark had ended, and were killed. */
  readonly stragglers: number;
  /** From the first start to the last end. */
  readonly cpu: CpuUse;
  readonly machine: MachineSample;
}

/** CPU time over a span, in seconds of one CPU. */
export interface CpuUse {
  readonly spanSeconds: number;
  /** Whole machine, without idle and steal. */
  readonly busySeconds: number;
  /** Taken by the hypervisor for others. */
  readonly stealSeconds: number;
  /** The guard and everything that it started. */
  readonly ownSeconds: number;
}

/** What may have slowed a run down. What the machine does not count is absent. */
export interface MachineSample {
  /** Growth of the thermal throttle counter that grew most: each CPU of a package counts the same events. */
  readonly throttles?: number;
  /** Frequency governor of CPU 0. */
  readonly governor?: string;
  /** Mean of the clocks of CPUs when the benchmark had ended, MHz. */
  readonly clockMhz?: number;
  /** Of the hottest thermal zone when the benchmark had ended, °C. */
  readonly celsius?: number;
  /** Share of the span in which at least one task waited for a CPU, those of the run included: 0–1. */
  readonly pressure?: number;
  /** Sessions are scheduled as groups. */
  readonly autogroup?: boolean;
}

export type ToGuard =
  /** Before the first run under a sched_ext scheduler. */
  | { readonly type: 'arm'; readonly arms: Arms }
  | { readonly type: 'run'; readonly request: RunRequest }
  /** Ends the benchmark, not the run: load and scheduler are ended as after a whole benchmark. */
  | { readonly type: 'enough' }
  | { readonly type: 'stop' }
  | { readonly type: 'bye' };

export type FromGuard =
  | { readonly type: 'ready' }
  /** `problem`: what could not be stopped, in one sentence. */
  | { readonly type: 'armed'; readonly problem?: string }
  /** Whole new lines of the benchmark's stdout; only when the run is watched. */
  | { readonly type: 'output'; readonly lines: string }
  | { readonly type: 'result'; readonly result: RunResult };
