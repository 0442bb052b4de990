// Waits until the machine is quiet, while nothing of ours runs.
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSnapshot, cpuUse } from './guard/cpu-use.js';

/** Long enough for a busy share to show beside the 10 ms ticks of /proc/stat. */
const WINDOW_MS = 500;

/** Resolves when all processes together used at most `cpus` CPUs over a window, when the time is over or on abort. */
export async function waitForQuiet(cpus: number, mostMs: number, signal: AbortSignal): Promise<void> {
  for (const end = performance.now() + mostMs; performance.now() < end && !signal.aborted; ) {
    const before = cpuSnapshot();
    await sleep(WINDOW_MS, undefined, { signal }).catch(() => {}); // an abort is seen by the loop
    const { busySeconds, spanSeconds } = cpuUse(before, cpuSnapshot());
    if (busySeconds / spanSeconds <= cpus) return;
  }
}
