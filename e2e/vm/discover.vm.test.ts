// Definitions of real schedulers from their own help, held against what their sources say, and one of them tuned at once.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

interface Parameter {
  readonly type: string;
  readonly default: unknown;
  readonly choices?: readonly string[];
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly special?: readonly { readonly value: number }[];
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
  readonly definition: {
    readonly name: string;
    readonly opsName: string;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly skipped: Readonly<Record<string, string>>;
  };
  readonly written: { readonly exitCode: number; readonly stdout: string; readonly stderr: string };
  readonly trials: readonly Trial[];
}

type Table = Readonly<Record<string, readonly [type: string, standard: unknown]>>;

const SWITCH = ['boolean', false] as const;
const switches = (...flags: string[]): Table => Object.fromEntries(flags.map((flag) => [flag, SWITCH]));

/** What nobody tunes: of every Rust scheduler of 1.1. */
const OF_RUST = [
  ...['--exit-dump-len', '--stats', '--monitor', '--verbose', '--version', '--help', '--help-stats'],
  ...['--relaxed-maps', '--pin-root-path', '--kconfig', '--btf-custom-path', '--bpf-token-path'],
];

/**
 * Every parameter of the source of 1.1.2, with its default; 1.1.4 has the same. The domains of bpfland and flash are a
 * word or a mask of CPUs, and the masks of rusty a list: neither can be searched. The twelve `--timely` flags of bpfland
 * are newer than its release 1.1.4.
 */
const RUST: Readonly<Record<string, { readonly parameters: Table; readonly skipped: readonly string[] }>> = {
  scx_rusty: {
    parameters: {
      '--slice-us-underutil': ['integer', 20_000],
      '--slice-us-overutil': ['integer', 1000],
      '--interval': ['float', 2],
      '--tune-interval': ['float', 0.1],
      '--load-half-life': ['float', 1],
      '--cache-level': ['integer', 3],
      '--greedy-threshold': ['integer', 1],
      '--greedy-threshold-x-numa': ['integer', 0],
      '--direct-greedy-under': ['float', 90],
      '--kick-greedy-under': ['float', 100],
      '--perf': ['integer', 0],
      ...switches('--no-load-balance', '--kthreads-local', '--balanced-kworkers', '--fifo-sched'),
      ...switches('--direct-greedy-numa', '--mempolicy-affinity'),
    },
    skipped: ['--cpumasks', '--partial', ...OF_RUST],
  },
  scx_bpfland: {
    parameters: {
      '--slice-us': ['integer', 1000],
      '--slice-min-us': ['integer', 0],
      '--slice-us-lag': ['integer', 40_000],
      '--throttle-us': ['integer', 0],
      '--idle-resume-us': ['integer', -1],
      ...switches('--local-pcpu', '--local-kthreads', '--no-wake-sync', '--sticky-tasks', '--preferred-idle-scan'),
      ...switches('--disable-smt', '--disable-numa', '--cpufreq'),
    },
    skipped: ['--primary-domain', '--debug', ...OF_RUST],
  },
  scx_flash: {
    parameters: {
      '--slice-us': ['integer', 700],
      '--slice-us-lag': ['integer', 20_000],
      '--throttle-us': ['integer', 0],
      '--idle-resume-us': ['integer', 32],
      ...switches('--tickless', '--rr-sched', '--wakeup-throttle', '--disable-smt', '--disable-numa', '--cpufreq'),
    },
    skipped: ['--primary-domain', '--debug', ...OF_RUST],
  },
};

/** The help of C examples names no defaults: −1 stands for a flag that is not passed. */
const C: typeof RUST = {
  scx_qmap: {
    parameters: { '-s': ['integer', -1], '-b': ['integer', -1], ...switches('-H', '-I') },
    skipped: ['-e', '-t', '-T', '-l', '-F', '-C', '-N', '-P', '-M', '-c', '-d', '-D', '-S', '-p', '-v', '-h'],
  },
  scx_simple: { parameters: switches('-f'), skipped: ['-v', '-h'] },
};

describeInGuest('schedulers discover', () => {
  const facts = factsOf<Facts>('e2e/vm/discover.guest.mjs');

  it.for([...Object.entries(RUST), ...Object.entries(C)])(
    'finds every flag of %s that can be tuned, with its default, and no other',
    async ([name, { parameters, skipped }], { signal }) => {
      const { exitCode, stderr, definition, ...snapshot } = await facts(name, signal);
      expect(exitCode, stderr).toBe(0);
      expect(definition).toMatchObject({ name, opsName: name.replace('scx_', '') });
      const found = Object.values(definition.parameters);
      expect(Object.fromEntries(found.map((one) => [one.commandArg, [one.type, one.default]]))).toEqual(parameters);
      expect(found.filter(({ choices }) => choices)).toEqual([]); // none of them takes one word of a few
      for (const one of found.filter(({ type }) => type !== 'boolean')) {
        expect(holdsDefault(one), one.commandArg).toBe(true);
        expect(one.rangeIsGuess ?? false, one.commandArg).toBe(one.commandArg !== '--perf'); // whose range is documented
      }
      expect(Object.keys(definition.skipped).sort()).toEqual([...skipped].sort());
      expect(snapshot).toMatchObject({ state: 'disabled', enableSeq: 0 }); // nothing was loaded to find out
    },
  );

  function holdsDefault({ default: standard, minValue, maxValue, special = [] }: Parameter): boolean {
    const isInside = Number(minValue) <= Number(standard) && Number(standard) <= Number(maxValue);
    return isInside || special.some(({ value }) => value === standard);
  }

  it('writes a file that optimize --scheduler-file tunes at once', async ({ signal }) => {
    const { written, ...found } = await facts('tuned', signal);
    expect(written).toMatchObject({ exitCode: 0, stdout: '/tmp/qmap.json\n' });
    expect(written.stderr).toMatch(/^To tune it: schedtuna optimize --scheduler-file \/tmp\/qmap\.json$/m);
    expect(found, found.stderr).toMatchObject({ exitCode: 0, state: 'disabled' });
    expectRightScheduler(found.trials, /^qmap$/);
    // Ranges are guesses: a large -b unrolls into more than the verifier looks at. That is a failure, not a number.
    const [refused, completed] = found.trials.filter(({ phase }) => phase === 'search');
    expect(refused).toMatchObject({ status: 'load_failed', configuration: { count_b: 62 } });
    expect(refused.message).toMatch(/: Failed to load skel: Argument list too long$/);
    expect(completed).toMatchObject({ status: 'completed', configuration: { count_b: 7 } });
  });
});
