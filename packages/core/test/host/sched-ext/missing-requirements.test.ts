import { describe, expect, it } from 'vitest';
import { missingRequirements } from '../../../src/host/sched-ext/missing-requirements.js';
import { machine } from '../doctor/machines.js';

const requires = [
  { anyOf: ['/proc/driver/a', '/sys/module/a'], reason: 'it hooks into the driver A.' },
  { anyOf: ['/sys/kernel/b'], reason: 'it reads B' },
];
const missing = (files: Readonly<Record<string, string>>) => missingRequirements(machine(files), { requires });

describe('missingRequirements', () => {
  it('wants one file of each, in a sentence', async () => {
    expect(await missing({})).toEqual([
      'it hooks into the driver A (there is no /proc/driver/a and no /sys/module/a)',
      'it reads B (there is no /sys/kernel/b)',
    ]);
    expect(await missing({ '/sys/module/a': '' })).toEqual(['it reads B (there is no /sys/kernel/b)']);
    expect(await missing({ '/proc/driver/a': 'x', '/sys/kernel/b': 'y' })).toEqual([]);
  });

  it('has nothing to want where nothing is declared', async () => {
    expect(await missingRequirements(machine({}), {})).toEqual([]);
  });
});
