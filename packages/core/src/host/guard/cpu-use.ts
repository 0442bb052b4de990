// CPU time of the whole machine and of the guard's own processes, from /proc; see proc_stat(5) and proc_pid_stat(5).
import { readFileSync } from 'node:fs';
import type { CpuUse } from './messages.js';

/** USER_HZ: 100 on every Linux architecture that Node supports. */
const TICKS_PER_SECOND = 100;

interface Snapshot {
  readonly at: number;
  readonly busy: number;
  readonly steal: number;
  readonly own: number;
}

export function cpuSnapshot(): Snapshot {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0];
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  const self = readFileSync('/proc/self/stat', 'utf8');
  const fields = self.slice(self.lastIndexOf(')') + 2).split(' ');
  // utime, stime and those of waited-for children: fields 14–17, of which the first three are cut off above
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
  return { at: performance.now(), busy: user + nice + system + irq + softirq, steal, own };
}

export function cpuUse(before: Snapshot, after: Snapshot): CpuUse {
  return {
    spanSeconds: (after.at - before.at) / 1000,
    busySeconds: (after.busy - before.busy) / TICKS_PER_SECOND,
    stealSeconds: (after.steal - before.steal) / TICKS_PER_SECOND,
    ownSeconds: (after.own - before.own) / TICKS_PER_SECOND,
  };
}
