import type { Command, CommandOutput, Host } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { probe } from '../src/probe.js';

interface Machine {
  readonly platform?: string;
  readonly arch?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly launcher?: Partial<CommandOutput> | Error;
}

/** A machine whose launcher answers as told. */
function machine({ platform = 'linux', arch = 'x64', files = {}, launcher = {} }: Machine): Host {
  const output = { stdout: '{}', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1 };
  return {
    platform,
    arch,
    kernelRelease: '6.12.48',
    cpus: 4,
    readFile: async (path) => files[path],
    which: async () => undefined,
    async run({ file, args }: Command) {
      expect([file, ...args]).toEqual([process.execPath, '/launcher.js', '--check']);
      if (launcher instanceof Error) throw launcher;
      return { ...output, ...launcher };
    },
  };
}

const probed = (given: Machine) => probe(machine(given), '/launcher.js');
const report = (values: object) => ({ launcher: { stdout: JSON.stringify(values) } });

describe('probe', () => {
  it('finds everything usable', async () => {
    expect(
      await probed(report({ inherited: { policy: 'other', nice: 0, sliceUs: 2800 }, defaultSliceUs: 2800 })),
    ).toEqual({
      usable: true,
      unavailable: {},
      facts: { kernel: '6.12.48', default_slice_us: '2800' },
    });
  });

  it('leaves slices out where the kernel has none', async () => {
    const { usable, unavailable } = await probed(report({ slice: 'it has no custom slices', defaultSliceUs: 0 }));
    expect(usable).toBe(true);
    expect(unavailable).toEqual({
      slice_us: 'it has no custom slices; this is Linux 6.12.48',
      background_slice_us: 'it has no custom slices; this is Linux 6.12.48',
    });
  });

  it('leaves out a policy or nice value that is refused, and keeps the inherited nice value as a fact', async () => {
    const { unavailable, facts } = await probed(
      report({ idle: 'refused', nice: 'it is 19 already', inherited: { policy: 'other', nice: 19, sliceUs: 0 } }),
    );
    expect(unavailable).toMatchObject({ policy: 'idle: refused', background_nice: 'it is 19 already' });
    expect(Object.keys(unavailable ?? {})).toHaveLength(4);
    expect(facts).toEqual({ kernel: '6.12.48', inherited_nice: '19' });
  });

  it.each<[string, Machine, RegExp]>([
    ['macOS', { platform: 'darwin', arch: 'arm64' }, /needs Linux on x64 or arm64, this is darwin on arm64/],
    ['an architecture without known system calls', { arch: 's390x' }, /this is linux on s390x/],
    ['a sandbox', report({ everything: 'sched_getattr answers ENOSYS' }), /answers ENOSYS/],
    [
      'a launcher that crashes',
      { launcher: { exitCode: 1, stderr: '\nx:1\nError: no koffi\n  at x\n' } },
      /1: Error: no koffi$/,
    ],
    ['a launcher that is killed', { launcher: { exitCode: null, signal: 'SIGSYS' } }, /SIGSYS: it printed nothing/],
    ['a launcher that says something else', { launcher: { stdout: 'hello\n' } }, /printed "hello"/],
    ['a launcher that says nothing of use', { launcher: { stdout: 'null' } }, /printed "null"/],
    ['a launcher that cannot be run', { launcher: new Error('spawn EACCES') }, /cannot be run: spawn EACCES/],
  ])('is not usable on %s', async (_, given, reason) => {
    const { usable, reason: found } = await probed(given);
    expect(usable).toBe(false);
    expect(found).toMatch(reason);
  });

  it('is not usable while a BPF scheduler has every process, but is while it has only some', async () => {
    const files = { '/sys/kernel/sched_ext/state': 'enabled\n', '/sys/kernel/sched_ext/root/ops': 'rusty_1.1.1\n' };
    expect((await probed({ files })).reason).toMatch(/rusty_1\.1\.1 is attached/);
    expect((await probed({ files: { ...files, '/sys/kernel/sched_ext/switch_all': '0\n' } })).usable).toBe(true);
    expect((await probed({ files: { ...files, '/sys/kernel/sched_ext/state': 'disabled\n' } })).usable).toBe(true);
  });
});
