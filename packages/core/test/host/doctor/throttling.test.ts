import { describe, expect, it } from 'vitest';
import { onlineCpus } from '../../../src/host/doctor/allowed-cpus.js';
import { checkThrottling } from '../../../src/host/doctor/check-throttling.js';
import { gibberish, machine } from './machines.js';

const ROOT = '/sys/devices/system/cpu';

/** Counts of cores and packages by CPU. */
const counters = (counts: Readonly<Record<number, readonly [core: string, pack: string]>>) => ({
  ...Object.fromEntries(
    Object.entries(counts).flatMap(([cpu, [core, pack]]) => [
      [`${ROOT}/cpu${cpu}/thermal_throttle/core_throttle_count`, `${core}\n`],
      [`${ROOT}/cpu${cpu}/thermal_throttle/package_throttle_count`, `${pack}\n`],
    ]),
  ),
});

describe('checkThrottling', () => {
  it('is content with a cool machine', async () => {
    const files = counters({ 0: ['0', '0'], 1: ['0', '0'] });
    expect(await checkThrottling(machine(files, { cpus: 2 }))).toEqual([
      { name: 'throttling', status: 'ok', message: 'no CPU was slowed down by heat since boot' },
    ]);
  });

  it('adds up what every CPU that is online counted', async () => {
    const files = {
      [`${ROOT}/online`]: '0-1,4\n',
      ...counters({ 0: ['3', '10'], 1: ['0', '10'], 3: ['100', '100'], 4: ['4', '0'] }),
    };
    expect(await checkThrottling(machine(files))).toMatchObject([
      {
        status: 'warning',
        message: 'CPUs were slowed down by heat since boot: counters of cores add up to 7, those of packages to 20',
        fix: expect.stringContaining('Cool the machine'),
      },
    ]);
  });

  it('warns of a package when no core counted', async () => {
    expect(await checkThrottling(machine(counters({ 0: ['0', '1'] })))).toMatchObject([{ status: 'warning' }]);
  });

  it('has nothing to say where nothing counts, and does not count gibberish', async () => {
    expect(await checkThrottling(machine({}))).toEqual([]);
    expect(await checkThrottling(gibberish)).toEqual([]);
    expect(await checkThrottling(machine(counters({ 0: ['-1', 'many'], 1: ['2', ''] })))).toMatchObject([
      { message: expect.stringContaining('cores add up to 2, those of packages to 0') },
    ]);
  });

  it('looks at 64 CPUs of a large machine', async () => {
    const read: string[] = [];
    const readFile = async (path: string) => {
      read.push(path);
      return path.endsWith('/online') ? '0-1023\n' : '0\n';
    };
    expect(await checkThrottling(machine({}, { readFile }))).toMatchObject([{ status: 'ok' }]);
    expect(read.filter((path) => path.includes('core_throttle_count'))).toHaveLength(64);
  });
});

describe('onlineCpus', () => {
  it('takes the first ones of a list, without counting to its end', async () => {
    const files = { [`${ROOT}/online`]: '1,3-99999999999\n' };
    expect(await onlineCpus(machine(files), 4)).toEqual([1, 3, 4, 5]);
  });

  it('counts from 0 where the kernel does not say', async () => {
    expect(await onlineCpus(machine({}, { cpus: 3 }), 64)).toEqual([0, 1, 2]);
  });
});
