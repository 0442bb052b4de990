// Every check of the machine, and what each installed scheduler could do on it.
import type { Host, Probe } from '@schedtuna/sdk';
import { checkAutogroup } from './check-autogroup.js';
import { checkBtf } from './check-btf.js';
import { checkCgroup } from './check-cgroup.js';
import { checkConfigFile } from './check-config-file.js';
import { checkCpus } from './check-cpus.js';
import { checkFrequency } from './check-frequency.js';
import { checkIsolatedCpus } from './check-isolated-cpus.js';
import { checkKernel } from './check-kernel.js';
import { checkKernelConfig } from './check-kernel-config.js';
import { checkLoad } from './check-load.js';
import { checkLockdown } from './check-lockdown.js';
import { checkPrivileges } from './check-privileges.js';
import { checkSchedExt } from './check-sched-ext.js';
import { checkServices } from './check-services.js';
import { checkSlices } from './check-slices.js';
import { checkThrottling } from './check-throttling.js';
import { checkVirtual } from './check-virtual.js';
import type { DoctorReport, Finding, SchedulerFinding } from './report.js';

export interface NamedProbe {
  readonly name: string;
  readonly probe: () => Promise<Probe>;
}

/** Only checks that need to know what the schedulers can do wait for them. */
type Check = (host: Host, schedulers: Promise<readonly SchedulerFinding[]>) => Promise<readonly Finding[]>;

/** In the order of FINDING_NAMES: the machine, then what may be done on it, then what makes numbers noisy. */
const CHECKS: readonly Check[] = [
  checkKernel,
  checkSchedExt,
  checkKernelConfig,
  checkConfigFile,
  checkBtf,
  checkLockdown,
  checkServices,
  checkPrivileges,
  checkSlices,
  checkIsolatedCpus,
  checkCpus,
  checkLoad,
  checkAutogroup,
  checkFrequency,
  checkThrottling,
  checkCgroup,
  checkVirtual,
];

/** Elsewhere than on Linux only the operating system is looked at. A probe that throws is a scheduler that is not usable. */
export async function runDoctor(host: Host, probes: readonly NamedProbe[]): Promise<DoctorReport> {
  const schedulers = Promise.all(probes.map(probed));
  const checks = host.platform === 'linux' ? CHECKS : [checkKernel];
  const findings = await Promise.all(checks.map((check) => check(host, schedulers)));
  return { findings: findings.flat(), schedulers: await schedulers };
}

async function probed({ name, probe }: NamedProbe): Promise<SchedulerFinding> {
  try {
    const { usable, reason, unavailable = {}, facts } = await probe();
    return { name, usable, ...(reason ? { reason } : {}), unavailable, ...(facts ? { facts } : {}) };
  } catch (error) {
    return { name, usable: false, reason: error instanceof Error ? error.message : String(error), unavailable: {} };
  }
}
