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
