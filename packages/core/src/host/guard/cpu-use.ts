// CPU time of the whole machine and of the guard's own processes, from /proc; see proc_stat(5) and proc_pid_stat(5).
import { readdirSync, readFileSync } from 'node:fs';
import type { CpuUse } from './messages.js';
import { statOf } from './sweep.js';

/** USER_HZ: 100 on every Linux architecture that Node supports. */
const TICKS_PER_SECOND = 100;

export interface CpuSnapshot {
  readonly at: number;
  readonly busy: number;
  readonly steal: number;
  readonly own: number;
}

/** `with what runs`: own time includes that of all living descendants, which is else counted when they have ended. */
export function cpuSnapshot(own: 'of what ended' | 'with what runs' = 'of what ended'): CpuSnapshot {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0];
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  const ticks = own === 'with what runs' ? treeTicks(process.pid) : (statOf(process.pid)?.cpuTicks ?? 0);
  return { at: performance.now(), busy: user + nice + system + irq + softirq, steal, own: ticks };
}

/** Of a process and everything below it. */
function treeTicks(root: number): number {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statOf(Number(name))]),
  );
  const isBelow = (pid: number): boolean => pid === root || (pid > 0 && isBelow(all.get(pid)?.parent ?? 0));
  return [...all].reduce((sum, [pid, stat]) => sum + (isBelow(pid) ? (stat?.cpuTicks ?? 0) : 0), 0);
}

export function cpuUse(before: CpuSnapshot, after: CpuSnapshot): CpuUse {
  return {
    spanSeconds: (after.at - before.at) / 1000,
    busySeconds: (after.busy - before.busy) / TICKS_PER_SECOND,
    stealSeconds: (after.steal - before.steal) / TICKS_PER_SECOND,
    ownSeconds: (after.own - before.own) / TICKS_PER_SECOND,
  };
}
