// One run under a sched_ext scheduler that does everything right: what is waited for, measured and reported.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../src/host/guard/messages.js';
import { type Run, startRun } from '../../../src/host/guard/run.js';
import { isRunning, processId } from '../../../src/host/guard/signal-scheduler.js';
import { until } from '../../../src/host/guard/until.js';
import { ATTACH, createFakeKernel, FAKE_SCHEDULER, type FakeKernel, LEAVE, OPS } from './fake-kernel.js';

const LIMITS = { free: 10_000, attach: 10_000, settle: 0, watch: 20, grace: 10_000, gone: 10_000 };

describe('a run under a sched_ext scheduler', () => {
  let kernel: FakeKernel;
  let started: number | undefined;
  beforeEach(() => {
    kernel = createFakeKernel();
    mkdirSync(join(kernel.root, 'root'));
  });
  afterEach(() => kernel.remove());

  interface Play {
    readonly steps?: readonly string[];
    readonly script?: string;
    readonly limits?: Partial<typeof LIMITS>;
    readonly background?: RunRequest['background'];
  }

  function play({ steps = [...ATTACH, ...LEAVE], script = 'true', limits = {}, background = [] }: Play = {}): Run {
    const request: RunRequest = {
      scheduler: {
        command: { file: 'perl', args: [FAKE_SCHEDULER, kernel.root, ...steps] },
        ...{ opsName: 'rusty', root: kernel.root, limits: { ...LIMITS, ...limits } },
      },
      command: { file: '/bin/sh', args: ['-c', script], env: { ROOT: kernel.root } },
      ...{ background, timeoutMs: 30_000, outputLimit: 10_000 },
    };
    const everything = { session: -1, marker: `test-${process.pid}-${kernel.root}`, spare: process.pid };
    started = undefined;
    return startRun(request, everything, ({ pid }) => {
      started = pid;
      kernel.follow(pid, OPS);
    });
  }
  const events = (...lines: string[]) => lines.map((line) => `SCX_EV_${line}\n`).join('');

  it('reports who was there, for how long, and its last words', async () => {
    const { end, scheduler, output } = await play({ script: 'cat $ROOT/root/ops' }).result;
    expect(end).toEqual({ kind: 'exited' });
    expect(output.stdout).toBe(`${OPS}\n`);
    expect(scheduler).toMatchObject({
      attached: { ops: OPS, enableSeq: 1, afterMs: expect.any(Number) },
      output: { exitCode: 0, stderr: 'EXIT: unregistered from user space\n' },
    });
    expect(scheduler?.deviation).toBeUndefined();
    expect(scheduler?.attached?.afterMs).toBeGreaterThan(1);
    expect(scheduler?.detachMs).toBeGreaterThan(1);
    expect(kernel.read('state')).toBe('disabled');
  });

  it('counts what the kernel counted during the benchmark, not before', async () => {
    writeFileSync(join(kernel.root, 'root/events'), events('KEEP_LAST 100', 'BYPASS_DURATION 7'));
    const script = `printf '${events('KEEP_LAST 130', 'BYPASS_DURATION 7', 'NEW 2').replaceAll('\n', '\\n')}' > $ROOT/root/events`;
    const { scheduler } = await play({ script }).result;
    expect(scheduler?.events).toEqual({ KEEP_LAST: 30, BYPASS_DURATION: 0, NEW: 2 });
  });

  it('starts load and benchmark when the scheduler has settled', async () => {
    const note = (who: string) => `echo ${who} $(cat $ROOT/state) $(date +%s%N) >> $ROOT/notes`;
    const steps = ['sleep:50', ...ATTACH, ...LEAVE];
    const load = {
      command: {
        file: '/bin/sh',
        args: ['-c', `${note('load')}; echo ready; exec sleep 60`],
        env: { ROOT: kernel.root },
      },
      readyWithinMs: 5000,
    };
    const run = play({ steps, limits: { settle: 400 }, background: [load], script: note('benchmark') });
    expect(await until(() => kernel.read('enable_seq') === '1', 5000)).toBe(true);
    const attachedAt = Date.now();
    expect((await run.result).end).toEqual({ kind: 'exited' });
    const notes = readFileSync(join(kernel.root, 'notes'), 'utf8').trim().split('\n');
    expect(notes.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['load enabled', 'benchmark enabled']);
    expect(Number(notes[0].split(' ')[2]) / 1e6 - attachedAt).toBeGreaterThan(300);
  });

  it('does not wait for the end of the benchmark when the scheduler is lost', async () => {
    const steps = [...ATTACH, 'sleep:100', 'kill:SEGV'];
    const { end, output, scheduler } = await play({ steps, script: 'exec sleep 25' }).result;
    expect(end).toEqual({ kind: 'scheduler' });
    expect(output.signal).toBe('SIGTERM');
    expect(scheduler).toMatchObject({
      deviation: { kind: 'ended', stage: 'benchmark' },
      output: { signal: 'SIGSEGV' },
    });
  });

  it.each<[string, Play, () => boolean]>([
    ['while another has to leave', {}, () => true],
    [
      'while it attaches',
      { steps: ['sleep:100000'], limits: { attach: 100_000, grace: 300 } },
      () => started !== undefined,
    ],
    ['while it settles', { limits: { settle: 100_000 } }, () => kernel.read('enable_seq') === '1'],
    ['during the benchmark', { script: 'touch $ROOT/begun; exec sleep 100' }, () => kernel.read('begun') !== undefined],
  ])('stops at once %s', async (when, played, isReached) => {
    if (when.startsWith('while another')) kernel.load('lavd');
    const run = play(played);
    expect(await until(isReached, 10_000)).toBe(true);
    await sleep(100); // the guard has seen it, too
    run.stop('kindly');
    const { end } = await run.result;
    expect(end).toEqual({ kind: 'stopped' });
    expect(kernel.read('root/ops')).toBe(when.startsWith('while another') ? 'lavd' : undefined);
  });

  it('ends what the benchmark left behind before the scheduler goes', async () => {
    const script = 'sleep 100 > /dev/null 2>&1 & echo $! > $ROOT/child';
    const { end, stragglers } = await play({ script }).result;
    expect([end.kind, stragglers]).toEqual(['exited', 1]);
    const child = processId(Number(kernel.read('child')));
    expect(await until(() => !isRunning(child), 5000)).toBe(true);
  });

  it('starts nothing beside another scheduler', async () => {
    kernel.load('lavd');
    const { end, scheduler, output } = await play({ limits: { free: 50 } }).result;
    expect(end).toEqual({ kind: 'scheduler' });
    expect(output).toMatchObject({ exitCode: null, signal: null, wallMs: 0 }); // the benchmark was not started
    expect(scheduler).toMatchObject({ deviation: { kind: 'occupied', found: { state: 'enabled', ops: 'lavd' } } });
    expect(scheduler?.attached).toBeUndefined();
    expect(kernel.read('enable_seq')).toBe('1');
  });

  it('says when the program cannot be started', async () => {
    const command = { file: '/nowhere/scx_rusty', args: [] };
    const request: RunRequest = {
      scheduler: { command, opsName: 'rusty', root: kernel.root, limits: LIMITS },
      ...{ command: { file: 'true', args: [] }, background: [], timeoutMs: 1000, outputLimit: 100 },
    };
    const everything = { session: -1, marker: 'none', spare: process.pid };
    const { end, scheduler } = await startRun(request, everything, () => {}).result;
    expect(end).toEqual({ kind: 'scheduler' });
    expect(scheduler?.deviation).toEqual({ kind: 'not-started', message: 'spawn /nowhere/scx_rusty ENOENT' });
  });
});
