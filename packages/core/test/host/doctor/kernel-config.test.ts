import { describe, expect, it } from 'vitest';
import { checkBtf } from '../../../src/host/doctor/check-btf.js';
import { checkConfigFile } from '../../../src/host/doctor/check-config-file.js';
import { checkKernelConfig } from '../../../src/host/doctor/check-kernel-config.js';
import { checkLockdown } from '../../../src/host/doctor/check-lockdown.js';
import { desktopFiles, gibberish, machine, programs } from './machines.js';

const CONFIG = '/boot/config-6.12.48';
const { [CONFIG]: config, ...withoutConfig } = desktopFiles;
const { '/sys/kernel/sched_ext/state': _, ...withoutBoth } = withoutConfig;
const { '/sys/kernel/btf/vmlinux': __, ...withoutBtf } = desktopFiles;

describe('checkKernelConfig', () => {
  it('is content when every option is built in', async () => {
    expect(await checkKernelConfig(machine(desktopFiles))).toEqual([
      {
        name: 'kernel_config',
        status: 'ok',
        message:
          'the kernel was built with CONFIG_SCHED_CLASS_EXT, CONFIG_BPF_SYSCALL, CONFIG_BPF_JIT, CONFIG_DEBUG_INFO_BTF',
      },
    ]);
  });

  it.each(['SCHED_CLASS_EXT', 'BPF_SYSCALL', 'BPF_JIT', 'DEBUG_INFO_BTF'].map((option) => `CONFIG_${option}`))(
    'misses %s',
    async (option) => {
      const text = config.replace(`${option}=y`, `# ${option} is not set\n${option}_OF_ANOTHER_KIND=y`);
      expect(await checkKernelConfig(machine({ ...withoutBoth, [CONFIG]: text }))).toEqual([
        {
          name: 'kernel_config',
          status: 'info',
          message: `the kernel was built without ${option}, which BPF schedulers need`,
          fix: expect.stringContaining('6.12'),
        },
      ]);
    },
  );

  it('does not believe the file of another kernel', async () => {
    const [finding] = await checkKernelConfig(machine({ ...desktopFiles, [CONFIG]: 'CONFIG_BPF=y\n' }));
    expect(finding).toMatchObject({ status: 'warning', fix: expect.stringContaining(CONFIG) });
    expect(finding.message).toContain("the file is not this kernel's");
  });

  it('has nothing to say where there are no options, or only gibberish', async () => {
    expect(await checkKernelConfig(machine(withoutConfig))).toEqual([]);
    expect(await checkKernelConfig(gibberish)).toEqual([]);
  });
});

describe('checkConfigFile', () => {
  it('finds the file where libbpf does: in /boot, then in /proc, with zcat or without', async () => {
    expect(await checkConfigFile(machine(desktopFiles))).toMatchObject([
      { status: 'ok', message: expect.stringContaining(`from ${CONFIG}`) },
    ]);
    const fromProc = { status: 'ok', message: expect.stringContaining('from /proc/config.gz') };
    const zcat = programs({ 'zcat /proc/config.gz': config });
    expect(await checkConfigFile(machine(withoutConfig, zcat))).toMatchObject([fromProc]);
    const files = { ...withoutConfig, '/proc/config.gz': '\u001f\u{FFFD}' };
    expect(await checkConfigFile(machine(files))).toMatchObject([fromProc]);
  });

  it('says what fails without it, and where to put it', async () => {
    const [{ status, message, fix }] = await checkConfigFile(machine(withoutConfig));
    expect(status).toBe('warning');
    expect(message).toMatch(/neither \/boot\/config-6\.12\.48 nor \/proc\/config\.gz .*scx_bpfland and scx_flash/);
    expect(fix).toMatch(/^sudo modprobe configs.*\/boot\/config-6\.12\.48/);
  });

  it.each(['config', 'build/.config'])('copies it from /lib/modules/…/%s', async (name) => {
    const file = `/lib/modules/6.12.48/${name}`;
    expect(await checkConfigFile(machine({ ...withoutConfig, [file]: config }))).toMatchObject([
      { status: 'warning', fix: `sudo cp ${file} ${CONFIG}` },
    ]);
    // The options are known all the same.
    expect(await checkKernelConfig(machine({ ...withoutConfig, [file]: config }))).toMatchObject([{ status: 'ok' }]);
  });

  it('does not take a file without options for one', async () => {
    expect(await checkConfigFile(machine({ ...desktopFiles, [CONFIG]: 'gibberish' }))).toMatchObject([
      { status: 'warning', message: expect.stringContaining(`${CONFIG} has no build options in it`) },
    ]);
  });

  it('only mentions it where no BPF scheduler can be loaded anyway', async () => {
    expect(await checkConfigFile(machine(withoutBoth))).toMatchObject([{ name: 'config_file', status: 'info' }]);
  });
});

describe('checkBtf', () => {
  it('says whether the types of the kernel are there, and how much that matters', async () => {
    const { '/sys/kernel/sched_ext/state': ___, ...withNeither } = withoutBtf;
    expect(await checkBtf(machine(desktopFiles))).toMatchObject([{ name: 'btf', status: 'ok' }]);
    expect(await checkBtf(machine(withoutBtf))).toMatchObject([
      { status: 'warning', fix: expect.stringContaining('CONFIG_DEBUG_INFO_BTF=y') },
    ]);
    expect(await checkBtf(machine(withNeither))).toMatchObject([{ status: 'info' }]);
  });
});

describe('checkLockdown', () => {
  it.each([
    ['[none] integrity confidentiality\n', 'ok', /not locked down/],
    ['none [integrity] confidentiality\n', 'ok', /integrity/],
    ['none integrity [confidentiality]\n', 'warning', /may not read kernel memory/],
  ])('reads %j', async (modes, status, message) => {
    const [finding, ...others] = await checkLockdown(machine({ '/sys/kernel/security/lockdown': modes }));
    expect(finding).toMatchObject({ name: 'lockdown', status, message: expect.stringMatching(message) });
    if (status === 'warning') expect(finding.fix).toContain('lockdown=integrity');
    expect(others).toEqual([]);
  });

  it('has nothing to say where there is none, or a mode that it does not know', async () => {
    expect(await checkLockdown(machine({}))).toEqual([]);
    expect(await checkLockdown(gibberish)).toEqual([]);
    expect(await checkLockdown(machine({ '/sys/kernel/security/lockdown': 'none [other]\n' }))).toEqual([]);
  });
});
