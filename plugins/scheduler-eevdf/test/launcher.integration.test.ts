import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../src/check.js';
import eevdf from '../src/index.js';

const defaults = {
  slice_us: 0,
  policy: 'other',
  nice: 0,
  background_slice_us: 0,
  background_policy: 'other',
  background_nice: 0,
} as const;

/** The command that the core would start. */
function wrapped(configuration: object, file: string, ...args: string[]): string[] {
  const command =
    eevdf.kind === 'process' ? eevdf.wrap({ ...defaults, ...configuration }, { file, args }, 'workload') : undefined;
  if (!command) throw new Error('eevdf is not of kind process');
  return [command.file, ...command.args];
}

const [NODE, LAUNCHER] = wrapped({}, 'true');
const SHOW = [NODE, LAUNCHER, '--check'] as const;

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly mark: string;
  readonly code: number | null;
  readonly signal: string | null;
}

/** Runs words with a pipe as file descriptor 3, as the core does. */
async function run([file, ...args]: readonly string[], input = '', options: SpawnOptions = {}): Promise<Ended> {
  const child = spawn(file, args, { ...options, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  child.stdin?.on('error', () => {}).end(input);
  const ended = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal }));
  });
  const streams = [child.stdout, child.stderr, child.stdio[3]].map((stream) => text(stream as Readable));
  const [stdout, stderr, mark] = await Promise.all(streams);
  return { stdout, stderr, mark, ...(await ended) };
}

/** Attributes that a program has which is started with a configuration. */
async function inheritedWith(configuration: object, before: readonly string[] = []): Promise<CheckReport['inherited']> {
  const { stdout, stderr } = await run([...before, ...wrapped(configuration, ...SHOW)]);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as CheckReport).inherited;
}

const onLinux = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

describe.runIf(onLinux)('launcher', async () => {
  const report: CheckReport = onLinux ? JSON.parse((await run(SHOW)).stdout) : {};
  const [major, minor] = release().split('.').map(Number);
  const slices = major > 6 || (major === 6 && minor >= 12);
  const asUser = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const asOther = process.getuid?.() === 0 && (await run([...asUser, ...SHOW]).catch(() => undefined))?.code === 0;
  const own = report.inherited ?? { policy: 'other', nice: 0, sliceUs: 0 };

  it('passes its check on a kernel that is tested with', () => {
    expect(report.everything).toBeUndefined();
    expect(report.slice === undefined).toBe(slices);
    expect(own.nice).toBeLessThan(19);
  });

  it('gives a command policy and nice value, the latter on top of the inherited one', async () => {
    const found = await inheritedWith({ policy: 'batch', nice: 3 }, ['nice', '-n', '2']);
    expect(found).toMatchObject({ policy: 'batch', nice: Math.min(19, own.nice + 5) });
    expect(await inheritedWith({ policy: 'idle' })).toMatchObject({ policy: 'idle', nice: own.nice });
  });

  it.runIf(slices)('gives a command a slice', async () => {
    expect(await inheritedWith({ slice_us: 100 })).toMatchObject({ policy: 'other', sliceUs: 100 });
    expect(await inheritedWith({ slice_us: 54_321, policy: 'batch' })).toMatchObject({
      policy: 'batch',
      sliceUs: 54_321,
    });
  });

  it.runIf(slices)('puts inherited settings back to the defaults', async () => {
    const tuned = wrapped({ slice_us: 7000, policy: 'batch' }, 'env').slice(0, -1);
    expect(await inheritedWith({}, tuned)).toEqual({ policy: 'other', nice: own.nice, sliceUs: own.sliceUs });
    expect(report.defaultSliceUs).toBe(own.sliceUs);
  });

  it('reaches every thread of the command', async () => {
    const threads = `new (require('worker_threads').Worker)("require('child_process').execFileSync('nice', { stdio: ['ignore', 1, 2] })", { eval: true })`;
    expect((await run(wrapped({ nice: 4 }, NODE, '-e', threads))).stdout.trim()).toBe(
      String(Math.min(19, own.nice + 4)),
    );
  });

  it('says on descriptor 3 that the command starts, and does not hand it over', async () => {
    const { mark, stdout } = await run(wrapped({}, 'sh', '-c', 'ls /proc/self/fd'));
    expect(mark).toBe('.');
    expect(stdout.split('\n')).not.toContain('4'); // 3 is the directory that ls reads
    const alone = spawn(NODE, [LAUNCHER, 'true'], { stdio: 'ignore' });
    expect(await new Promise((resolve) => alone.once('close', resolve))).toBe(0);
  });

  it('passes standard streams, arguments, directory and environment on', async () => {
    const script = 'cat; echo "$1|$2"; pwd; echo "$ADDED" >&2; exit 7';
    const ended = await run(wrapped({}, 'sh', '-c', script, 'sh', 'ä b', '--nice'), 'in\n', {
      cwd: '/usr',
      env: { ...process.env, ADDED: 'yes' },
    });
    expect(ended).toMatchObject({ stdout: 'in\nä b|--nice\n/usr\n', stderr: 'yes\n', code: 7, signal: null });
  });

  it('ends by the signal that ends the command', async () => {
    expect(await run(wrapped({}, 'sh', '-c', 'kill -USR1 $$'))).toMatchObject({ code: null, signal: 'SIGUSR1' });
  });

  it('leaves no signal ignored', async () => {
    const { stdout } = await run(wrapped({}, 'grep', 'SigIgn', '/proc/self/status'));
    expect(stdout).toMatch(/^SigIgn:\s+0+$/m);
  });

  it('ends with 127 when there is no such program', async () => {
    const missing = await run(wrapped({}, 'no-such-program-here'));
    expect(missing).toMatchObject({ code: 127, stdout: '' });
    expect(missing.stderr).toBe('schedtuna eevdf launcher: cannot run no-such-program-here: not found in PATH\n');
  });

  it('ends with 126 when the program cannot be executed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'eevdf-'));
    try {
      const file = join(directory, 'plain');
      await writeFile(file, 'text', { mode: 0o644 });
      const refused = await run(wrapped({}, file));
      expect(refused.code).toBe(126);
      expect(refused.stderr).toBe(`schedtuna eevdf launcher: cannot run ${file}: it is not executable\n`);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('ends with 125 for arguments that make no sense', async () => {
    expect(await run([NODE, LAUNCHER, '--slice-us', '1', 'true'])).toMatchObject({ code: 125, mark: '' });
  });

  describe.runIf(asOther)('as an ordinary user', () => {
    it('can do everything that is searched', async () => {
      const { stdout } = await run([...asUser, ...SHOW]);
      expect(JSON.parse(stdout)).toEqual(report);
    });

    it('is told in one line why nice cannot be lowered', async () => {
      const refused = await run([...asUser, NODE, LAUNCHER, '--nice', '-3', 'true']);
      expect(refused).toMatchObject({ code: 125, mark: '' });
      expect(refused.stderr).toBe(
        `schedtuna eevdf launcher: lowering nice from ${own.nice} to ${own.nice - 3} is not permitted: ` +
          `it needs root, CAP_SYS_NICE or a nice limit (ulimit -e) of at least ${20 - own.nice + 3}\n`,
      );
    });

    it('is told that an inherited policy idle cannot be left', async () => {
      const refused = await run(['chrt', '--idle', '0', ...asUser, NODE, LAUNCHER, 'true']);
      expect(refused.code).toBe(125);
      expect(refused.stderr).toMatch(/leaving the inherited policy idle for other is not permitted/);
    });
  });
});

describe.runIf(onLinux)('probe on this machine', () => {
  it('runs the launcher and finds the scheduler usable', async () => {
    if (eevdf.kind !== 'process') throw new Error('eevdf is not of kind process');
    const found = await eevdf.probe({
      platform: process.platform,
      arch: process.arch,
      kernelRelease: '6.0',
      cpus: availableParallelism(),
      readFile: async () => undefined,
      which: async () => undefined,
      run: async ({ file, args }) => {
        const { code, signal, stdout, stderr } = await run([file, ...args]);
        return { stdout, stderr, stdoutDropped: 0, exitCode: code, signal, wallMs: 1 };
      },
    });
    expect(found).toMatchObject({ usable: true, facts: { kernel: '6.0' } });
  });
});
