// Virtual machines: what the hypervisor takes away looks like a slow scheduler.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

/** Share of CPU time since boot above which other machines on the same hardware are felt. */
const FELT = 0.01;

const name = 'virtual';

export async function checkVirtual(host: Host): Promise<readonly Finding[]> {
  const cpuinfo = (await host.readFile('/proc/cpuinfo')) ?? '';
  if (!/^flags\s*:.*\bhypervisor\b/m.test(cpuinfo)) return [];
  const stolen = stolenShare((await host.readFile('/proc/stat')) ?? '');
  const message = `a virtual machine; its host gave ${(100 * stolen).toFixed(1)} % of the CPU time since boot to others`;
  if (stolen <= FELT) return [{ name, status: 'info', message }];
  return [{ name, status: 'warning', message, fix: 'Use a quieter machine, or expect wide intervals.' }];
}

/** Steal as a share of user, nice, system, idle, iowait, irq, softirq and steal time; see proc_stat(5). */
function stolenShare(stat: string): number {
  const times = (/^cpu\s+([\d ]+)$/m.exec(stat)?.[1] ?? '').trim().split(/\s+/).map(Number).slice(0, 8);
  const all = times.reduce((sum, time) => sum + time, 0);
  return all > 0 ? (times[7] ?? 0) / all : 0;
}
