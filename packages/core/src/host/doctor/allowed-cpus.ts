// CPUs by number, from lists such as 0-3,5: a quota of the control group does not count here, as it takes time, not CPUs.
import type { Host } from '@schedtuna/sdk';

export interface AllowedCpus {
  /** CPUs that this process may run on. */
  readonly allowed: number;
  /** CPUs that are switched on. */
  readonly online: number;
}

/** Where the kernel does not say, both are the host's own count. */
export async function allowedCpus(host: Host): Promise<AllowedCpus> {
  const status = (await host.readFile('/proc/self/status')) ?? '';
  const allowed = countCpus(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1]) ?? host.cpus;
  const online = countCpus((await host.readFile('/sys/devices/system/cpu/online'))?.trim());
  return { allowed, online: online ?? allowed };
}

/** Number of CPUs in a list; undefined when it is not one. */
export function countCpus(list: string | undefined): number | undefined {
  if (list === undefined || !/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(list)) return undefined;
  return list.split(',').reduce((sum, range) => {
    const [first, last = first] = range.split('-').map(Number);
    return sum + Math.max(0, last - first + 1);
  }, 0);
}
