import { describe, expect, it } from 'vitest';
import { checkSchedExt } from '../../../src/host/doctor/check-sched-ext.js';
import { desktopFiles, machine, programs } from './machines.js';

const { '/sys/kernel/sched_ext/state': _, '/boot/config-6.12.48': __, ...withoutSchedExt } = desktopFiles;

const attached = (ops: string, switchAll = '1') => ({
  ...desktopFiles,
  '/sys/kernel/sched_ext/state': 'enabled\n',
  '/sys/kernel/sched_ext/switch_all': `${switchAll}\n`,
  '/sys/kernel/sched_ext/root/ops': `${ops}\n`,
});

describe('checkSchedExt', () => {
  it('is content when nothing is loaded', async () => {
    expect(await checkSchedExt(machine(desktopFiles))).toMatchObject([{ name: 'sched_ext', status: 'ok' }]);
  });

  it('tells why a new kernel has no sched_ext, and which kernel would', async () => {
    const files = { ...withoutSchedExt, '/boot/config-6.12.48': 'CONFIG_BPF=y\n# CONFIG_SCHED_CLASS_EXT is not set\n' };
    expect(await checkSchedExt(machine(files))).toMatchObject([
      {
        status: 'info',
        message: 'BPF schedulers cannot be loaded: this kernel was built without CONFIG_SCHED_CLASS_EXT',
        fix: expect.stringContaining('CONFIG_SCHED_CLASS_EXT=y'),
      },
    ]);
    expect(await checkSchedExt(machine(withoutSchedExt))).toMatchObject([
      { message: expect.stringContaining('there is no /sys/kernel/sched_ext'), fix: expect.stringContaining('/sys') },
    ]);
    const inProc = programs({ 'zcat /proc/config.gz': 'CONFIG_BPF=y\n# CONFIG_SCHED_CLASS_EXT is not set\n' });
    expect(await checkSchedExt(machine(withoutSchedExt, inProc))).toMatchObject([
      { message: expect.stringContaining('built without CONFIG_SCHED_CLASS_EXT') },
    ]);
    expect(await checkSchedExt(machine(withoutSchedExt, { kernelRelease: '6.11.9' }))).toMatchObject([
      { message: expect.stringContaining('came with Linux 6.12'), fix: expect.stringContaining('6.12') },
    ]);
  });

  it('tells a BPF scheduler for some processes from one for all', async () => {
    expect(await checkSchedExt(machine(attached('qmap', '0')))).toMatchObject([
      { status: 'warning', message: expect.stringMatching(/qmap is enabled, for the processes that asked/) },
    ]);
    expect(await checkSchedExt(machine(attached('qmap')))).toMatchObject([
      { status: 'warning', message: expect.stringMatching(/qmap is enabled: it schedules every process/) },
    ]);
  });

  it('knows a scheduler that is on its way in or out, and may have no name any more', async () => {
    const files = { ...desktopFiles, '/sys/kernel/sched_ext/state': 'disabling\n' };
    expect(await checkSchedExt(machine(files))).toMatchObject([
      { status: 'warning', message: expect.stringMatching(/\(without a name\) is disabling/) },
    ]);
  });

  it('names the process that holds it, and how to end it', async () => {
    const host = machine(
      attached('rusty_1.1.4_x86_64_unknown_linux_gnu'),
      programs({ 'pgrep -o -x scx_rusty': '812\n' }),
    );
    const [{ message, fix }] = await checkSchedExt(host);
    expect(message).toContain('rusty_1.1.4_x86_64_unknown_linux_gnu (scx_rusty, process 812) is enabled');
    expect(fix).toMatch(/sudo systemctl stop scx; otherwise sudo kill -INT 812$/);
  });

  it('has a way to end it where no process is found', async () => {
    const [{ message, fix }] = await checkSchedExt(machine(attached('rusty')));
    expect(message).toContain('rusty is enabled');
    expect(fix).toMatch(/echo S \| sudo tee \/proc\/sysrq-trigger$/);
  });
});
