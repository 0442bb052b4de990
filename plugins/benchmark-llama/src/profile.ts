// How many threads compute and how many disturb them.
import type { LlamaOptions } from './options.js';

export interface Threads {
  /** Of llama.cpp. */
  readonly workload: number;
  /** Busy threads beside it; 0 = no load. */
  readonly background: number;
}

/**
 * The load has as many busy threads as there are CPUs (N), so every CPU is wanted twice.
 *
 * priority: half of the CPUs compute (t = N/2, rounded down, at least 1). Sharing alike gives each of the t + N threads
 * N/(t + N) of a CPU; if the workload gets all that it asks for, its speed rises by t/N and the load keeps
 * (N − t)/(N²/(t + N)) = 1 − (t/N)² of its work. With half of the CPUs that is +50 % for a quarter of the load on a machine of
 * any size; with N − 1 threads the price would grow with the machine, to three quarters of the load at N = 8.
 *
 * contended: t = N. The threads meet at a barrier after every operation, so one that waits for its CPU stops all; speeds
 * spread over orders of magnitude from run to run.
 *
 * idle: t = N and no load: what the scheduler costs by itself.
 */
export function threadsOf({ profile, threads }: LlamaOptions, cpus: number): Threads {
  const workload = threads ?? (profile === 'priority' ? Math.max(1, Math.floor(cpus / 2)) : cpus);
  return { workload, background: hasLoad(profile) ? cpus : 0 };
}

/** True for profiles that put a load beside the benchmark. */
export function hasLoad(profile: LlamaOptions['profile']): boolean {
  return profile !== 'idle';
}
