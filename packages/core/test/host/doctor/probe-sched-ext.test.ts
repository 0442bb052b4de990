import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandOutput, integer, type SchedExtScheduler } from '@schedtuna/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let folder: string;
let binary: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schedtuna-probe-'));
  binary = join(folder, 'scx_toy');
  writeFileSync(binary, '', { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

type Answer = string | Partial<CommandOutput>;
const installed = (version: Answer = 'scx_toy 1.0.2 x86_64\n', help: Answer = HELP) => ({
  ...programs({
    'scx_toy --version': version,
    'scx_toy --help': help,
    'scx_toy -h': { exitCode: 2, stderr: 'error\n' },
  }),
  which: async (name: string) => (name === 'scx_toy' ? binary : undefined),
});

const probe = (host = installed(), changes: Partial<SchedExtScheduler> = {}, files = desktopFiles) =>
  probeSchedExt(machine(files, host), { ...definition, ...changes });

describe('probeSchedExt', () => {
  it('finds a scheduler that can be tuned', async () => {
    expect(await probe()).toEqual({
      usable: true,
      unavailable: {},
      facts: { binary, version: '1.0.2' },
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
      reason: `${binary} knows none of the flags that would be tuned`,
      facts: { binary },
    });
    expect(await probe(installed(undefined, 'gibberish'))).toMatchObject({
      usable: false,
      reason: expect.stringContaining('names no flags'),
    });
  });

  it('says where to get a program that is not there', async () => {
    expect(await probe(programs({}))).toEqual({
      usable: false,
      reason: 'the program scx_toy is not in PATH; to install it see https://example.org/toy',
    });
  });

  it('takes the absolute path of a program, and says when it is not there or cannot be run', async () => {
    expect(await probe({ ...installed(), which: async () => undefined }, { binary })).toMatchObject({
      usable: true,
      facts: { binary },
    });
    expect(await probe(programs({}), { binary: `${binary}s`, homepage: undefined })).toEqual({
      usable: false,
      reason: `there is no program ${binary}s`,
    });
    expect(await probe(programs({}), { binary })).toEqual({
      usable: false,
      reason: `${binary} --help cannot be run: spawn ${binary} ENOENT`,
      facts: { binary },
    });
  });

  it('reads the version as an experiment does, and does without one', async () => {
    expect(await probe(installed('scx_toy: 2.0\nbuilt with love\n'))).toMatchObject({ facts: { version: '2.0' } });
    expect((await probe(installed(''))).facts).toEqual({ binary });
  });

  it.runIf(process.getuid?.() === 0)('does not run as root what others can write', async () => {
    chmodSync(binary, 0o777);
    const { usable, reason } = await probe();
    chmodSync(binary, 0o755);
    expect([usable, reason]).toEqual([
      false,
      `as root schedtuna does not run ${binary}: ${binary} can be written by everyone`,
    ]);
  });

  it('says that the kernel has no sched_ext, and what else is missing', async () => {
    const { '/sys/kernel/sched_ext/state': _, ...files } = desktopFiles;
    expect(await probe(installed(undefined, 'needs sched_ext'), {}, files)).toEqual({
      usable: false,
      reason: 'this kernel cannot load BPF schedulers',
      facts: { binary, version: '1.0.2' },
    });
    expect((await probe(programs({}), {}, files)).reason).toMatch(/^this kernel cannot.*; the program scx_toy is not/);
  });

  it('wants one file of each requirement', async () => {
    const requires = [{ anyOf: ['/proc/driver/a', '/sys/module/a'], reason: 'it hooks into the driver A.' }];
    expect(await probe(installed(), { requires })).toMatchObject({
      usable: false,
      reason: 'it hooks into the driver A (there is no /proc/driver/a and no /sys/module/a)',
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
      reason: `${binary} --help cannot be run: ${binary} did not end within 5000 ms`,
      facts: { binary },
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
