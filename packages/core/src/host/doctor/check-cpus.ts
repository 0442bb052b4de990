// How many CPUs there are to measure on, and whether the process may use all of them.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

export async function checkCpus(host: Host): Promise<readonly Finding[]> {
  const online = (await host.readFile('/sys/devices/system/cpu/online'))?.trim();
  const total = online === undefined ? host.cpus : countCpus(online);
  const cpuinfo = (await host.readFile('/proc/cpuinfo')) ?? '';
  const virtual = /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo);
  const findings: Finding[] = [
    host.cpus < total
      ? {
          name: 'cpus',
          status: 'warning',
          message: `this process may use ${host.cpus} of ${total} CPUs`,
          fix: 'Lift the CPU affinity (taskset, cpuset) unless it is meant.',
        }
      : { name: 'cpus', status: 'ok', message: `${total} CPUs` },
  ];
  if (virtual) {
    const stolen = steal((await host.readFile('/proc/stat')) ?? '');
    const message = `a virtual machine; the hypervisor gave ${(100 * stolen).toFixed(1)} % of CPU time to others since boot`;
    const fix = 'Expect noise; the A/A runs measure it. A machine of its own is quieter.';
    findings.push(
      stolen > 0.01
        ? { name: 'virtual', status: 'warning', message, fix }
        : { name: 'virtual', status: 'info', message },
    );
  }
  return findings;
}

/** Number of CPUs in a list such as 0-3,5. */
export function countCpus(list: string): number {
  return list.split(',').reduce((sum, range) => {
    const [first, last = first] = range.split('-').map(Number);
    return sum + last - first + 1;
  }, 0);
}

/** Steal as a share of all CPU time; see proc_stat(5). */
function steal(stat: string): number {
  const times = (/^cpu\s+(.*)$/m.exec(stat)?.[1] ?? '').split(/\s+/).map(Number);
  const all = times.slice(0, 8).reduce((sum, time) => sum + time, 0);
  return all > 0 ? (times[7] ?? 0) / all : 0;
}
