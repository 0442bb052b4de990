// What else runs: foreign work on the CPUs makes every measurement noise.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

/** Load per CPU above which measurements beside it are not worth much. */
const BUSY = 0.25;

export async function checkLoad(host: Host): Promise<readonly Finding[]> {
  const text = await host.readFile('/proc/loadavg');
  if (text === undefined) return [];
  const load = Number(text.split(' ')[0]);
  const message = `load average ${load.toFixed(2)} over the last minute on ${host.cpus} CPUs`;
  if (load < BUSY * host.cpus) return [{ name: 'load', status: 'ok', message }];
  return [{ name: 'load', status: 'warning', message, fix: 'Stop what runs beside, or expect wide intervals.' }];
}
