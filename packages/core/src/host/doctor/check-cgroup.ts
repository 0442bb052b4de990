// CPU time limits of the control group and of those above it: a container may have less than its CPUs promise.
import { posix } from 'node:path';
import type { Host } from '@schedtuna/sdk';
import { allowedCpus } from './allowed-cpus.js';
import type { Finding } from './report.js';

const name = 'cgroup';
const ROOT = '/sys/fs/cgroup';

export async function checkCgroup(host: Host): Promise<readonly Finding[]> {
  const groups = (await host.readFile('/proc/self/cgroup')) ?? '';
  const unified = /^0::(\/.*)$/m.exec(groups)?.[1];
  const legacy = /^\d+:(?:[^:\n]*,)?cpu(?:,[^:\n]*)?:(\/.*)$/m.exec(groups)?.[1];
  if (unified === undefined && legacy === undefined) {
    return [{ name, status: 'info', message: 'no control group is visible, CPU limits are not known' }];
  }
  // The CPU controller belongs to one of the two hierarchies; where version 1 names it, version 2 does not have it.
  const limits = await (legacy === undefined
    ? limitsAbove(host, unified ?? '/', maximum)
    : limitsAbove(host, legacy, quota));
  const least = Math.min(...limits);
  const { allowed } = await allowedCpus(host);
  if (least >= allowed) return [{ name, status: 'ok', message: 'no limit of CPU time' }];
  return [
    {
      name,
      status: 'warning',
      message: `the control group may use the time of ${Number(least.toFixed(2))} of ${allowed} CPUs: beyond that everything in it stands still until the next period`,
      fix: 'Lift the CPU limit of the container or service (cpu.max, --cpus, CPUQuota) while tuning.',
    },
  ];
}

type ReadLimit = (host: Host, directory: string) => Promise<number>;

/** Limits in CPUs of a group and all groups above it; in a container the path may not exist below the mount, its top does. */
async function limitsAbove(host: Host, group: string, read: ReadLimit): Promise<number[]> {
  const path = posix.normalize(group);
  const limit = await read(host, path);
  return path === '/' ? [limit] : [limit, ...(await limitsAbove(host, posix.dirname(path), read))];
}

/** Version 2: `max 100000` or `50000 100000`, microseconds of CPU time in each period. */
async function maximum(host: Host, group: string): Promise<number> {
  const [time, period] = ((await host.readFile(posix.join(ROOT, group, 'cpu.max'))) ?? '').split(/\s+/);
  return cpus(time, period);
}

/** Version 1: a quota of -1 is none. */
async function quota(host: Host, group: string): Promise<number> {
  const read = (file: string) => host.readFile(posix.join(ROOT, 'cpu', group, file));
  return cpus(await read('cpu.cfs_quota_us'), await read('cpu.cfs_period_us'));
}

function cpus(time: string | undefined, period: string | undefined): number {
  const limit = Number(time) / Number(period);
  return limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
