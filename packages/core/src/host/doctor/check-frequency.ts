// CPU frequency: a governor or turbo that changes the clock changes every measurement.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

export async function checkFrequency(host: Host): Promise<readonly Finding[]> {
  const governor = (await host.readFile('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'))?.trim();
  if (governor === undefined)
    return [{ name: 'governor', status: 'info', message: 'no frequency control here (usual in virtual machines)' }];
  const noTurbo = (await host.readFile('/sys/devices/system/cpu/intel_pstate/no_turbo'))?.trim();
  const boost = (await host.readFile('/sys/devices/system/cpu/cpufreq/boost'))?.trim();
  const turbo = noTurbo === '0' || boost === '1' ? ', turbo on' : noTurbo === '1' || boost === '0' ? ', turbo off' : '';
  const message = `governor ${governor}${turbo}`;
  if (governor === 'performance') return [{ name: 'governor', status: 'ok', message }];
  return [
    {
      name: 'governor',
      status: 'warning',
      message: `${message}: the clock follows the load, which adds noise`,
      fix: 'For steadier numbers: sudo cpupower frequency-set -g performance',
    },
  ];
}
