// The guard of runs under a sched_ext scheduler, with a fake kernel: whatever dies, the machine is put back.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleanUp } from '../../../src/host/clean-up.js';
import { readRecords } from '../../../src/host/guard/arms.js';
import { processId } from '../../../src/host/guard/signal-scheduler.js';
import { until } from '../../../src/host/guard/until.js';
import { ATTACH, createFakeKernel, FAKE_SCHEDULER, type FakeKernel, LEAVE, OPS } from './fake-kernel.js';

const TUNER = fileURLToPath(new URL('./tuner.mjs', import.meta.url));
const LIMITS = { free: 5000, attach: 10_000, settle: 100, watch: 100, grace: 5000, gone: 5000 };

interface Said {
  readonly guard?: number;
  readonly end?: string;
  readonly error?: string;
  readonly message?: string;
  readonly closed?: boolean;
}

describe('the guard of a sched_ext scheduler', () => {
  let kernel: FakeKernel;
  let folder: string;
  let tuner: ChildProcess | undefined;
  let said: Said[];
  beforeEach(() => {
    kernel = createFakeKernel();
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-guard-'));
    writeFileSync(join(folder, 'journal.jsonl'), '{"type":"experiment"}\n{"type":"tri');
  });
  afterEach(() => {
    tuner?.kill('SIGKILL');
    kernel.remove();
    rmSync(folder, { recursive: true });
  });

  const records = () => join(folder, 'records');
  const note = (name: string) => join(folder, name);
  const writes = (name: string, text: string) => ({
    kind: 'run',
    command: {
      file: process.execPath,
      args: ['-e', `require('fs').appendFileSync(${JSON.stringify(note(name))}, '${text}')`],
    },
  });
  const lastLine = () => JSON.parse(readFileSync(note('journal.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '{}');
  const isAlive = (pid: number | undefined) =>
    pid !== undefined && existsSync(`/proc/${pid}`) && !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const guardPid = () => said.find(({ guard }) => guard)?.guard as number;
  const scheduler = () => readRecords(records())[0]?.scheduler;

  function start({
    steps = [...ATTACH, ...LEAVE],
    arms = {},
    seconds = 60,
  }: {
    steps?: readonly string[];
    arms?: object;
    seconds?: number;
  } = {}) {
    const setup = {
      arms: { directory: folder, root: kernel.root, records: records(), stop: [], restore: [], ...arms },
      request: {
        scheduler: {
          command: {
            file: 'setpriv',
            args: ['--pdeathsig', 'INT', '--', 'perl', FAKE_SCHEDULER, kernel.root, ...steps],
          },
          ...{ opsName: 'rusty', root: kernel.root, limits: LIMITS },
        },
        command: { file: 'sleep', args: [String(seconds)] },
        background: [],
        timeoutMs: 60_000,
        outputLimit: 1000,
      },
    };
    said = [];
    tuner = spawn(process.execPath, [TUNER, JSON.stringify(setup)], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (tuner.stdout) createInterface(tuner.stdout).on('line', (line) => said.push(JSON.parse(line)));
  }

  const STAGES: Readonly<Record<string, readonly [steps: readonly string[], isReached: () => boolean]>> = {
    'before it attaches': [['sleep:60000'], () => scheduler() !== undefined],
    'while it attaches': [
      ['state:enabling', `ops:${OPS}`, 'sleep:300', 'state:enabled', 'all:1', 'seq:1', ...LEAVE],
      () => kernel.read('state') === 'enabling',
    ],
    'while it settles': [[...ATTACH, ...LEAVE], () => kernel.read('enable_seq') === '1'],
    'during the benchmark': [[...ATTACH, ...LEAVE], () => benchmarkPid() !== undefined],
  };
  const benchmarkPid = () =>
    readdirSync('/proc').find((pid) => {
      try {
        return (
          /^\d+$/.test(pid) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('sleep\0') &&
          / S /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) &&
          statSession(pid) === guardPid()
        );
      } catch {
        return false;
      }
    });
  const statSession = (pid: string) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[3]);

  it.each(Object.entries(STAGES))(
    'stops everything and says so in the journal when the tuner is killed %s',
    async (_, [steps, isReached]) => {
      start({ steps, arms: { restore: [writes('restored', 'x')] } });
      expect(await until(isReached, 20_000)).toBe(true);
      const loaded = scheduler();
      if (loaded) kernel.follow(loaded.pid, OPS);
      tuner?.kill('SIGKILL');
      expect(await until(() => !isAlive(guardPid()), 10_000)).toBe(true);
      expect(kernel.read('state')).toBe('disabled');
      expect([isAlive(loaded?.pid), benchmarkPid()]).toEqual([false, undefined]);
      expect(lastLine()).toMatchObject({ type: 'session', event: 'cleaned-up' });
      expect(readFileSync(note('restored'), 'utf8')).toBe('x');
      expect([readdirSync(records()), existsSync(note('lock.guard'))]).toEqual([[], false]);
    },
  );

  async function reach(stage: keyof typeof STAGES, arms: object = {}) {
    const [steps, isReached] = STAGES[stage];
    start({ steps, arms });
    expect(await until(isReached, 20_000)).toBe(true);
    const loaded = scheduler();
    if (loaded) kernel.follow(loaded.pid, OPS);
    return loaded;
  }

  it('is replaced by the tuner when it is killed itself', async () => {
    const loaded = await reach('during the benchmark', { restore: [writes('restored', 'x')] });
    process.kill(guardPid(), 'SIGKILL');
    expect(await until(() => said.some(({ closed }) => closed), 15_000)).toBe(true);
    expect(said).toContainEqual(expect.objectContaining({ error: 'ST_HOST' }));
    expect([kernel.read('state'), isAlive(loaded?.pid), benchmarkPid()]).toEqual(['disabled', false, undefined]);
    expect([readFileSync(note('restored'), 'utf8'), readdirSync(records())]).toEqual(['x', []]);
  });

  it('leaves a record for cleanup when both are killed at once, and the kernel tells the scheduler to go', async () => {
    const loaded = await reach('during the benchmark', { restore: [writes('restored', 'x')] });
    const guard = guardPid();
    process.kill(guard, 'SIGKILL');
    tuner?.kill('SIGKILL');
    expect(await until(() => kernel.read('state') === 'disabled' && !isAlive(loaded?.pid), 10_000)).toBe(true);
    expect(existsSync(note('restored'))).toBe(false);
    const request = { root: kernel.root, records: records(), useSysrq: false };
    expect(await until(() => !isAlive(guard) && !isAlive(tuner?.pid), 5000)).toBe(true);
    expect(await cleanUp(request)).toMatchObject({
      done: ['1 processes of a benchmark were ended', 'what had been scheduling before was put back'],
      problems: [],
      schedExt: { state: 'disabled' },
    });
    expect([benchmarkPid(), readFileSync(note('restored'), 'utf8'), readdirSync(records())]).toEqual([
      undefined,
      'x',
      [],
    ]);
    expect(lastLine()).toMatchObject({ event: 'cleaned-up' });
    expect((await cleanUp(request)).done).toEqual([]);
  });

  it('is not disturbed by cleanup while it works', async () => {
    await reach('during the benchmark');
    const report = await cleanUp({ root: kernel.root, records: records(), useSysrq: false });
    expect(report).toMatchObject({ done: [], atWork: [folder], schedExt: { state: 'enabled', ops: OPS } });
    expect(benchmarkPid()).toBeDefined();
  });

  it('takes the scheduler out when the tuner stands still, and tells it when it goes on', async () => {
    const loaded = await reach('during the benchmark');
    tuner?.kill('SIGSTOP');
    const isFree = () => kernel.read('state') === 'disabled' && !isAlive(loaded?.pid) && benchmarkPid() === undefined;
    expect(await until(isFree, 10_000)).toBe(true);
    expect(isAlive(guardPid())).toBe(true);
    tuner?.kill('SIGCONT');
    expect(await until(() => said.some(({ closed }) => closed), 10_000)).toBe(true);
    expect(said).toContainEqual({ end: 'stopped' });
  });

  it('stops what is in the way before, and puts it back after the last run', async () => {
    start({ arms: { stop: [writes('order', 'stop ')], restore: [writes('order', 'start')] }, seconds: 0.1 });
    expect(await until(() => scheduler() !== undefined, 20_000)).toBe(true);
    kernel.follow(scheduler()?.pid as number, OPS);
    expect(await until(() => said.some(({ closed }) => closed), 10_000)).toBe(true);
    expect(said).toContainEqual({ end: 'exited' });
    expect(readFileSync(note('order'), 'utf8')).toBe('stop start');
    expect(readdirSync(records())).toEqual([]);
  });

  it('puts everything back when something cannot be stopped', async () => {
    const fails = {
      kind: 'run',
      command: { file: process.execPath, args: ['-e', 'console.error("Access denied"); process.exit(4)'] },
    };
    start({ arms: { stop: [writes('order', 'stop '), fails], restore: [writes('order', 'start')] } });
    expect(await until(() => said.some(({ closed }) => closed), 10_000)).toBe(true);
    expect(said).toContainEqual({ error: 'ST_SCHEDULER_BUSY', message: expect.stringMatching(/Access denied$/) });
    expect(readFileSync(note('order'), 'utf8')).toBe('stop start');
    expect(kernel.read('enable_seq')).toBe('0');
  });

  it('takes over a scheduler that somebody started, and starts it again with its arguments', async () => {
    const theirs = [kernel.root, 'state:enabling', 'ops:simple', 'state:enabled', 'all:1', 'seq:1', ...LEAVE];
    const command = { file: 'perl', args: [FAKE_SCHEDULER, ...theirs] };
    const other = spawn(command.file, command.args, { stdio: 'ignore' });
    expect(await until(() => kernel.read('enable_seq') === '1', 5000)).toBe(true);
    const stop = [{ kind: 'interrupt', process: processId(other.pid as number), name: 'scx_simple' }];
    start({ arms: { stop, restore: [{ kind: 'start', command, root: kernel.root }] }, seconds: 0.1 });
    expect(await until(() => said.some(({ closed }) => closed), 15_000)).toBe(true);
    expect(said).toContainEqual({ end: 'exited' });
    expect([kernel.read('root/ops'), kernel.read('state'), kernel.read('enable_seq')]).toEqual([
      'simple',
      'enabled',
      '3',
    ]);
    const again = readdirSync('/proc').find((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(kernel.root);
      } catch {
        return false;
      }
    });
    expect(again).toBeDefined();
    process.kill(Number(again), 'SIGKILL');
  });
});
