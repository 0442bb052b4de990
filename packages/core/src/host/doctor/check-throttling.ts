// Heat: whether CPUs were slowed down because of it since boot. Only x86 counts that.
import type { Host } from '@schedtuna/sdk';
import { countIn, throttleCount } from '../machine-files.js';
import { onlineCpus } from './allowed-cpus.js';
import type { Finding } from './report.js';

/** CPUs that are looked at: enough to see a hot package, few enough to be quick. */
const MOST_CPUS = 64;

const name = 'throttling';

export async function checkThrottling(host: Host): Promise<readonly Finding[]> {
  const cpus = await onlineCpus(host, MOST_CPUS);
  const [core, pack] = await Promise.all([sumOf(host, cpus, 'core'), sumOf(host, cpus, 'package')]);
  if (core === undefined && pack === undefined) return [];
  if (!core && !pack) return [{ name, status: 'ok', message: 'no CPU was slowed down by heat since boot' }];
  const sums = `counters of cores add up to ${core ?? 0}, those of packages to ${pack ?? 0}`;
  return [
    {
      name,
      status: 'warning',
      message: `CPUs were slowed down by heat since boot: ${sums}`,
      fix: 'Cool the machine or lower its power limit; runs during which these sums grow compare heat, not schedulers.',
    },
  ];
}

/** Every CPU of a core or package counts, so that one event may count several times; undefined when none can be read. */
async function sumOf(host: Host, cpus: readonly number[], part: 'core' | 'package'): Promise<number | undefined> {
  const texts = await Promise.all(cpus.map((cpu) => host.readFile(throttleCount(cpu, part))));
  const counts = texts.flatMap((text) => countIn(text) ?? []);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}
