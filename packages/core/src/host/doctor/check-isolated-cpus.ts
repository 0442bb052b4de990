// CPUs that boot options keep away from the scheduler: sched_ext refuses to load where there are any.
import type { Host } from '@schedtuna/sdk';
import { countCpus } from './allowed-cpus.js';
import { hasSchedExt } from './has-sched-ext.js';
import type { Finding } from './report.js';

const name = 'isolated_cpus';
/** Kinds of isolation that isolcpus= can name; without any, it is `domain`. */
const KINDS = ['domain', 'nohz', 'managed_irq'];

export async function checkIsolatedCpus(host: Host): Promise<readonly Finding[]> {
  const isolated = (await host.readFile('/sys/devices/system/cpu/isolated'))?.trim();
  const options = domainOptions((await host.readFile('/proc/cmdline')) ?? '');
  const known = isolated !== undefined && (isolated === '' || countCpus(isolated) !== undefined);
  const cpus = known ? isolated : options.map(listOf).join(',');
  if (cpus === '') return known ? [{ name, status: 'ok', message: 'no CPU is isolated from scheduling' }] : [];
  const effect = (await hasSchedExt(host))
    ? 'no BPF scheduler can be loaded, and work does not spread to them'
    : 'work does not spread to them';
  const fix =
    options.length > 0
      ? `Remove ${options.join(' ')} from the kernel command line and reboot.`
      : 'Dissolve the isolated cpuset partition: write member to its cpuset.cpus.partition.';
  return [{ name, status: 'warning', message: `CPUs ${cpus} are isolated from scheduling: ${effect}`, fix }];
}

/** Options isolcpus=… that isolate scheduling domains; `isolcpus=nohz,2-3` does not (kernel/sched/isolation.c). */
function domainOptions(commandLine: string): string[] {
  return commandLine.split(/\s+/).filter((option) => {
    if (!option.startsWith('isolcpus=') || listOf(option) === '') return false;
    const kinds = words(option).filter((word) => KINDS.includes(word));
    return kinds.length === 0 || kinds.includes('domain');
  });
}

/** `isolcpus=domain,managed_irq,2-3,6` → `2-3,6`. */
function listOf(option: string): string {
  return words(option)
    .filter((word) => /^\d/.test(word))
    .join(',');
}

function words(option: string): string[] {
  return option.slice('isolcpus='.length).split(',');
}
