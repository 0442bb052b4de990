// How many CPUs there are to measure on, and whether the process may use all of them.
import type { Host } from '@schedtuna/sdk';
import { allowedCpus } from './allowed-cpus.js';
import type { Finding } from './report.js';

const name = 'cpus';

export async function checkCpus(host: Host): Promise<readonly Finding[]> {
  const { allowed, online } = await allowedCpus(host);
  if (allowed < online) {
    const message = `this process may use ${allowed} of ${online} CPUs`;
    const fix = 'Lift the CPU affinity (taskset, cpuset, AllowedCPUs) unless it is meant.';
    return [{ name, status: 'warning', message, fix }];
  }
  const message = online === 1 ? '1 CPU, which benchmark, load and tuner share' : `${online} CPUs`;
  return [{ name, status: 'ok', message }];
}
