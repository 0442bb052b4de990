import type { CommandOutput } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deviation, SchedulerReport, Stage } from '../../src/host/guard/scheduler-messages.js';
import { schedulerOutcome } from '../../src/trial/scheduler-outcome.js';

const REQUEST = {
  opsName: 'rusty',
  limits: { free: 5000, attach: 30_000, settle: 0, watch: 1000, grace: 5000, gone: 5000 },
};
const OPS = 'rusty_1.1.4_x86_64';
const ours = { state: 'enabled', ops: OPS, enableSeq: 4 };
const gone = { state: 'disabled', enableSeq: 4 };
const lavd = { state: 'enabled', ops: 'lavd_1.1.2', enableSeq: 5 };

type Ended = Partial<Pick<CommandOutput, 'stdout' | 'stderr' | 'exitCode' | 'signal'>>;

const report = (deviation: Deviation | undefined, ended: Ended = {}): SchedulerReport => ({
  ...(deviation ? { deviation } : {}),
  output: { stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1, ...ended },
  events: {},
});

function outcome(deviation: Deviation | undefined, ended: Ended = {}) {
  const found = schedulerOutcome(report(deviation, ended), REQUEST);
  return found && [`${found.status}/${found.class}`, found.message];
}

const died = (stage: Stage, found = gone): Deviation => ({ kind: 'ended', stage, found });
const bySignal = (signal: NodeJS.Signals): Ended => ({ exitCode: null, signal });
const says = (stderr: string, exitCode = 0): Ended => ({ stderr, exitCode });

const USER = 'EXIT: unregistered from user space\n';
const STALL = 'EXIT: runnable task stall (perl[7] failed to run for 5.1s)\n';

describe('schedulerOutcome of a scheduler that was there from start to end', () => {
  it.each<[string, Ended]>([
    ['says that it was asked to', says(USER)],
    ['says nothing', {}],
    ['has no handler of SIGINT', bySignal('SIGINT')],
    ['reports SIGINT as its status', { exitCode: 130 }],
    ['was taken out by hotplug at that moment', says('EXIT: unregistered from the main kernel (cpu 1 going offline)')],
    ['was taken out by sysrq at that moment', says('Error: EXIT: disabled by sysrq-S', 1)],
  ])('takes nothing away when it %s', (_, ended) => {
    expect(outcome(undefined, ended)).toBeUndefined();
  });

  it.each<[string, Ended, string, RegExp]>([
    ['is evicted as it leaves', says(STALL), 'failed/evicted', /evicted the scheduler: runnable task stall \(perl/],
    ['fails', says('what?', 3), 'failed/scheduler_crashed', /ended with status 3 when it was stopped: what\?$/],
    ['fails in spite of its EXIT line', says(USER, 1), 'failed/scheduler_crashed', /status 1/],
    ['panics', says('thread main panicked', 101), 'failed/scheduler_crashed', /status 101/],
    ['crashes', bySignal('SIGSEGV'), 'failed/scheduler_crashed', /ended with SIGSEGV/],
    ['is terminated', bySignal('SIGTERM'), 'void/wrong_scheduler', /ended by SIGTERM right after the benchmark/],
    ['is killed', bySignal('SIGKILL'), 'void/wrong_scheduler', /SIGKILL/],
  ])('speaks against it when it %s', (_, ended, expected, message) => {
    expect(outcome(undefined, ended)).toEqual([expected, expect.stringMatching(message)]);
  });
});

describe('schedulerOutcome of a deviation', () => {
  it.each<[string, Deviation, Ended, string, RegExp]>([
    [
      'somebody else was there',
      { kind: 'occupied', found: lavd },
      {},
      'void/wrong_scheduler',
      /^lavd_1\.1\.2 is enabled before the scheduler under test was started$/,
    ],
    [
      'it cannot be started',
      { kind: 'not-started', message: 'spawn /opt/scx EACCES' },
      {},
      'failed/load_failed',
      /cannot be started: spawn \/opt\/scx EACCES/,
    ],
    [
      'it does not attach',
      { kind: 'attach-timeout', found: { state: 'enabling', ops: OPS } },
      says('still verifying'),
      'failed/attach_timeout',
      /within 30 s \(sched_ext: rusty_1\.1\.4_x86_64 is enabling\): still verifying$/,
    ],
    ['it schedules some tasks', { kind: 'partial', found: ours }, {}, 'failed/load_failed', /only tasks that ask/],
    [
      'it had to be killed',
      { kind: 'killed' },
      bySignal('SIGKILL'),
      'failed/scheduler_crashed',
      /did not end within 5 s of SIGINT and was killed/,
    ],
    [
      'it stays in the kernel',
      { kind: 'still-loaded', found: ours },
      says(USER),
      'void/wrong_scheduler',
      /is enabled although its process is gone/,
    ],
    ['it is evicted while it attaches', died('attach'), says(STALL), 'failed/evicted', /stall/],
    [
      'it is evicted and does not end',
      { kind: 'killed' },
      says('EXIT: scx_bpf_error (x)'),
      'failed/evicted',
      /bpf_error/,
    ],
    [
      'a newer kernel has another reason',
      died('benchmark'),
      says('EXIT: cgroup gone'),
      'failed/evicted',
      /cgroup gone/,
    ],
    [
      'another took its place',
      died('benchmark', lavd),
      {},
      'void/wrong_scheduler',
      /^lavd_1\.1\.2 is enabled, not rusty, during/,
    ],
    [
      'another of a longer name took its place',
      { kind: 'changed', stage: 'settle', found: { state: 'enabled', ops: 'rusty2' } },
      {},
      'void/wrong_scheduler',
      /^rusty2 is enabled, not rusty, before the benchmark/,
    ],
    [
      'Rust finds the place taken',
      died('attach'),
      says('Error: another sched_ext scheduler is already running', 1),
      'void/wrong_scheduler',
      /^another sched_ext scheduler was loaded while it was being attached$/,
    ],
    [
      'C finds the place taken',
      died('attach'),
      { stdout: '[SCX_BUG] scx_central.c:96 (Device or resource busy)\nFailed to attach struct_ops\n', exitCode: 1 },
      'void/wrong_scheduler',
      /another sched_ext scheduler was loaded/,
    ],
    [
      'its own BPF part unloads it',
      died('benchmark'),
      says('EXIT: unregistered from BPF (bye)'),
      'failed/scheduler_crashed',
      /unloaded itself during the benchmark: unregistered from BPF \(bye\)/,
    ],
    [
      'a CPU goes offline',
      { kind: 'changed', stage: 'benchmark', found: { ...ours, enableSeq: 5 } },
      says('EXIT: unregistered from the main kernel (cpu 1 going offline)'),
      'void/wrong_scheduler',
      /taken out during the benchmark: unregistered from the main kernel/,
    ],
    [
      'somebody presses the key',
      died('settle'),
      says('Error: EXIT: disabled by sysrq-S', 1),
      'void/wrong_scheduler',
      /sysrq/,
    ],
    ['somebody stops it', died('benchmark'), says(USER), 'void/wrong_scheduler', /taken out during/],
    [
      'it was loaded again in between',
      { kind: 'changed', stage: 'benchmark', found: { ...ours, enableSeq: 5 } },
      {},
      'void/wrong_scheduler',
      /^sched_ext changed during the benchmark: rusty_1\.1\.4_x86_64 is enabled anew \(enable_seq 5\)/,
    ],
    [
      'it was loaded again, and says that it was asked to end',
      { kind: 'changed', stage: 'benchmark', found: { ...ours, enableSeq: 5 } },
      says(USER),
      'void/wrong_scheduler',
      /is enabled anew \(enable_seq 5\), as when a CPU comes or goes$/,
    ],
    [
      'a CPU goes offline, it loads itself again, and is asked to end',
      { kind: 'changed', stage: 'benchmark', found: gone },
      says(`EXIT: unregistered from the main kernel (cpu 1 going offline)\n${USER}`),
      'void/wrong_scheduler',
      /taken out during the benchmark: unregistered from the main kernel \(cpu 1 going offline\)$/,
    ],
    [
      'it schedules some tasks only from now on',
      { kind: 'changed', stage: 'benchmark', found: { ...ours, switchAll: false } },
      says(USER),
      'void/wrong_scheduler',
      /changed during the benchmark: rusty_1\.1\.4_x86_64 is enabled$/,
    ],
    ['somebody kills it', died('benchmark'), bySignal('SIGKILL'), 'void/wrong_scheduler', /ended by SIGKILL during/],
    [
      'somebody ends it',
      died('attach'),
      bySignal('SIGHUP'),
      'void/wrong_scheduler',
      /ended by SIGHUP while it was being/,
    ],
    ['it crashes', died('benchmark'), bySignal('SIGSEGV'), 'failed/scheduler_crashed', /crashed with SIGSEGV during/],
    ['it aborts at once', died('attach'), bySignal('SIGABRT'), 'failed/scheduler_crashed', /SIGABRT while/],
    ['it panics', died('attach'), says('thread panicked', 101), 'failed/scheduler_crashed', /panicked while.*: thread/],
    [
      'it ends in the middle',
      died('benchmark'),
      {},
      'failed/scheduler_crashed',
      /ended with status 0 during.*nothing$/,
    ],
    [
      'it refuses its arguments',
      died('attach'),
      says("error: unexpected argument '--direct' found\n\nUsage: scx_rusty [OPTIONS]\n", 2),
      'failed/bad_arguments',
      /refuses its arguments: error: unexpected argument '--direct' found$/,
    ],
    ['status 2 comes later', died('benchmark'), says('error: x', 2), 'failed/scheduler_crashed', /status 2/],
    [
      'the verifier refuses it',
      died('attach'),
      says('libbpf: x\nError: Failed to load BPF program\n\nCaused by:\n    Invalid argument (os error 22)\n', 1),
      'failed/load_failed',
      /could not be loaded \(status 1\): Error: Failed to load BPF program: Invalid argument \(os error 22\)$/,
    ],
    [
      'the verifier refuses a C example',
      died('attach'),
      says('processed 1000001 insns\n[SCX_BUG] scx_qmap.c:193 (Argument list too long)\nFailed to load skel\n', 1),
      'failed/load_failed',
      /could not be loaded \(status 1\): Failed to load skel: Argument list too long$/,
    ],
    [
      'the verifier refuses it for several reasons',
      died('attach'),
      says('Error: A\n\nCaused by:\n    0: B\n    1: C\n\nStack backtrace:\n   0: main', 1),
      'failed/load_failed',
      /: Error: A: B: C$/,
    ],
    ['it ends at once without a word', died('attach'), {}, 'failed/load_failed', /status 0\) and printed nothing/],
  ])('%s', (_, deviation, ended, expected, message) => {
    expect(outcome(deviation, ended)).toEqual([expected, expect.stringMatching(message)]);
  });
});

describe('schedulerOutcome', () => {
  const snapshot = fc.record(
    {
      state: fc.constantFrom('disabled', 'enabling', 'enabled', 'disabling'),
      ops: fc.constantFrom(OPS, 'rusty', 'rusty2', 'lavd'),
      enableSeq: fc.nat(9),
      switchAll: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const stage = fc.constantFrom<Stage>('start', 'attach', 'settle', 'benchmark', 'detach');
  const deviation = fc.oneof(
    fc.constant<Deviation>({ kind: 'killed' }),
    fc.record({ kind: fc.constant('not-started' as const), message: fc.string() }),
    fc.record({ kind: fc.constantFrom('occupied', 'attach-timeout', 'partial', 'still-loaded'), found: snapshot }),
    fc.record({ kind: fc.constantFrom('ended', 'changed'), stage, found: snapshot }),
  ) as fc.Arbitrary<Deviation>;
  const words = fc.oneof(
    fc.constantFrom('', USER, 'EXIT: unregistered from BPF', 'Error: EXIT: disabled by sysrq-S', 'error: x', 'busy'),
    fc.string({ unit: 'binary' }),
  );
  const ended = fc.record({
    stdout: words,
    stderr: words,
    exitCode: fc.constantFrom(0, 1, 2, 101, 130, null),
    signal: fc.constantFrom<NodeJS.Signals | null>(null, 'SIGINT', 'SIGKILL', 'SIGSEGV'),
  });

  it('never lets a run count with a deviation, and says why in one line', () => {
    fc.assert(
      fc.property(deviation, ended, (found, output) => {
        const result = schedulerOutcome(report(found, output), REQUEST);
        expect(result?.status).toMatch(/^(?:failed|void)$/);
        expect(result?.message).toMatch(/^\S/);
      }),
    );
  });

  it('calls it evicted whenever the kernel says so, whatever else was seen', () => {
    const reasons = fc.constantFrom('runtime error', 'scx_bpf_error', 'runnable task stall', 'a reason of tomorrow');
    const start = fc.constantFrom('EXIT: ', 'Error: EXIT: ');
    fc.assert(
      fc.property(fc.option(deviation, { nil: undefined }), ended, start, reasons, (found, output, begin, reason) => {
        const stderr = `${output.stderr}\n${begin}${reason} (x)\n`;
        expect(outcome(found, { ...output, stderr })?.[0]).toBe('failed/evicted');
      }),
    );
  });
});
