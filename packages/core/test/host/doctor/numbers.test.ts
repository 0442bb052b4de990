import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedCpus, countCpus } from '../../../src/host/doctor/allowed-cpus.js';
import { isAtLeast } from '../../../src/host/doctor/kernel-version.js';
import { machine } from './machines.js';

describe('countCpus', () => {
  it('counts the CPUs of any list', () => {
    const ranges = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1 });
    fc.assert(
      fc.property(ranges, (gaps) => {
        let next = 0;
        const list = gaps.map(([gap, length]) => {
          const first = next + gap;
          next = first + length + 2;
          return length === 0 ? `${first}` : `${first}-${first + length}`;
        });
        expect(countCpus(list.join(','))).toBe(gaps.reduce((sum, [, length]) => sum + length + 1, 0));
      }),
    );
  });

  it.each([undefined, '', 'none', '0-', '0,,1', ' 1'])('knows that %j is no list', (list) => {
    expect(countCpus(list)).toBeUndefined();
  });
});

describe('allowedCpus', () => {
  it('takes the count of the host where the kernel does not say', async () => {
    expect(await allowedCpus(machine({}, { cpus: 3 }))).toEqual({ allowed: 3, online: 3 });
  });
});

describe('isAtLeast', () => {
  it.each([
    ['6.12.48', true],
    ['6.12-rc1', true],
    ['6.18.44-fc-v669', true],
    ['10.0', true],
    ['6.6.99', false],
    ['5.15.0-113-generic', false],
    ['something', false],
  ])('compares %s with 6.12', (release, expected) => {
    expect(isAtLeast(release, 6, 12)).toBe(expected);
  });
});
