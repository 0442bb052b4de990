// What can go wrong around one run under a sched_ext scheduler, when, and what may come of it.
import fc from 'fast-check';
import { ATTACH, LEAVE, OPS, UNLOAD } from './fake-kernel.js';

export interface Scenario {
  readonly name: string;
  /** Steps of the scheduler's process; see fake-scheduler.pl. */
  readonly steps: readonly string[];
  /** status, or status/class. `completed` stands for a fault that came too late to matter. */
  readonly allowed: readonly string[];
  /** Limits that the scenario waits for, ms. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Somebody else's scheduler before the start, and when it leaves. */
  readonly occupied?: { readonly leavesAfterMs?: number };
  /** The tuner asks for the end. */
  readonly stop?: { readonly afterMs: number; readonly how: 'kindly' | 'now' };
  /** The kernel keeps the scheduler when its process dies. */
  readonly isStuck?: boolean;
  readonly benchmark?: { readonly status?: number; readonly timeoutMs?: number; readonly lengthMs?: number };
}

const WRONG = 'void/wrong_scheduler';
const EVICTED = 'failed/evicted';
const CRASHED = 'failed/scheduler_crashed';

const foreign = (name: string) => ['state:enabling', `ops:${name}`, 'state:enabled', 'all:1', 'seq:1'];
const sleep = (ms: number) => `sleep:${ms}`;
/** Too late to matter, or so early that nobody saw it attached. */
const later = (classes: readonly string[]) => [
  'completed',
  ...classes,
  ...(classes.includes(CRASHED) ? ['failed/load_failed'] : []),
];

/** Length of the benchmark, ms. */
export const BENCHMARK_MS = 50;

/** Around attach and leave: slow, talkative, but right. */
const noise = fc.record({
  before: fc.integer({ min: 0, max: 40 }),
  flood: fc.constantFrom('out:0', 'out:200000', 'err:200000', 'err:3000'),
  leaving: fc.integer({ min: 0, max: 30 }),
});
type Noise = typeof noise extends fc.Arbitrary<infer T> ? T : never;

const attached = ({ before, flood }: Noise) => [sleep(before), flood, ...ATTACH, flood];
const leave = ({ leaving, flood }: Noise) => ['on-int', flood, sleep(leaving), ...LEAVE.slice(1)];

/** A fault of the running scheduler, some time after it was attached: it may hit settling, benchmark or neither. */
const duringRun: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['ends without a word', [...UNLOAD, 'exit:0'], [CRASHED]],
  ['panics', [...UNLOAD, 'say:thread main panicked', 'exit:101'], [CRASHED]],
  ['fails', ['say:Error: something', 'exit:1'], [CRASHED]],
  ['crashes', ['kill:SEGV'], [CRASHED, WRONG]],
  ['is killed by somebody', ['kill:KILL'], [WRONG]],
  ['is stopped by somebody', [...UNLOAD, 'say:EXIT: unregistered from user space', 'exit:0'], [WRONG]],
  [
    'is evicted by the watchdog',
    [...UNLOAD, 'say:EXIT: runnable task stall (perl[1] failed to run for 5.1s)', 'exit:0'],
    [EVICTED],
  ],
  [
    'is evicted by a BPF error',
    [...UNLOAD, 'say:Error: EXIT: scx_bpf_error (count 100) on CPU 1', 'exit:1'],
    [EVICTED],
  ],
  ['is evicted by sysrq', [...UNLOAD, 'say:Error: EXIT: disabled by sysrq-S', 'exit:1'], [WRONG]],
  [
    'is restarted by CPU hotplug',
    [...UNLOAD, 'say:EXIT: unregistered from the main kernel (cpu 1 going offline)', ...ATTACH, ...LEAVE],
    [WRONG],
  ],
  [
    'is evicted, and says why when it is asked to end',
    [...UNLOAD, 'on-int', 'say:EXIT: runtime error (invalid CPU 6)', 'exit:0'],
    [EVICTED, WRONG],
  ],
  ['is evicted in silence', [...UNLOAD, 'on-int', 'exit:0'], [WRONG]],
  ['is replaced', [...UNLOAD, ...foreign('lavd_1.0'), 'on-int', 'exit:0'], [WRONG]],
  ['is replaced by one of a longer name', [...UNLOAD, ...foreign('rusty2'), 'on-int', 'exit:0'], [WRONG]],
  ['is replaced by another start of its own kind', [...UNLOAD, ...ATTACH, ...LEAVE], [WRONG]],
  ['becomes partial', ['all:0', ...LEAVE], [WRONG, 'failed/load_failed']],
  [
    'begins to leave and hangs',
    ['state:disabling', 'on-int', 'no-ops', 'state:disabled', 'exit:0'],
    [WRONG, 'failed/attach_timeout'],
  ],
  ['has another name all at once', ['ops:simple', ...LEAVE], [WRONG]],
];

const duringAttach: readonly (readonly [string, readonly string[], readonly string[], Scenario['limits']?])[] = [
  ['refuses its arguments', ["say:error: unexpected argument '--direct' found", 'exit:2'], ['failed/bad_arguments']],
  ['is refused by the verifier', ['say:Error: Failed to load BPF program', 'exit:1'], ['failed/load_failed']],
  ['panics at once', ['say:thread main panicked', 'exit:101'], [CRASHED]],
  ['ends at once', ['exit:0'], ['failed/load_failed']],
  ['crashes at once', ['kill:ABRT'], [CRASHED]],
  ['is killed at once', ['kill:KILL'], [WRONG]],
  ['finds the place taken', ['say:Error: another sched_ext scheduler is already running', 'exit:1'], [WRONG]],
  ['never attaches', LEAVE, ['failed/attach_timeout'], { attach: 250 }],
  ['hangs in enabling', ['state:enabling', ...LEAVE], ['failed/attach_timeout'], { attach: 250 }],
  [
    'is enabled without being counted',
    ['state:enabling', `ops:${OPS}`, 'state:enabled', 'all:1', ...LEAVE],
    ['failed/attach_timeout'],
    { attach: 250 },
  ],
  [
    'is counted and stays in enabling',
    ['state:enabling', `ops:${OPS}`, 'all:1', 'seq:1', ...LEAVE],
    ['failed/attach_timeout'],
    { attach: 250 },
  ],
  [
    'attaches for some tasks only',
    ['state:enabling', 'ops:rusty', 'state:enabled', 'all:0', 'seq:1', ...LEAVE],
    ['failed/load_failed'],
  ],
  ['attaches under another name', [...foreign('simple'), ...LEAVE], [WRONG]],
  ['attaches under a longer name', [...foreign('rusty2'), ...LEAVE], [WRONG]],
  ['comes after another', [...foreign('lavd'), sleep(30), ...UNLOAD, ...ATTACH, ...LEAVE], [WRONG]],
  ['attaches and is evicted', [...ATTACH, ...UNLOAD, 'say:EXIT: runtime error (x)', 'exit:0'], [EVICTED]],
];

export const scenario: fc.Arbitrary<Scenario> = fc.oneof(
  {
    weight: 3,
    arbitrary: noise.map((n) => ({ name: 'right', steps: [...attached(n), ...leave(n)], allowed: ['completed'] })),
  },
  {
    weight: 9,
    arbitrary: fc
      .tuple(noise, fc.constantFrom(...duringRun), fc.integer({ min: 0, max: 120 }))
      .map(([n, [name, steps, classes], ms]) => {
        const isSilent = !steps.includes('on-int');
        const end = isSilent && !steps.some((step) => /^(?:exit|kill)/.test(step)) ? leave(n) : [];
        return {
          name: `${name} after ${ms} ms`,
          steps: [...attached(n), sleep(ms), ...steps, ...end],
          allowed: later(classes),
        };
      }),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(noise, fc.constantFrom(...duringAttach)).map(([n, [name, steps, allowed, limits]]) => ({
      ...{ name, steps: [sleep(n.before), n.flood, ...steps], allowed },
      ...(limits ? { limits } : {}),
    })),
  },
  fc.tuple(noise, fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined })).map(([n, leavesAfterMs]) => ({
    name: leavesAfterMs === undefined ? 'another scheduler stays' : 'another scheduler leaves',
    steps: [...attached(n), ...leave(n)],
    allowed: leavesAfterMs === undefined ? [WRONG] : ['completed'],
    ...(leavesAfterMs === undefined ? { limits: { free: 60 }, occupied: {} } : { occupied: { leavesAfterMs } }),
  })),
  fc.tuple(noise, fc.integer({ min: 0, max: 200 }), fc.constantFrom('kindly', 'now')).map(([n, afterMs, how]) => ({
    name: `the tuner stops it ${how} after ${afterMs} ms`,
    steps: [...attached(n), ...leave(n)],
    allowed: ['void/interrupted', 'completed'],
    stop: { afterMs, how: how as 'kindly' | 'now' },
  })),
  noise.map((n) => ({
    ...{ name: 'ignores SIGINT', steps: ['deaf', ...attached(n)], allowed: [CRASHED], limits: { grace: 100 } },
  })),
  noise.map((n) => ({
    name: 'leaves a child behind',
    steps: ['child', ...attached(n), ...leave(n)],
    allowed: ['completed'],
  })),
  noise.map((n) => ({
    ...{ name: 'fails when it is stopped', steps: [...attached(n), 'on-int', ...UNLOAD, 'exit:3'], allowed: [CRASHED] },
  })),
  noise.map((n) => ({
    name: 'stays in the kernel',
    steps: [...attached(n), 'on-int', 'exit:0'],
    allowed: [WRONG],
    limits: { gone: 100 },
    isStuck: true,
  })),
  noise.map((n) => ({
    ...{ name: 'benchmark fails', steps: [...attached(n), ...leave(n)], allowed: ['failed/benchmark_failed'] },
    benchmark: { status: 1 },
  })),
  noise.map((n) => ({
    ...{
      name: 'benchmark takes too long',
      steps: [...attached(n), ...leave(n)],
      allowed: ['failed/benchmark_timeout'],
    },
    benchmark: { timeoutMs: 50, lengthMs: 3000 },
  })),
);
