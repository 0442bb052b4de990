// What stays the same over all trials of an experiment.
import type { Benchmark, BenchmarkContext, Metrics, Prepared, Scheduler } from '@schedtuna/sdk';
import type { BenchmarkUser } from '../host/benchmark-user.js';
import type { Guard } from '../host/guard/client.js';
import type { SchedExtTarget } from './sched-ext-target.js';
import type { SoFarReader } from './so-far.js';

/** A scheduler that wraps the benchmark's commands, or one that is loaded into the kernel. */
export type TunedScheduler = Extract<Scheduler, { kind: 'process' }> | SchedExtTarget;

export interface TrialSetup {
  readonly scheduler: TunedScheduler;
  readonly benchmark: Benchmark;
  readonly context: BenchmarkContext;
  readonly prepared: Prepared;
  /** With `execution_time`. */
  readonly metrics: Metrics;
  readonly timeoutMs: number;
  readonly guard: Guard;
  /** undefined: the benchmark runs as the user of the tuner. */
  readonly user?: BenchmarkUser;
  /** undefined: every run goes on to its end. */
  readonly soFar?: SoFarReader;
}
