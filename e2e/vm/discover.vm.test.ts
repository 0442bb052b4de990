// Definitions from the help of real programs hold every parameter, default and choice that is known of them; one is tuned at once.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

interface Parameter {
  readonly type: string;
  readonly default: unknown;
  readonly commandArg: string;
  readonly rangeIsGuess?: boolean;
}

/** One line of discover.guest.mjs. */
interface Facts {
  readonly scenario: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly state: string;
  readonly enableSeq: number;
  readonly definition: { readonly parameters: Readonly<Record<string, Parameter>>; readonly skipped: object } | null;
  readonly trials: readonly Trial[];
}

/** Flag → default: of scx 1.1.4 as its sources declare them; −1 where a C program does not say. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  scx_rusty: {
    ...{ '--slice-us-underutil': 20_000, '--slice-us-overutil': 1000, '--interval': 2, '--tune-interval': 0.1 },
    ...{ '--load-half-life': 1, '--cache-level': 3, '--greedy-threshold': 1, '--greedy-threshold-x-numa': 0 },
    ...{ '--no-load-balance': false, '--kthreads-local': false, '--balanced-kworkers': false, '--fifo-sched': false },
    ...{ '--direct-greedy-under': 90, '--kick-greedy-under': 100, '--direct-greedy-numa': false },
    ...{ '--mempolicy-affinity': false, '--perf': 0 },
  },
  // 1.1.2 had eleven --timely flags more.
  scx_bpfland: {
    ...{
      '--slice-us': 1000,
      '--slice-min-us': 0,
      '--slice-us-lag': 40_000,
      '--throttle-us': 0,
      '--idle-resume-us': -1,
    },
    ...{ '--local-pcpu': false, '--local-kthreads': false, '--no-wake-sync': false, '--sticky-tasks': false },
    ...{ '--preferred-idle-scan': false, '--disable-smt': false, '--disable-numa': false, '--cpufreq': false },
  },
  scx_flash: {
    ...{ '--slice-us': 700, '--slice-us-lag': 20_000, '--throttle-us': 0, '--idle-resume-us': 32, '--tickless': false },
    ...{ '--rr-sched': false, '--wakeup-throttle': false, '--disable-smt': false, '--disable-numa': false },
    ...{ '--cpufreq': false },
  },
  scx_qmap: { '-s': -1, '-b': -1, '-H': false, '-I': false },
  scx_simple: { '-f': false },
};

/** Flags of text or lists, and those that inject faults, among what must not be tuned. */
const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  scx_rusty: ['--cpumasks', '--partial', '--monitor', '--stats'],
  scx_bpfland: ['--primary-domain', '--monitor'],
  scx_flash: ['--primary-domain', '--monitor'],
  scx_qmap: ['-e', '-t', '-T', '-l', '-p', '-c', '-d'],
  scx_simple: ['-v'],
};

describeInGuest('schedulers discover', () => {
  const facts = factsOf<Facts>('e2e/vm/discover.guest.mjs');

  it.for(Object.keys(KNOWN))('knows the flags of %s, and loads nothing to find out', async (name, { signal }) => {
    const { exitCode, definition, stderr, state, enableSeq } = await facts(name, signal);
    expect({ exitCode, state, enableSeq }, stderr).toEqual({ exitCode: 0, state: 'disabled', enableSeq: 0 });
    const parameters = Object.values(definition?.parameters ?? {});
    expect(Object.fromEntries(parameters.map((one) => [one.commandArg, one.default]))).toEqual(KNOWN[name]);
    expect(Object.keys(definition?.skipped ?? {})).toEqual(expect.arrayContaining([...SKIPPED[name]]));
    for (const { type, rangeIsGuess, commandArg } of parameters) {
      const isDocumented = type === 'boolean' || commandArg === '--perf' || commandArg.endsWith('-greedy-under');
      if (!isDocumented) expect(rangeIsGuess, commandArg).toBe(true);
    }
  });

  it('writes a definition of scx_qmap that is tuned at once', async ({ signal }) => {
    const { exitCode, stderr, trials, state } = await facts('tuned', signal);
    expect({ exitCode, state }, stderr).toEqual({ exitCode: 0, state: 'disabled' });
    expectRightScheduler(trials, /^qmap$/);
    expect(trials.filter(({ phase }) => phase === 'search')).toHaveLength(2);
  });
});
