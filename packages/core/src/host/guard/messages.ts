// What the tuner and its guard say to each other, over the guard's IPC channel.
import type { Command, CommandOutput } from '@schedtuna/sdk';

/** One benchmark run with the load beside it. */
export interface RunRequest {
  readonly command: Command;
  readonly background: readonly BackgroundRequest[];
  /** Limit for the benchmark command, milliseconds from its start. */
  readonly timeoutMs: number;
  /** Kept of each output stream, bytes; the middle of longer output is thrown away. */
  readonly outputLimit: number;
}

export interface BackgroundRequest {
  readonly command: Command;
  /** Its first line on stdout must come within this time. */
  readonly readyWithinMs: number;
}

export type RunEnd =
  | { readonly kind: 'exited' }
  | { readonly kind: 'timeout' }
  /** Stopped on the tuner's request. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'background-failed'; readonly message: string };

export interface RunResult {
  readonly end: RunEnd;
  readonly output: CommandOutput;
  readonly background: readonly CommandOutput[];
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
  | { readonly type: 'run'; readonly request: RunRequest }
  | { readonly type: 'stop' }
  | { readonly type: 'bye' };

export type FromGuard = { readonly type: 'ready' } | { readonly type: 'result'; readonly result: RunResult };
