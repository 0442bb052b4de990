// CPU frequency: a governor or turbo that changes the clock changes every measurement.
import type { Host } from '@schedtuna/sdk';
import { CPUS, GOVERNOR } from '../machine-files.js';
import type { Finding } from './report.js';

const name = 'governor';

export async function checkFrequency(host: Host): Promise<readonly Finding[]> {
  const read = async (file: string) => (await host.readFile(file))?.trim();
  const governor = await read(GOVERNOR);
  if (governor === undefined) {
    return [{ name, status: 'info', message: 'CPU frequencies are not controlled here (usual in virtual machines)' }];
  }
  const turbo = turboOf(await read(`${CPUS}/intel_pstate/no_turbo`), await read(`${CPUS}/cpufreq/boost`));
  const message = `governor ${governor}${turbo === undefined ? '' : `, turbo ${turbo}`}`;
  if (governor === 'performance') return [{ name, status: 'ok', message }];
  return [
    {
      name,
      status: 'warning',
      message: `${message}: the clock follows the load, which adds noise`,
      fix: 'For steadier numbers: sudo cpupower frequency-set -g performance',
    },
  ];
}

/** intel_pstate has a switch of its own; the other drivers share `boost`. */
function turboOf(noTurbo: string | undefined, boost: string | undefined): 'on' | 'off' | undefined {
  if (noTurbo === undefined && boost === undefined) return undefined;
  return noTurbo === '0' || (noTurbo === undefined && boost === '1') ? 'on' : 'off';
}
