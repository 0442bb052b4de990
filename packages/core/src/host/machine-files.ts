// Where Linux says what slows a machine down: files that doctor, the fingerprint and the guard read.

export const CPUS = '/sys/devices/system/cpu';
/** Of CPU 0, which speaks for all: cpufreq sets them together unless somebody asks otherwise. */
export const GOVERNOR = `${CPUS}/cpu0/cpufreq/scaling_governor`;
export const AUTOGROUP = '/proc/sys/kernel/sched_autogroup_enabled';
export const CPU_PRESSURE = '/proc/pressure/cpu';
export const THERMAL_ZONES = '/sys/class/thermal';

/** Every CPU of a core or package shows its count. Only x86 counts (therm_throt.c). */
export const throttleCount = (cpu: number, part: 'core' | 'package') =>
  `${CPUS}/cpu${cpu}/thermal_throttle/${part}_throttle_count`;

/** kHz. */
export const currentFrequency = (cpu: number) => `${CPUS}/cpu${cpu}/cpufreq/scaling_cur_freq`;

/** What a file with one count says; undefined when there is none. */
export function countIn(text: string | undefined): number | undefined {
  const digits = text?.trim() ?? '';
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
