// What else runs: foreign work on the CPUs makes every measurement noise.
import type { Host } from '@schedtuna/sdk';
import { allowedCpus } from './allowed-cpus.js';
import type { Finding } from './report.js';

/** Load per CPU above which measurements beside it are not worth much. */
const BUSY = 0.25;

const name = 'load';

export async function checkLoad(host: Host): Promise<readonly Finding[]> {
  const match = /^(\d+\.\d+) \S+ \S+ (\d+)\//.exec((await host.readFile('/proc/loadavg')) ?? '');
  if (!match) return [];
  const load = Number(match[1]);
  const { online } = await allowedCpus(host);
  const message = `load average ${load.toFixed(2)} over the last minute on ${online} CPUs, ${match[2]} tasks runnable now`;
  if (load < BUSY * online) return [{ name, status: 'ok', message }];
  const fix = 'Stop what else runs (top shows it) and wait a minute, or expect wide intervals.';
  return [{ name, status: 'warning', message, fix }];
}
