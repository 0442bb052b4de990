// CPU limits of the control group (version 2) and of those above it: a container may have less than it seems.
import { posix } from 'node:path';
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

const ROOT = '/sys/fs/cgroup';

export async function checkCgroup(host: Host): Promise<readonly Finding[]> {
  const own = /^0::(\/.*)$/m.exec((await host.readFile('/proc/self/cgroup')) ?? '')?.[1];
  if (own === undefined)
    return [{ name: 'cgroup', status: 'info', message: 'no version 2 control group: CPU limits are not known' }];
  let least = Number.POSITIVE_INFINITY;
  for (let group = posix.normalize(own); ; group = posix.dirname(group)) {
    const [quota, period] = ((await host.readFile(posix.join(ROOT, group, 'cpu.max'))) ?? 'max 100000').split(/\s+/);
    if (quota !== 'max') least = Math.min(least, Number(quota) / Number(period));
    if (group === '/') break;
  }
  if (least >= host.cpus) return [{ name: 'cgroup', status: 'ok', message: 'no CPU limit' }];
  return [
    {
      name: 'cgroup',
      status: 'warning',
      message: `the control group may use ${least} of ${host.cpus} CPUs: runs are throttled when they reach it`,
      fix: 'Lift cpu.max of the container or service while tuning.',
    },
  ];
}
