// What may slow a run down, from counters of the kernel: heat, clock, waiting for a CPU. Read before the first program of a run
// starts and after the last one of the benchmark has ended, never between. What a machine does not count is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  AUTOGROUP,
  CPU_PRESSURE,
  CPUS,
  countIn,
  currentFrequency,
  GOVERNOR,
  THERMAL_ZONES,
  throttleCount,
} from '../machine-files.js';
import type { MachineSample } from './messages.js';

/** CPUs and thermal zones that are read on a larger machine, evenly spread: enough to see a hot package, and quick. */
const MOST_CPUS = 16;
const MOST_ZONES = 16;
/** Silicon stops at about 125 °C; sensors that know nothing say 0, -274 or 255. */
const COOLEST = 1;
const HOTTEST = 125;

export interface MachineCounters {
  /** Microseconds. */
  readonly at: number;
  /** Microseconds in which at least one task waited for a CPU. */
  readonly waited: number | undefined;
  readonly throttled: readonly (number | undefined)[];
}

/** Counters that only grow. `root` is put before every path. */
export function machineCounters(root = ''): MachineCounters {
  const throttled = existsSync(`${root}${CPUS}/cpu0/thermal_throttle`)
    ? cpusIn(root).flatMap((cpu) => [throttleCount(cpu, 'core'), throttleCount(cpu, 'package')])
    : [];
  return {
    at: performance.now() * 1000,
    waited: countIn(/^some .*total=(\d+)$/m.exec(read(root, CPU_PRESSURE) ?? '')?.[1]),
    throttled: throttled.map((file) => countIn(read(root, file))),
  };
}

/** What grew between two readings of the same machine, and how it is now. */
export function machineSample(before: MachineCounters, after: MachineCounters, root = ''): MachineSample {
  const { waited: waitedBefore } = before;
  const { waited } = after;
  const growths = after.throttled.flatMap((count, i) => growth(before.throttled[i], count));
  const governor = read(root, GOVERNOR)?.trim();
  const clocks =
    governor === undefined ? [] : cpusIn(root).flatMap((cpu) => countIn(read(root, currentFrequency(cpu))) ?? []);
  const temperatures = zonesIn(root).flatMap((zone) => Number(read(root, zone)?.trim() || Number.NaN) / 1000);
  const plausible = temperatures.filter((celsius) => celsius >= COOLEST && celsius <= HOTTEST);
  const autogroup = read(root, AUTOGROUP)?.trim();
  return {
    ...(growths.length > 0 ? { throttles: Math.max(...growths) } : {}),
    ...(governor ? { governor } : {}),
    ...(clocks.length > 0 ? { clockMhz: Math.round(clocks.reduce((a, b) => a + b, 0) / clocks.length / 1000) } : {}),
    ...(plausible.length > 0 ? { celsius: Math.max(...plausible) } : {}),
    ...(waited !== undefined && waitedBefore !== undefined && after.at > before.at
      ? { pressure: share((waited - waitedBefore) / (after.at - before.at)) }
      : {}),
    ...(autogroup === '0' || autogroup === '1' ? { autogroup: autogroup === '1' } : {}),
  };
}

/** None where a CPU went on or off, or where a count was reset. */
function growth(before: number | undefined, after: number | undefined): number[] {
  return before === undefined || after === undefined || after < before ? [] : [after - before];
}

/** The kernel adds to its totals in steps, so that they may grow by a little more than the time between two readings. */
function share(value: number): number {
  return Math.round(1000 * Math.min(1, Math.max(0, value))) / 1000;
}

function cpusIn(root: string): number[] {
  const cpus = numbered(`${root}${CPUS}`, /^cpu(\d+)$/);
  const step = Math.ceil(cpus.length / MOST_CPUS);
  return cpus.filter((_, i) => i % step === 0);
}

function zonesIn(root: string): string[] {
  const zones = numbered(`${root}${THERMAL_ZONES}`, /^thermal_zone(\d+)$/).slice(0, MOST_ZONES);
  return zones.map((zone) => `${THERMAL_ZONES}/thermal_zone${zone}/temp`);
}

/** Ascending; none where there is no such folder. */
function numbered(folder: string, pattern: RegExp): number[] {
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

function read(root: string, path: string): string | undefined {
  try {
    return readFileSync(`${root}${path}`, 'utf8');
  } catch {
    return undefined; // missing, or a sensor that cannot be read now
  }
}
