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
import { checkSlices } from './check-slices.js';
import { checkVirtual } from './check-virtual.js';
import type { DoctorReport, Finding, SchedulerFinding } from './report.js';

export interface NamedProbe {
  readonly name: string;
  readonly probe: () => Promise<Probe>;
}

type Check = (host: Host, schedulers: readonly SchedulerFinding[]) => readonly Finding[] | Promise<readonly Finding[]>;

/** In the order in which a person reads them. */
const CHECKS: readonly Check[] = [
  checkKernel,
  checkSchedExt,
  checkSlices,
  checkPrivileges,
  checkCpus,
  checkLoad,
  checkAutogroup,
  checkFrequency,
  checkCgroup,
  checkVirtual,
];

/** Elsewhere than on Linux only the operating system is looked at. A probe that throws is a scheduler that is not usable. */
export async function runDoctor(host: Host, probes: readonly NamedProbe[]): Promise<DoctorReport> {
  const schedulers = await Promise.all(probes.map(probed));
  const checks = host.platform === 'linux' ? CHECKS : [checkKernel];
  const findings = await Promise.all(checks.map((check) => check(host, schedulers)));
  return { findings: findings.flat(), schedulers };
}

async function probed({ name, probe }: NamedProbe): Promise<SchedulerFinding> {
  try {
    const { usable, reason, unavailable = {} } = await probe();
    return { name, usable, ...(reason ? { reason } : {}), unavailable };
  } catch (error) {
    return { name, usable: false, reason: error instanceof Error ? error.message : String(error), unavailable: {} };
  }
}
