import { describe, expect, it } from 'vitest';
import {
  boolean,
  type Command,
  type Condition,
  categorical,
  float,
  integer,
  type Parameters,
  type Scheduler,
} from '../../src/index.js';
import { testScheduler } from '../../src/testing/index.js';
import { failuresOf, runSuite } from './suite-run.js';

type ProcessScheduler = Extract<Scheduler, { kind: 'process' }>;
type SchedExtScheduler = Extract<Scheduler, { kind: 'sched_ext' }>;

const description = 'for a test';
const OWN_FLAGS = 'gives every configuration a command line of its own';

const process: ProcessScheduler = {
  kind: 'process',
  name: 'exemplary',
  description,
  parameters: {
    slice_us: integer({
      default: 0,
      minValue: 10,
      maxValue: 1000,
      special: [{ value: 0, meaning: 'automatic' }],
      description,
    }),
    policy: categorical({ default: 'fair', choices: ['fair', 'idle'], description }),
    nice: integer({ default: 0, minValue: 0, maxValue: 19, when: { parameter: 'policy', isNot: 'idle' }, description }),
  },
  constraints: [
    {
      forbid: [
        { parameter: 'policy', is: 'idle' },
        { parameter: 'slice_us', isNot: 0 },
      ],
      reason: 'no effect',
    },
  ],
  probe: async ({ platform }) =>
    platform === 'linux' ? { usable: true } : { usable: false, reason: 'it needs Linux' },
  wrap: (configuration, command) => ({
    ...command,
    file: '/usr/bin/launch',
    args: [...Object.values(configuration).map(String), '--', command.file, ...command.args],
  }),
  explain: ({ nice }) => (nice === 0 ? [] : [`nice -n ${nice} COMMAND`]),
};

/** A switch of a percentage, and the percentage while it is on: both behind one flag. */
const pushed = {
  default: true,
  commandArg: { flag: '--push-under', values: { false: '0', true: '90' } as Record<string, string> },
  description,
};
const pushedUnder = {
  ...{ default: 90, minValue: 1, maxValue: 100, commandArg: '--push-under', description },
  when: { parameter: 'push', is: true } as Condition,
};

const schedExt: SchedExtScheduler = {
  kind: 'sched_ext',
  name: 'scx_exemplary',
  description,
  binary: 'scx_exemplary',
  opsName: 'exemplary',
  parameters: {
    slice_us: integer({
      default: 20_000,
      minValue: 1000,
      maxValue: 50_000,
      commandArg: ['--slice-us', '-s'],
      description,
    }),
    kick: boolean({ default: false, commandArg: '--kick', description }),
    push: boolean({ ...pushed, commandArg: [pushed.commandArg, '--push'] }),
    push_under: float(pushedUnder),
  },
};

describe('testScheduler', () => {
  it('passes sound schedulers, with tests for what each kind has', async () => {
    const ofProcess = await runSuite((register) => testScheduler(register, process));
    const ofSchedExt = await runSuite((register) => testScheduler(register, schedExt));
    expect([...ofProcess.values(), ...ofSchedExt.values()].filter((failure) => failure !== undefined)).toEqual([]);
    expect([...ofProcess.keys()]).toContain('keeps the wrapped command intact');
    expect([...ofSchedExt.keys()]).toContain(OWN_FLAGS);
  });

  it.each<[string, string, RegExp, Scheduler]>([
    ['a name with blanks', 'has the shape of a scheduler', /name must be like/, { ...process, name: 'my scheduler' }],
    [
      'a kind that does not exist',
      'has the shape of a scheduler',
      /kind must be one of/,
      { ...process, kind: 'magic' as 'process' },
    ],
    [
      'no binary',
      'has the shape of a scheduler',
      /binary is missing/,
      { ...schedExt, binary: undefined as unknown as string },
    ],
    ['a misspelt key', 'has the shape of a scheduler', /minimum is unknown/, withParameter({ minimum: 0 })],
    [
      'no wrap',
      'has the shape of a scheduler',
      /function wrap/,
      { ...process, wrap: undefined as unknown as ProcessScheduler['wrap'] },
    ],
    [
      'a default outside its range',
      'declares parameters without contradictions',
      /default must be/,
      withParameter({ default: 99_999 }),
    ],
    [
      'a condition on nothing',
      'declares parameters without contradictions',
      /no parameter polcy/,
      withParameter({ when: { parameter: 'polcy', is: 'x' } }),
    ],
    [
      'a constraint that forbids the default',
      'allows its default configuration',
      /not allowed: never/,
      { ...process, constraints: [{ forbid: [{ parameter: 'policy', is: 'fair' }], reason: 'never' }] },
    ],
    [
      'a choice that constraints never allow',
      'can set every parameter to something other than its default',
      /^policy is at its default/,
      { ...process, constraints: [{ forbid: [{ parameter: 'policy', is: 'idle' }], reason: 'never' }] },
    ],
    [
      'a parameter of one value',
      'can set every parameter to something other than its default',
      /^slice_us is at its default/,
      withParameter({ default: 10, maxValue: 10, special: [] }),
    ],
    [
      'a parameter without a flag',
      OWN_FLAGS,
      /tick has no commandArg/,
      { ...schedExt, parameters: { ...schedExt.parameters, tick: boolean({ default: false, description }) } },
    ],
    [
      'a flag of two parameters',
      OWN_FLAGS,
      /--kick is the flag of kick and of tick/,
      withFlags({ tick: boolean({ default: false, commandArg: '--kick', description }) }),
    ],
    [
      'a spelling that is listed twice',
      OWN_FLAGS,
      /--tick is the flag of tick twice/,
      withFlags({ tick: boolean({ default: false, commandArg: ['--tick', '--tick'], description }) }),
    ],
    [
      'a flag shared with a parameter that is active at other values too',
      OWN_FLAGS,
      /--push-under is the flag of push and of push_under; they can share it only/,
      withFlags({ push_under: float({ ...pushedUnder, when: { parameter: 'push', is: [true, false] } }) }),
    ],
    [
      "a flag shared with a parameter that is active at the other's other value",
      OWN_FLAGS,
      /they can share it only/,
      withFlags({ push_under: float({ ...pushedUnder, when: { parameter: 'push', isNot: true } }) }),
    ],
    [
      'a flag shared with a parameter that waits for a third',
      OWN_FLAGS,
      /they can share it only/,
      withFlags({ push_under: float({ ...pushedUnder, when: { parameter: 'kick', is: false } }) }),
    ],
    [
      'a word that stands for two configurations',
      OWN_FLAGS,
      /--push-under 0 stands for a value of push and for one of push_under/,
      withFlags({ push_under: float({ ...pushedUnder, minValue: 0 }) }),
    ],
    [
      'a map without a word for false',
      OWN_FLAGS,
      /--push-under has no word for push = false/,
      withFlags({ push: boolean({ ...pushed, commandArg: { flag: '--push-under', values: { true: '90' } } }) }),
    ],
    [
      'a map without a word for a choice',
      OWN_FLAGS,
      /--mode has no word for mode = b/,
      withFlags({
        mode: categorical({
          ...{ default: 'a', choices: ['a', 'b'], description },
          commandArg: { flag: '--mode', values: { a: '0' } },
        }),
      }),
    ],
    [
      'a map with words for values that do not exist',
      OWN_FLAGS,
      /values that push does not have: yes/,
      withFlags({
        push: boolean({
          ...pushed,
          commandArg: { flag: '--push-under', values: { ...pushed.commandArg.values, yes: '1' } },
        }),
      }),
    ],
    [
      'a map that writes two values alike',
      OWN_FLAGS,
      /--push-under 0 stands for two values of push/,
      withFlags({
        push: boolean({ ...pushed, commandArg: { flag: '--push-under', values: { true: '0', false: '0' } } }),
      }),
    ],
    [
      'a switch that is on by default',
      OWN_FLAGS,
      /tick is true by default, but --tick is a switch/,
      withFlags({ tick: boolean({ default: true, commandArg: '--tick', description }) }),
    ],
    [
      'wrap through a shell',
      'keeps the wrapped command intact',
      /unchanged/,
      wrapping((command) => ({ ...command, file: 'sh', args: ['-c', [command.file, ...command.args].join(' ')] })),
    ],
    [
      'wrap that loses the environment',
      'keeps the wrapped command intact',
      /BENCHMARK_SEED/,
      wrapping(({ file, args, cwd }) => ({ file, args, ...(cwd ? { cwd } : {}) })),
    ],
    [
      'wrap that loses the directory',
      'keeps the wrapped command intact',
      /directory/,
      wrapping(({ cwd: _, ...command }) => command),
    ],
    [
      'wrap that changes what it is given',
      'keeps the wrapped command intact',
      /read only|not extensible/,
      wrapping((command) => Object.assign(command, { file: 'x' })),
    ],
    [
      'wrap that is random',
      'wraps the same way every time',
      /must not depend/,
      wrapping((command) => ({ ...command, env: { ...command.env, X: String(Math.random()) } })),
    ],
    [
      'a parameter that wrap forgets',
      'lets every parameter change how a command is started',
      /^nice = /,
      {
        ...process,
        wrap: ({ slice_us, policy }, command) => ({
          ...command,
          file: 'launch',
          args: [`${slice_us}${policy}`, command.file, ...command.args],
        }),
      },
    ],
    [
      'explanations of the default',
      'explains configurations in words a person can type',
      /nothing about the default/,
      { ...process, explain: () => ['nice -n 0'] },
    ],
    [
      'empty explanations',
      'explains configurations in words a person can type',
      /lines of text/,
      { ...process, explain: () => [''] },
    ],
    [
      'a probe that throws',
      'probes machines that give nothing without throwing',
      /refuses everything.*EPERM/,
      {
        ...process,
        probe: async (host) => ({ usable: (await host.run({ file: 'uname', args: [] })).exitCode === 0, reason: 'no' }),
      },
    ],
    [
      'a probe without a reason',
      'probes machines that give nothing without throwing',
      /without a reason/,
      { ...process, probe: async () => ({ usable: false }) },
    ],
    [
      'a probe that knows strange parameters',
      'probes machines that give nothing without throwing',
      /do not exist: slice/,
      { ...process, probe: async () => ({ usable: true, unavailable: { slice: 'old kernel' } }) },
    ],
    [
      'a probe that answers nonsense',
      'probes machines that give nothing without throwing',
      /usable is missing/,
      { ...process, probe: async () => ({}) as never },
    ],
    [
      'a probe that likes macOS',
      'says why it cannot be used on other platforms',
      /macOS/,
      { ...process, probe: async () => ({ usable: true }) },
    ],
  ])('fails %s', async (_, test, message, scheduler) => {
    const failures = await failuresOf((register) => testScheduler(register, scheduler));
    expect(failures[test] ?? 'passed').toMatch(message);
  });
});

/** The exemplary scheduler with other or more flags. */
function withFlags(parameters: Parameters): Scheduler {
  return { ...schedExt, parameters: { ...schedExt.parameters, ...parameters } };
}

/** The exemplary scheduler with one parameter changed, past what the types allow. */
function withParameter(changes: object): Scheduler {
  return {
    ...process,
    parameters: { ...process.parameters, slice_us: { ...process.parameters.slice_us, ...changes } as never },
  };
}

function wrapping(wrap: (command: Command) => Command): Scheduler {
  return { ...process, wrap: (_, command) => wrap(command) };
}
