// Machines as doctor would see them.
import { basename } from 'node:path';
import type { CommandOutput, Host } from '@schedtuna/sdk';

type Files = Readonly<Record<string, string>>;

export function machine(files: Files, host: Partial<Host> = {}): Host {
  return {
    platform: 'linux',
    arch: 'x64',
    kernelRelease: '6.12.48',
    cpus: 8,
    readFile: async (path) => files[path],
    which: async () => undefined,
    run: () => Promise.reject(new Error('this machine runs nothing')),
    ...host,
  };
}

/** Programs by their command line, and what they print; everything else is not installed. Exit status 0 unless it says otherwise. */
export function programs(
  answers: Readonly<Record<string, string | Partial<CommandOutput>>>,
): Pick<Host, 'which' | 'run'> {
  const installed = new Set(Object.keys(answers).map((line) => line.split(' ', 1)[0]));
  return {
    which: async (name) => (installed.has(name) ? `/usr/bin/${name}` : undefined),
    run: async ({ file, args }) => {
      const answer = answers[[basename(file), ...args].join(' ')];
      if (answer === undefined) throw new Error(`spawn ${file} ENOENT`);
      const printed = typeof answer === 'string' ? { stdout: answer } : answer;
      return { stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1, ...printed };
    },
  };
}

const CPU = '/sys/devices/system/cpu';
const NO_CAPABILITY = '0000000000000000';

export const status = (uid: number, capabilities: string, cpus: string, ambient = NO_CAPABILITY) =>
  `Name:\tnode\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapPrm:\t${capabilities}\nCapEff:\t${capabilities}\nCapAmb:\t${ambient}\nCpus_allowed:\tff\nCpus_allowed_list:\t${cpus}\n`;
const limits = (nice: number) =>
  `Limit                     Soft Limit           Hard Limit           Units     \nMax nice priority         ${nice}                    ${nice}                    \n`;

/** A desktop of 8 CPUs: everything as it should be, and an ordinary user. */
export const desktopFiles: Files = {
  '/proc/self/status': status(1000, NO_CAPABILITY, '0-7'),
  '/proc/self/limits': limits(0),
  '/proc/self/cgroup': '0::/user.slice/session-1.scope\n',
  '/proc/loadavg': '0.12 0.30 0.25 1/612 4242\n',
  '/proc/cpuinfo': 'model name\t: Some CPU\nflags\t\t: fpu sse2 avx2\n',
  '/proc/sys/kernel/sched_autogroup_enabled': '1\n',
  '/proc/cmdline': 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 quiet\n',
  '/boot/config-6.12.48': [
    'CONFIG_BPF=y',
    'CONFIG_BPF_SYSCALL=y',
    'CONFIG_BPF_JIT=y',
    'CONFIG_SCHED_CLASS_EXT=y',
    'CONFIG_DEBUG_INFO_BTF=y',
    '',
  ].join('\n'),
  '/sys/kernel/sched_ext/state': 'disabled\n',
  '/sys/kernel/btf/vmlinux': '\u{FFFD}\u0001',
  '/sys/kernel/security/lockdown': '[none] integrity confidentiality\n',
  [`${CPU}/online`]: '0-7\n',
  [`${CPU}/isolated`]: '\n',
  [`${CPU}/cpu0/thermal_throttle/core_throttle_count`]: '0\n',
  [`${CPU}/cpu0/thermal_throttle/package_throttle_count`]: '0\n',
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'performance\n',
  [`${CPU}/intel_pstate/no_turbo`]: '1\n',
};

/** The same, run by root, with scx_rusty attached and a governor that saves power. */
export const withRusty = machine({
  ...desktopFiles,
  '/proc/self/status': status(0, '000001ffffffffff', '0-7'),
  '/sys/kernel/sched_ext/state': 'enabled\n',
  '/sys/kernel/sched_ext/switch_all': '1\n',
  '/sys/kernel/sched_ext/root/ops': 'rusty_1.1.1_x86_64_unknown_linux_gnu\n',
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: 'powersave\n',
  [`${CPU}/intel_pstate/no_turbo`]: '0\n',
});

/** A rented machine with an old kernel, beside busy neighbours, and with control groups of version 1. */
export const oldVirtualMachine = machine(
  {
    '/proc/self/status': status(1000, NO_CAPABILITY, '0-1'),
    '/proc/self/limits': limits(25),
    '/proc/self/cgroup': '12:cpu,cpuacct:/user.slice\n1:name=systemd:/user.slice\n',
    '/sys/fs/cgroup/cpu/user.slice/cpu.cfs_quota_us': '-1\n',
    '/sys/fs/cgroup/cpu/user.slice/cpu.cfs_period_us': '100000\n',
    '/proc/loadavg': '1.70 1.60 1.50 3/180 999\n',
    '/proc/cpuinfo': 'flags\t\t: fpu sse2 hypervisor avx2\n',
    '/proc/stat': 'cpu  4000 0 1000 4000 0 0 0 1000 0 0\ncpu0 1 2 3 4\n',
    [`${CPU}/online`]: '0-1\n',
  },
  { kernelRelease: '5.15.0-113-generic', cpus: 2 },
);

/** A container that may use half of the time of one CPU, on a machine of 8; Node takes that for one CPU. */
export const halfContainer = machine(
  {
    ...desktopFiles,
    '/proc/self/status': status(0, '00000000a80425fb', '0-7'),
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/cpu.max': '50000 100000\n',
  },
  { cpus: 1 },
);

export const macOS = machine({}, { platform: 'darwin', arch: 'arm64', kernelRelease: '24.6.0' });

/** Every file and every program says something, and nothing of it means anything. */
export const gibberish = machine(
  {},
  {
    kernelRelease: 'unknown',
    readFile: async () => '\u0000\u{FFFD} gibberish',
    which: async (name) => `/usr/bin/${name}`,
    run: async () => ({
      stdout: '{"gibberish',
      stderr: '\u0000',
      stdoutDropped: 0,
      exitCode: 0,
      signal: null,
      wallMs: 1,
    }),
  },
);
