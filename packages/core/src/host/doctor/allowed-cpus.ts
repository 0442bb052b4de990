// CPUs by number, from lists such as 0-3,5: a quota of the control group does not count here, as it takes time, not CPUs.
import type { Host } from '@schedtuna/sdk';

export interface AllowedCpus {
  /** CPUs that this process may run on. */
  readonly allowed: number;
  /** CPUs that are switched on. */
  readonly online: number;
}

const ONLINE = '/sys/devices/system/cpu/online';

/** Where the kernel does not say, both are the host's own count. */
export async function allowedCpus(host: Host): Promise<AllowedCpus> {
  const status = (await host.readFile('/proc/self/status')) ?? '';
  const allowed = countCpus(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1]) ?? host.cpus;
  const online = countCpus((await host.readFile(ONLINE))?.trim());
  return { allowed, online: online ?? allowed };
}

/** Numbers of CPUs that are switched on, the first `most` of them; where the kernel does not say, as many as the host counts. */
export async function onlineCpus(host: Host, most: number): Promise<number[]> {
  const ranges = rangesOf((await host.readFile(ONLINE))?.trim()) ?? [[0, host.cpus - 1]];
  const numbers: number[] = [];
  for (const [first, last] of ranges) {
    for (let cpu = first; cpu <= last && numbers.length < most; cpu++) numbers.push(cpu);
  }
  return numbers;
}

/** Number of CPUs in a list; undefined when it is not one. */
export function countCpus(list: string | undefined): number | undefined {
  return rangesOf(list)?.reduce((sum, [first, last]) => sum + Math.max(0, last - first + 1), 0);
}

function rangesOf(list: string | undefined): (readonly [first: number, last: number])[] | undefined {
  if (list === undefined || !/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(list)) return undefined;
  return list.split(',').map((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return [first, last];
  });
}
