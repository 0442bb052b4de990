// sched_autogroup divides the CPU between sessions first, and only then between the tasks of each.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

export async function checkAutogroup(host: Host): Promise<readonly Finding[]> {
  const enabled = (await host.readFile('/proc/sys/kernel/sched_autogroup_enabled'))?.trim();
  if (enabled === undefined) return [];
  const message =
    enabled === '1'
      ? 'on: nice values count within a session only; benchmark and load share one here, your own workload may not'
      : 'off: nice values count between all processes';
  return [{ name: 'autogroup', status: 'info', message }];
}
