import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineCounters, machineSample } from '../../../src/host/guard/machine-counters.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'schedtuna-machine-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(files: Readonly<Record<string, string | number>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  }
}

const cpu = (number: number, rest: string) => `sys/devices/system/cpu/cpu${number}/${rest}`;
const throttled = (number: number, core: number, pack: number) => ({
  [cpu(number, 'thermal_throttle/core_throttle_count')]: core,
  [cpu(number, 'thermal_throttle/package_throttle_count')]: pack,
});
const pressure = (total: number) => ({
  'proc/pressure/cpu': `some avg10=1.00 avg60=0.50 avg300=0.10 total=${total}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7`,
});

/** Between two readings `change` is written and `seconds` pass. */
function sampleAround(change: () => void, seconds = 2) {
  const before = machineCounters(root);
  change();
  return machineSample(before, { ...machineCounters(root), at: before.at + 1e6 * seconds }, root);
}

describe('machineSample', () => {
  it('says nothing of a machine that counts nothing', () => {
    expect(sampleAround(() => {})).toEqual({});
  });

  it('takes the counter that grew most: each CPU of a package counts the same events', () => {
    put({ ...throttled(0, 3, 100), ...throttled(1, 5, 100) });
    expect(sampleAround(() => put({ ...throttled(0, 4, 112), ...throttled(1, 5, 112) }))).toEqual({ throttles: 12 });
    expect(sampleAround(() => {})).toEqual({ throttles: 0 });
  });

  it('ignores counters that were reset', () => {
    put(throttled(0, 3, 100));
    expect(sampleAround(() => put(throttled(0, 0, 101)))).toEqual({ throttles: 1 });
  });

  it('reads governor and mean clock, hottest plausible zone and autogroup at the end', () => {
    put({
      [cpu(0, 'cpufreq/scaling_governor')]: 'powersave',
      [cpu(0, 'cpufreq/scaling_cur_freq')]: 1_800_000,
      [cpu(1, 'cpufreq/scaling_cur_freq')]: 3_000_000,
      'sys/class/thermal/thermal_zone0/temp': 255_000,
      'sys/class/thermal/thermal_zone1/temp': 47_500,
      'sys/class/thermal/thermal_zone2/temp': 61_000,
      'sys/class/thermal/thermal_zone3/temp': -274_000,
      'sys/class/thermal/thermal_zone4/temp': '',
      'proc/sys/kernel/sched_autogroup_enabled': 1,
    });
    expect(sampleAround(() => {})).toEqual({ governor: 'powersave', clockMhz: 2400, celsius: 61, autogroup: true });
  });

  it('gives the share of the time in which tasks waited, never more than 1', () => {
    put(pressure(1000));
    expect(sampleAround(() => put(pressure(501_000)))).toEqual({ pressure: 0.25 });
    expect(sampleAround(() => put(pressure(9_000_000)))).toEqual({ pressure: 1 });
  });

  it('looks at no more than 16 CPUs, spread over the machine', () => {
    for (let number = 0; number < 64; number++) put(throttled(number, 0, 0));
    expect(machineCounters(root).throttled).toHaveLength(32);
    expect(sampleAround(() => put(throttled(60, 0, 9)))).toEqual({ throttles: 9 });
  });

  it('does not count gibberish', () => {
    put({ ...throttled(0, 0, 0), 'proc/pressure/cpu': 'what', 'proc/sys/kernel/sched_autogroup_enabled': 'maybe' });
    expect(sampleAround(() => put({ [cpu(0, 'thermal_throttle/core_throttle_count')]: 'many' }))).toEqual({
      throttles: 0,
    });
  });
});
