// sched_autogroup divides CPU time between sessions first, and only then between the tasks of each; see sched(7).
import type { Host } from '@schedtuna/sdk';
import { AUTOGROUP } from '../machine-files.js';
import type { Finding } from './report.js';

export async function checkAutogroup(host: Host): Promise<readonly Finding[]> {
  const enabled = (await host.readFile(AUTOGROUP))?.trim();
  if (enabled === undefined) return [];
  const message =
    enabled === '1'
      ? 'sched_autogroup is on: nice values count within a session only. Benchmark and load run in one, as they would ' +
        'from one terminal; between services or terminals the same nice values do nothing'
      : 'sched_autogroup is off: nice values count between all processes of a control group';
  return [{ name: 'autogroup', status: 'info', message }];
}
