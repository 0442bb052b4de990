import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, Probe } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { type DoctorReport, FINDING_NAMES, type Finding } from '../../../src/host/doctor/report.js';
import { runDoctor } from '../../../src/host/doctor/run-doctor.js';
import { desktopFiles, gibberish, halfContainer, machine, macOS, oldVirtualMachine, withRusty } from './machines.js';

const probes = (probe: Probe) => [{ name: 'eevdf', probe: async () => probe }];
const usable = probes({ usable: true, unavailable: {} });

/** `name: status` of every finding. */
const overview = ({ findings }: DoctorReport) => findings.map(({ name, status }) => `${name}: ${status}`);

const messageOf = ({ findings }: DoctorReport, name: string) => findings.find((one) => one.name === name)?.message;

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
      'kernel_config: ok',
      'config_file: ok',
      'btf: ok',
      'lockdown: ok',
      'privileges: info',
      'slices: ok',
      'isolated_cpus: ok',
      'cpus: ok',
      'load: ok',
      'autogroup: info',
      'governor: ok',
      'throttling: ok',
      'cgroup: ok',
    ]);
  });

  it('sees a BPF scheduler and a governor in the way', async () => {
    const report = await runDoctor(withRusty, probes({ usable: false, reason: 'rusty is attached' }));
    expect(overview(report)).toEqual([
      'kernel: ok',
      'sched_ext: warning',
      'kernel_config: ok',
      'config_file: ok',
      'btf: ok',
      'lockdown: ok',
      'privileges: ok',
      'slices: warning',
      'isolated_cpus: ok',
      'cpus: ok',
      'load: ok',
      'autogroup: info',
      'governor: warning',
      'throttling: ok',
      'cgroup: ok',
    ]);
    expect(messageOf(report, 'sched_ext')).toMatch(/rusty_1\.1\.1_\S+ is enabled: it schedules every process/);
    expect(messageOf(report, 'slices')).toMatch(/cannot be tuned: rusty is attached/);
    expect(messageOf(report, 'governor')).toBe(
      'governor powersave, turbo on: the clock follows the load, which adds noise',
    );
    expect(report.schedulers).toEqual([{ name: 'eevdf', usable: false, reason: 'rusty is attached', unavailable: {} }]);
  });

  it('sees an old kernel, neighbours and foreign work on a virtual machine', async () => {
    const report = await runDoctor(oldVirtualMachine, probes({ usable: true, unavailable: { slice_us: 'too old' } }));
    expect(overview(report)).toEqual([
      'kernel: info',
      'sched_ext: info',
      'config_file: info',
      'btf: info',
      'privileges: info',
      'slices: warning',
      'cpus: ok',
      'load: warning',
      'governor: info',
      'cgroup: ok',
      'virtual: warning',
    ]);
    expect(messageOf(report, 'sched_ext')).toMatch(/sched_ext came with Linux 6\.12/);
    expect(messageOf(report, 'privileges')).toMatch(
      /^an ordinary user with no capability of interest; nice values down to -5/,
    );
    expect(messageOf(report, 'load')).toBe('load average 1.70 over the last minute on 2 CPUs, 3 tasks runnable now');
    expect(messageOf(report, 'virtual')).toMatch(/gave 10\.0 % of the CPU time/);
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

  it('waits for slow schedulers only where it must, and passes their facts on', async () => {
    const facts = { binary: '/usr/bin/scx_rusty', version: 'scx_rusty: 1.1.4' };
    const slow = { name: 'scx_rusty', probe: () => sleep(20, { usable: true, unavailable: {}, facts }) };
    const report = await runDoctor(machine(desktopFiles), [slow]);
    expect(report.schedulers).toEqual([{ name: 'scx_rusty', usable: true, unavailable: {}, facts }]);
    expect(messageOf(report, 'privileges')).toContain('/usr/bin/scx_rusty: ');
  });

  it('makes a probe that throws a scheduler that is not usable, and keeps the others', async () => {
    const broken = { name: 'broken', probe: () => Promise.reject(new Error('its plugin cannot be imported')) };
    const { schedulers } = await runDoctor(machine(desktopFiles), [broken, ...usable]);
    expect(schedulers).toEqual([
      { name: 'broken', usable: false, reason: 'its plugin cannot be imported', unavailable: {} },
      { name: 'eevdf', usable: true, unavailable: {} },
    ]);
  });

  it('tells findings in the order of their names, each once', async () => {
    for (const host of [machine(desktopFiles), withRusty, oldVirtualMachine, gibberish]) {
      const names = (await runDoctor(host, usable)).findings.map(({ name }) => name);
      expect(names).toEqual(FINDING_NAMES.filter((name) => names.includes(name)));
    }
  });

  it('has a fix for every warning and problem, none where all is well, and one sentence for everything', async () => {
    const hosts = [machine(desktopFiles), machine({}), withRusty, oldVirtualMachine, halfContainer, macOS, gibberish];
    for (const host of hosts) {
      for (const { name, status, message, fix } of (await runDoctor(host, usable)).findings) {
        expect(message, name).toMatch(/^\S.*[^.\s]$/s);
        if (status === 'warning' || status === 'problem') expect(fix, name).toMatch(/^(?:[A-Z]|sudo ).+$/);
        else if (status === 'ok') expect(fix, name).toBeUndefined();
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
});
