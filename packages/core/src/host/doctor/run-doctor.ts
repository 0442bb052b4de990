// Every check of the machine, and what each installed scheduler could do on it.
import type { Host, Probe } from '@schedtuna/sdk';
import { checkAutogroup } from './check-autogroup.js';
import { checkCgroup } from './check-cgroup.js';
import { checkCpus } from './check-cpus.js';
import { checkFrequency } from './check-frequency.js';
import { checkKernel } from './check-kernel.js';
import { checkLoad } from './check-load.js';
import { checkPrivileges } from './check-privileges.js';
import { checkSchedExt } from './check-sched-ext.js';
import type { DoctorReport, Finding, SchedulerFinding } from './report.js';

export interface NamedProbe {
  readonly name: string;
  readonly probe: () => Promise<Probe>;
}

const CHECKS: readonly ((host: Host) => Promise<readonly Finding[]>)[] = [
  checkKernel,
  checkSchedExt,
  checkPrivileges,
  checkCpus,
  checkLoad,
  checkAutogroup,
  checkFrequency,
  checkCgroup,
];

export async function runDoctor(host: Host, probes: readonly NamedProbe[]): Promise<DoctorReport> {
  const checks = host.platform === 'linux' ? CHECKS : [checkKernel];
  const findings = await Promise.all(checks.map((check) => check(host)));
  return { findings: findings.flat(), schedulers: await Promise.all(probes.map(probed)) };
}

async function probed({ name, probe }: NamedProbe): Promise<SchedulerFinding> {
  try {
    const { usable, reason, unavailable = {} } = await probe();
    return { name, usable, ...(reason ? { reason } : {}), unavailable };
  } catch (error) {
    return { name, usable: false, reason: (error as Error).message, unavailable: {} };
  }
}
