import type { Host, Probe } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import type { DoctorReport, Finding } from '../../../src/host/doctor/report.js';
import { runDoctor } from '../../../src/host/doctor/run-doctor.js';
import { desktopFiles, halfContainer, machine, macOS, oldVirtualMachine, withRusty } from './machines.js';

const probes = (probe: Probe) => [{ name: 'eevdf', probe: async () => probe }];
const usable = probes({ usable: true, unavailable: {} });

/** `name: status` of every finding. */
const overview = ({ findings }: DoctorReport) => findings.map(({ name, status }) => `${name}: ${status}`);

async function found(host: Host, name: string, given = usable): Promise<Finding> {
  const finding = (await runDoctor(host, given)).findings.find((one) => one.name === name);
  if (!finding) throw new Error(`there is no finding ${name}`);
  return finding;
}

describe('runDoctor', () => {
  it('has nothing to complain about on a quiet desktop', async () => {
    expect(overview(await runDoctor(machine(desktopFiles), usable))).toEqual([
      'kernel: ok',
      'sched_ext: ok',
      'slices: ok',
      'privileges: info',
      'cpus: ok',
      'load: ok',
      'autogroup: info',
      'governor: ok',
      'cgroup: ok',
    ]);
  });

  it('sees a BPF scheduler and a governor in the way', async () => {
    const report = await runDoctor(withRusty, probes({ usable: false, reason: 'rusty is attached' }));
    expect(overview(report)).toEqual([
      'kernel: ok',
      'sched_ext: warning',
      'slices: warning',
      'privileges: ok',
      'cpus: ok',
      'load: ok',
      'autogroup: info',
      'governor: warning',
      'cgroup: ok',
    ]);
    expect(report.findings[1].message).toMatch(/rusty_1\.1\.1_\S+ is enabled: it schedules every process/);
    expect(report.findings[2].message).toMatch(/cannot be tuned: rusty is attached/);
    expect(report.findings[7].message).toBe(
      'governor powersave, turbo on: the clock follows the load, which adds noise',
    );
    expect(report.schedulers).toEqual([{ name: 'eevdf', usable: false, reason: 'rusty is attached', unavailable: {} }]);
  });

  it('sees an old kernel, neighbours and foreign work on a virtual machine', async () => {
    const report = await runDoctor(oldVirtualMachine, probes({ usable: true, unavailable: { slice_us: 'too old' } }));
    expect(overview(report)).toEqual([
      'kernel: info',
      'sched_ext: info',
      'slices: warning',
      'privileges: info',
      'cpus: ok',
      'load: warning',
      'governor: info',
      'cgroup: ok',
      'virtual: warning',
    ]);
    expect(report.findings[1].message).toMatch(/sched_ext came with Linux 6\.12/);
    expect(report.findings[3].message).toMatch(
      /^an ordinary user with no capability of interest; nice values down to -5/,
    );
    expect(report.findings[5].message).toBe('load average 1.70 over the last minute on 2 CPUs, 3 tasks runnable now');
    expect(report.findings[8].message).toMatch(/gave 10\.0 % of the CPU time/);
  });

  it('sees the limit of a container, and does not mistake it for CPU affinity', async () => {
    const report = await runDoctor(halfContainer, usable);
    expect(report.findings.filter(({ status }) => status === 'warning')).toEqual([
      {
        name: 'cgroup',
        status: 'warning',
        message: expect.stringMatching(/may use the time of 0\.5 of 8 CPUs/),
        fix: expect.stringMatching(/cpu\.max/),
      },
    ]);
    expect((await found(halfContainer, 'privileges')).message).toMatch(
      /^root with no capability of interest.*not to load/,
    );
  });

  it('says only that macOS is not Linux', async () => {
    const report = await runDoctor(macOS, probes({ usable: false, reason: 'it needs Linux' }));
    expect(overview(report)).toEqual(['kernel: problem']);
    expect(report.schedulers[0]).toMatchObject({ usable: false, reason: 'it needs Linux' });
  });

  it('makes a probe that throws a scheduler that is not usable, and keeps the others', async () => {
    const broken = { name: 'broken', probe: () => Promise.reject(new Error('its plugin cannot be imported')) };
    const { schedulers } = await runDoctor(machine(desktopFiles), [broken, ...usable]);
    expect(schedulers).toEqual([
      { name: 'broken', usable: false, reason: 'its plugin cannot be imported', unavailable: {} },
      { name: 'eevdf', usable: true, unavailable: {} },
    ]);
  });

  it('has a fix of one sentence for every warning and problem, and one sentence for everything else', async () => {
    for (const host of [machine(desktopFiles), machine({}), withRusty, oldVirtualMachine, halfContainer, macOS]) {
      for (const { name, status, message, fix } of (await runDoctor(host, usable)).findings) {
        expect(message, name).toMatch(/^\S.*[^.\s]$/s);
        if (status === 'warning' || status === 'problem') expect(fix, name).toMatch(/^[A-Z].+$/);
        else expect(fix, name).toBeUndefined();
      }
    }
  });

  it('stays calm where nothing can be read', async () => {
    const report = await runDoctor(machine({}), []);
    expect(report.findings.filter(({ status }) => status === 'warning' || status === 'problem')).toEqual([]);
  });

  it('tells a control group further up and a limit of version 1', async () => {
    // Node counts one CPU under such a quota.
    const above = machine({ ...desktopFiles, '/sys/fs/cgroup/user.slice/cpu.max': '150000 100000\n' }, { cpus: 1 });
    expect((await found(above, 'cgroup')).message).toMatch(/1\.5 of 8 CPUs/);
    const first = machine({
      ...desktopFiles,
      '/proc/self/cgroup': '3:cpuacct,cpu:/docker/1\n2:cpuset:/docker/1\n0::/\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '200000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    });
    expect((await found(first, 'cgroup')).message).toMatch(/2 of 8 CPUs/);
  });

  it('tells CPU affinity', async () => {
    const files = { ...desktopFiles, '/proc/self/status': 'Cpus_allowed_list:\t0-2,7\n' };
    expect(await found(machine(files), 'cpus')).toMatchObject({
      status: 'warning',
      message: expect.stringMatching(/4 of 8/),
    });
  });

  it.each([
    ['CAP_SYS_ADMIN', 1n << 21n, 'ok'],
    ['CAP_PERFMON, CAP_BPF', (1n << 38n) | (1n << 39n), 'ok'],
    ['CAP_BPF', 1n << 39n, 'info'],
    ['CAP_SYS_NICE', 1n << 23n, 'info'],
  ])('tells what %s is enough for', async (names, bits, status) => {
    const capabilities = bits.toString(16).padStart(16, '0');
    const files = { ...desktopFiles, '/proc/self/status': `Uid:\t9\t9\t9\t9\nCapEff:\t${capabilities}\n` };
    const finding = await found(machine(files), 'privileges');
    expect(finding).toMatchObject({ status, message: expect.stringContaining(`an ordinary user with ${names}; nice`) });
  });

  it('tells why a new kernel has no sched_ext', async () => {
    const { '/sys/kernel/sched_ext/state': _, ...files } = desktopFiles;
    const without = { ...files, '/boot/config-6.12.48': 'CONFIG_BPF=y\n# CONFIG_SCHED_CLASS_EXT is not set\n' };
    expect((await found(machine(without), 'sched_ext')).message).toMatch(/built without CONFIG_SCHED_CLASS_EXT/);
    expect((await found(machine(files), 'sched_ext')).message).toMatch(/there is no \/sys\/kernel\/sched_ext/);
    const inProc = machine(files, {
      which: async (name) => `/bin/${name}`,
      run: async ({ file, args }) => {
        expect([file, ...args]).toEqual(['/bin/zcat', '/proc/config.gz']);
        const stdout = '# CONFIG_SCHED_CLASS_EXT is not set\n';
        return { stdout, stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1 };
      },
    });
    expect((await found(inProc, 'sched_ext')).message).toMatch(/built without CONFIG_SCHED_CLASS_EXT/);
  });

  it('tells a BPF scheduler for some processes from one for all', async () => {
    const files = {
      ...desktopFiles,
      '/sys/kernel/sched_ext/state': 'enabled\n',
      '/sys/kernel/sched_ext/switch_all': '0\n',
      '/sys/kernel/sched_ext/root/ops': 'qmap\n',
    };
    expect((await found(machine(files), 'sched_ext')).message).toMatch(/qmap is enabled, for the processes that asked/);
  });
});
