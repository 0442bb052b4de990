import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning, processId } from '../../../src/host/guard/signal-scheduler.js';
import { performSteps, type RestoreStep } from '../../../src/host/guard/steps.js';
import { until } from '../../../src/host/guard/until.js';
import { createFakeKernel, FAKE_SCHEDULER, type FakeKernel } from '../sched-ext/fake-kernel.js';

const LIMITS = { run: 5000, interrupt: 5000, start: 5000 };

describe('performSteps', () => {
  let kernel: FakeKernel;
  let folder: string;
  beforeEach(() => {
    kernel = createFakeKernel();
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-steps-'));
  });
  afterEach(() => {
    for (const pid of processesOf(folder, kernel.root)) process.kill(pid, 'SIGKILL');
    kernel.remove();
    rmSync(folder, { recursive: true });
  });

  const note = () => readFileSync(join(folder, 'note'), 'utf8');
  const run = (script: string, ...args: string[]): RestoreStep => ({
    kind: 'run',
    command: { file: '/bin/sh', args: ['-c', script, 'sh', ...args], env: { NOTE: join(folder, 'note') } },
  });

  /** A process that has set its handlers when this resolves. */
  async function running(script: string) {
    const child = spawn('perl', ['-e', `$| = 1; my $of = '${folder}'; ${script} print "ready\\n"; sleep 60`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    return processId(child.pid as number);
  }

  describe('run', () => {
    it('goes from one to the next and says nothing when all is well', async () => {
      expect(await performSteps([run('sleep 0.05; echo a >> "$NOTE"'), run('echo b >> "$NOTE"')])).toEqual([]);
      expect(note()).toBe('a\nb\n');
    });

    it('goes on after one that fails, and tells what it said', async () => {
      const problems = await performSteps([
        run('echo "Access denied" >&2; exit 4', 'stop', 'scx.service'),
        run('exit 3'),
        { kind: 'run', command: { file: '/nowhere/systemctl', args: ['stop'] } },
        run('echo done >> "$NOTE"'),
      ]);
      expect(problems).toEqual([
        expect.stringMatching(/^\/bin\/sh .*stop scx\.service: Access denied$/),
        expect.stringMatching(/: it ended with status 3$/),
        '/nowhere/systemctl stop: spawn /nowhere/systemctl ENOENT',
      ]);
      expect(note()).toBe('done\n');
    });

    it('kills one that does not end in time', async () => {
      const problems = await performSteps([run('echo $$ > "$NOTE"; exec sleep 60')], { ...LIMITS, run: 300 });
      expect(problems).toEqual([expect.stringMatching(/: it did not end within 0\.3 s$/)]);
      expect(await until(() => !isRunning(processId(Number(note()))), 5000)).toBe(true);
    });
  });

  describe('interrupt', () => {
    it('sends SIGINT and waits for the end', async () => {
      const process = await running(`$SIG{INT} = sub { sleep 0.2; open my $h, '>', '${folder}/note'; exit };`);
      expect(await performSteps([{ kind: 'interrupt', process, name: 'scx_x' }], LIMITS)).toEqual([]);
      expect([isRunning(process), note()]).toEqual([false, '']);
    });

    it('tells of one that does not listen, and leaves it alone', async () => {
      const process = await running(`$SIG{INT} = 'IGNORE';`);
      const problems = await performSteps([{ kind: 'interrupt', process, name: 'scx_x' }], {
        ...LIMITS,
        interrupt: 200,
      });
      expect(problems).toEqual([`scx_x (process ${process.pid}) did not end within 0.2 s of SIGINT`]);
      expect(isRunning(process)).toBe(true);
    });

    it('does nothing to a process that is gone, nor to another with its pid', async () => {
      const other = await running('');
      const steps = [
        { ...other, startTime: other.startTime - 1 },
        { pid: 4_194_305, startTime: 1 },
      ].map((process): RestoreStep => ({ kind: 'interrupt', process, name: 'scx_x' }));
      expect(await performSteps(steps, LIMITS)).toEqual([]);
      expect(isRunning(other)).toBe(true);
    });
  });

  describe('start', () => {
    const scheduler = (...steps: string[]): RestoreStep => ({
      kind: 'start',
      command: {
        file: 'perl',
        args: [FAKE_SCHEDULER, kernel.root, ...steps],
        cwd: folder,
        env: { PATH: '/usr/bin:/bin' },
      },
      root: kernel.root,
    });
    const pidOf = () => Number(kernel.read('pid'));

    it('waits until the kernel has it, and lets it run on by itself', async () => {
      const command = {
        file: '/bin/sh',
        args: [
          '-c',
          `echo $$ > ${kernel.root}/pid; pwd > note; env | sort > env; exec perl "$@"`,
          'sh',
          FAKE_SCHEDULER,
          kernel.root,
          'sleep:100',
          'state:enabled',
        ],
        cwd: folder,
        env: { ONLY: 'this' },
      };
      expect(await performSteps([{ kind: 'start', command, root: kernel.root }], LIMITS)).toEqual([]);
      expect(kernel.read('state')).toBe('enabled');
      expect(isRunning(processId(pidOf()))).toBe(true);
      const session = readFileSync(`/proc/${pidOf()}/stat`, 'utf8').split(') ')[1].split(' ')[3];
      expect([session, note().trim()]).toEqual([String(pidOf()), folder]);
      expect(readFileSync(join(folder, 'env'), 'utf8')).toMatch(/^ONLY=this$/m);
      expect(readFileSync(join(folder, 'env'), 'utf8')).not.toMatch(/^HOME=/m);
    });

    it('tells of one that ends, cannot be started or does not attach', async () => {
      const nowhere: RestoreStep = {
        kind: 'start',
        command: { file: '/nowhere/scx', args: ['-s'] },
        root: kernel.root,
      };
      const hanging = scheduler('state:enabling', 'sleep:60000');
      const problems = await performSteps([scheduler('exit:1'), scheduler('kill:KILL'), nowhere, hanging], {
        ...LIMITS,
        start: 400,
      });
      expect(problems).toEqual([
        expect.stringMatching(/^perl .*exit:1: it ended with status 1$/),
        expect.stringMatching(/: it ended with SIGKILL$/),
        '/nowhere/scx -s: spawn /nowhere/scx ENOENT',
        expect.stringMatching(/: it was not attached within 0\.4 s$/),
      ]);
    });
  });
});

/** Those that have one of the words on their command line. */
function processesOf(...words: readonly string[]): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return words.some((word) => line.includes(word));
    } catch {
      return false; // it ended
    }
  });
}
