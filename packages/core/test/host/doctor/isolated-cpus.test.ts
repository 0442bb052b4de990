import { describe, expect, it } from 'vitest';
import { checkIsolatedCpus } from '../../../src/host/doctor/check-isolated-cpus.js';
import { desktopFiles, gibberish, machine } from './machines.js';

const ISOLATED = '/sys/devices/system/cpu/isolated';

const check = (isolated: string, commandLine = 'quiet') =>
  checkIsolatedCpus(machine({ ...desktopFiles, [ISOLATED]: `${isolated}\n`, '/proc/cmdline': `${commandLine}\n` }));

describe('checkIsolatedCpus', () => {
  it('is content when there are none', async () => {
    expect(await check('')).toEqual([
      { name: 'isolated_cpus', status: 'ok', message: 'no CPU is isolated from scheduling' },
    ]);
  });

  it('says which, what follows and which option to remove', async () => {
    expect(await check('2-3,6', 'quiet isolcpus=2-3,6 nohz_full=2-3')).toEqual([
      {
        name: 'isolated_cpus',
        status: 'warning',
        message: expect.stringMatching(/^CPUs 2-3,6 are isolated from scheduling: no BPF scheduler can be loaded/),
        fix: 'Remove isolcpus=2-3,6 from the kernel command line and reboot.',
      },
    ]);
  });

  it('names a cpuset where no boot option did it', async () => {
    expect(await check('2-3')).toMatchObject([{ fix: expect.stringContaining('cpuset.cpus.partition') }]);
  });

  it('does not speak of BPF schedulers where there are none', async () => {
    const files = { [ISOLATED]: '1\n', '/proc/cmdline': 'isolcpus=1\n' };
    expect(await checkIsolatedCpus(machine(files))).toMatchObject([
      { status: 'warning', message: 'CPUs 1 are isolated from scheduling: work does not spread to them' },
    ]);
  });

  it.each([
    ['isolcpus=2-3', '2-3'],
    ['isolcpus=domain,managed_irq,2-3', '2-3'],
    ['isolcpus=nohz,domain,1,4-5', '1,4-5'],
  ])('falls back on the boot option %s', async (option, cpus) => {
    expect(await checkIsolatedCpus(machine({ '/proc/cmdline': `quiet ${option}\n` }))).toMatchObject([
      { status: 'warning', message: expect.stringContaining(`CPUs ${cpus} are`), fix: expect.stringContaining(option) },
    ]);
  });

  it.each(['isolcpus=nohz,2-3', 'isolcpus=managed_irq,2-3', 'isolcpus=', 'notisolcpus=2', ''])(
    'knows that %j isolates nothing from scheduling',
    async (option) => {
      expect(await checkIsolatedCpus(machine({ '/proc/cmdline': `${option}\n` }))).toEqual([]);
    },
  );

  it('has nothing to say about gibberish', async () => {
    expect(await checkIsolatedCpus(gibberish)).toEqual([]);
    expect(await checkIsolatedCpus(machine({}))).toEqual([]);
  });
});
