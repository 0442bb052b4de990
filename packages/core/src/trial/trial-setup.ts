// What stays the same over all trials of an experiment.
import type { Benchmark, BenchmarkContext, Metrics, Prepared, Scheduler } from '@schedtuna/sdk';
import type { Guard } from '../host/guard/client.js';

export interface TrialSetup {
  readonly scheduler: Extract<Scheduler, { kind: 'process' }>;
  readonly benchmark: Benchmark;
  readonly context: BenchmarkContext;
  readonly prepared: Prepared;
  /** With `execution_time`. */
  readonly metrics: Metrics;
  readonly timeoutMs: number;
  readonly guard: Guard;
}
