import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/host/fingerprint.js';
import { machineDifferences } from '../../src/host/other-machine.js';

const here: Fingerprint = {
  cpu: 'Example CPU',
  cpus: 8,
  arch: 'x64',
  kernel: '6.12.1',
  memoryMb: 16_000,
  governor: 'performance',
  virtualMachine: false,
};

describe('machineDifferences', () => {
  it('finds none on the same machine', () => {
    expect(machineDifferences(here, here)).toEqual({ other: [], changed: [] });
  });

  it.each([
    [{ cpu: 'Better CPU' }, 'cpu was Example CPU, is Better CPU'],
    [{ cpus: 4 }, 'number of CPUs was 8, is 4'],
    [{ arch: 'arm64' }, 'architecture was x64, is arm64'],
    [{ kernel: '6.18.2' }, 'kernel was 6.12.1, is 6.18.2'],
    [{ memoryMb: 32_000 }, 'memory was 16000 MB, is 32000 MB'],
    [{ virtualMachine: true }, 'virtual machine was no, is yes'],
  ])('%j is another machine or kernel', (now, difference) => {
    expect(machineDifferences(here, { ...here, ...now })).toEqual({ other: [difference], changed: [] });
  });

  it('names every difference', () => {
    expect(machineDifferences(here, { ...here, kernel: '6.18.2', cpus: 2, cpu: 'X' }).other).toHaveLength(3);
  });

  it('takes a governor for a setting', () => {
    const without: Fingerprint = {
      cpu: 'Example CPU',
      cpus: 8,
      arch: 'x64',
      kernel: '6.12.1',
      memoryMb: 16_000,
      virtualMachine: false,
    };
    expect(machineDifferences(here, { ...here, governor: 'powersave' }).changed).toEqual([
      'governor was performance, is powersave',
    ]);
    expect(machineDifferences(here, without)).toEqual({ other: [], changed: ['governor was performance, is unknown'] });
    expect(machineDifferences(without, here)).toEqual({ other: [], changed: ['governor was unknown, is performance'] });
  });

  it.each([
    [16_000, 15_840, 0],
    [16_000, 15_839, 1],
    [2000, 2064, 0],
    [2000, 2065, 1],
  ])('memory of %i MB that is %i MB now', (recorded, now, count) => {
    expect(machineDifferences({ ...here, memoryMb: recorded }, { ...here, memoryMb: now }).other).toHaveLength(count);
  });

  it('does not compare what an older journal does not say', () => {
    const { virtualMachine, ...older } = here;
    expect(machineDifferences(older as Fingerprint, { ...here, virtualMachine: !virtualMachine }).other).toEqual([]);
  });
});
