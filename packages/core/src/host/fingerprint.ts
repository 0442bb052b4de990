// What must be equal for two experiments to be comparable, apart from scheduler and benchmark.
import { totalmem } from 'node:os';
import type { Host } from '@schedtuna/sdk';
import { GOVERNOR } from './machine-files.js';

export interface Fingerprint {
  /** Model name of the CPU. */
  readonly cpu: string;
  /** CPUs that the tuner may use. */
  readonly cpus: number;
  readonly arch: string;
  /** As uname -r. */
  readonly kernel: string;
  readonly memoryMb: number;
  /** Of CPU 0, where there is one. */
  readonly governor?: string;
  readonly virtualMachine: boolean;
}

export async function fingerprint(host: Host): Promise<Fingerprint> {
  const cpuinfo = (await host.readFile('/proc/cpuinfo')) ?? '';
  const governor = await host.readFile(GOVERNOR);
  return {
    cpu: /^(?:model name|Model)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1] ?? 'unknown',
    cpus: host.cpus,
    arch: host.arch,
    kernel: host.kernelRelease,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    ...(governor ? { governor: governor.trim() } : {}),
    virtualMachine: /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo),
  };
}
