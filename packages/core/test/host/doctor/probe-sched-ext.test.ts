import { type CommandOutput, integer, type SchedExtScheduler } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { probeSchedExt } from '../../../src/host/doctor/probe-sched-ext.js';
import { desktopFiles, gibberish, machine, macOS, programs } from './machines.js';

const slice = integer({
  description: 'Time slice',
  default: 20_000,
  minValue: 1_000,
  maxValue: 50_000,
  commandArg: '--slice-us',
});

const definition: SchedExtScheduler = {
  kind: 'sched_ext',
  name: 'scx_toy',
  description: 'A toy',
  homepage: 'https://example.org/toy',
  binary: 'scx_toy',
  opsName: 'toy',
  parameters: {
    slice_us: slice,
    lag_us: { ...slice, description: 'Lag', commandArg: '--lag-us' },
  },
};

/** As clap prints it. */
const HELP = `A toy

Usage: scx_toy [OPTIONS]

Options:
  -s, --slice-us <SLICE_US>
          Time slice

          [default: 20000]

  -l, --lag-us <LAG_US>
          Lag

          [default: 20000]
`;
const WITHOUT_LAG = HELP.slice(0, HELP.indexOf('  -l'));

type Answer = string | Partial<CommandOutput>;
const installed = (version: Answer = 'scx_toy 1.0.2 x86_64\n', help: Answer = HELP) =>
  programs({ 'scx_toy --version': version, 'scx_toy --help': help, 'scx_toy -h': { exitCode: 2, stderr: 'error\n' } });

const probe = (host = installed(), changes: Partial<SchedExtScheduler> = {}, files = desktopFiles) =>
  probeSchedExt(machine(files, host), { ...definition, ...changes });

describe('probeSchedExt', () => {
  it('finds a scheduler that can be tuned', async () => {
    expect(await probe()).toEqual({
      usable: true,
      unavailable: {},
      facts: { binary: '/usr/bin/scx_toy', version: 'scx_toy 1.0.2 x86_64' },
    });
  });

  it('says which parameters the installed program lacks', async () => {
    const { usable, unavailable } = await probe(installed(undefined, WITHOUT_LAG));
    expect(usable).toBe(true);
    expect(Object.keys(unavailable ?? {})).toEqual(['lag_us']);
    expect(unavailable?.lag_us).toContain('--lag-us');
  });

  it('is of no use when the program knows no flag, or prints no help', async () => {
    const other = HELP.replace('--slice-us', '--quantum').replace('--lag-us', '--delay');
    expect(await probe(installed(undefined, other))).toMatchObject({
      usable: false,
      reason: '/usr/bin/scx_toy knows none of the flags that would be tuned',
      facts: { binary: '/usr/bin/scx_toy' },
    });
    expect(await probe(installed(undefined, 'gibberish'))).toMatchObject({
      usable: false,
      reason: expect.stringContaining('names no flags'),
    });
  });

  it('says where to get a program that is not there', async () => {
    expect(await probe(programs({}))).toEqual({
      usable: false,
      reason: 'its program scx_toy is not in PATH: install it (https://example.org/toy), or put its folder into PATH',
    });
  });

  it('takes the absolute path of a program, and says when it cannot be run', async () => {
    const binary = '/opt/toy/scx_toy';
    expect(await probe(installed(), { binary })).toMatchObject({ usable: true, facts: { binary } });
    expect(await probe(programs({}), { binary })).toEqual({
      usable: false,
      reason: 'its program /opt/toy/scx_toy cannot be run: spawn /opt/toy/scx_toy ENOENT',
    });
  });

  it('takes the first line of the version, and does without one', async () => {
    const versions: [Answer, string | undefined][] = [
      ['scx_toy 2.0\nbuilt with love\n', 'scx_toy 2.0'],
      ['\u001b[1mscx_toy\u0007 2.0\u001b[0m\n', 'scx_toy 2.0'],
      [`scx_toy ${'9'.repeat(500)}`, `scx_toy ${'9'.repeat(112)}`],
      [{ exitCode: 1, stdout: 'unknown option\n' }, undefined],
      ['', undefined],
    ];
    for (const [printed, version] of versions) {
      const { usable, facts } = await probe(installed(printed));
      expect(usable).toBe(true);
      expect(facts).toEqual({ binary: '/usr/bin/scx_toy', ...(version ? { version } : {}) });
    }
  });

  it('says that the kernel has no sched_ext, and what else is missing', async () => {
    const { '/sys/kernel/sched_ext/state': _, ...files } = desktopFiles;
    expect(await probe(installed(undefined, 'needs sched_ext'), {}, files)).toEqual({
      usable: false,
      reason: 'this kernel cannot load BPF schedulers',
      facts: { binary: '/usr/bin/scx_toy', version: 'scx_toy 1.0.2 x86_64' },
    });
    expect((await probe(programs({}), {}, files)).reason).toMatch(/^this kernel cannot.*; its program scx_toy is not/);
  });

  it('wants one file of each requirement', async () => {
    const requires = [{ anyOf: ['/proc/driver/a', '/sys/module/a'], reason: 'it hooks into the driver A.' }];
    expect(await probe(installed(), { requires })).toMatchObject({
      usable: false,
      reason: 'it hooks into the driver A (no /proc/driver/a, no /sys/module/a)',
    });
    const files = { ...desktopFiles, '/sys/module/a': '' };
    expect(await probe(installed(), { requires }, files)).toMatchObject({ usable: true });
  });

  it('gives every program 5 s, and lives with one that hangs', async () => {
    const limits: (number | undefined)[] = [];
    const { which, run } = installed();
    const watched: typeof run = (command, options) => {
      limits.push(options?.timeoutMs);
      return run(command, options);
    };
    await probe({ which, run: watched });
    expect(limits).toEqual([5_000, 5_000]);
    const hung: typeof run = async ({ file }) => Promise.reject(new Error(`${file} did not end within 5000 ms`));
    expect(await probe({ which, run: hung })).toEqual({
      usable: false,
      reason: 'its program /usr/bin/scx_toy cannot be run: /usr/bin/scx_toy did not end within 5000 ms',
    });
  });

  it('answers everywhere', async () => {
    expect(await probeSchedExt(macOS, definition)).toEqual({
      usable: false,
      reason: 'it needs Linux, this is darwin',
    });
    expect(await probeSchedExt(machine({}), definition)).toMatchObject({ usable: false });
    expect(await probeSchedExt(gibberish, definition)).toMatchObject({ usable: false });
  });
});
