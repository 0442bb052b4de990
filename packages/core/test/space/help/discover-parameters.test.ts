import { type Parameter, parameterProblems, schedulerSchema } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/config/value-problems.js';
import { fitParameters } from '../../../src/space/fit-parameters.js';
import { discoverScheduler } from '../../../src/space/help/discover-parameters.js';
import type { Help } from '../../../src/space/help/help-flag.js';
import { parseHelp } from '../../../src/space/help/parse-help.js';
import { clapFlags } from './clap-text.js';

const validate = createValidator(schedulerSchema);

const CLAP = parseHelp(`Made up for this test.

Usage: scx_example [OPTIONS]

Options:
  -s, --slice-us <SLICE_US>
          How long a task runs in microseconds. Longer is smoother.
          
          [default: 1000]

      --lag-us <LAG_US>
          Credit in microseconds (0 = no credit)
          
          [default: 0]

      --wait-us <WAIT_US>
          Patience (-1 = disabled)
          
          [default: -1]

      --period <PERIOD>
          Time between two looks in seconds
          
          [default: 0.5]

      --busy-pct <BUSY_PCT>
          When the machine counts as busy
          
          [default: 75]

      --boost <BOOST>
          Valid values are [0, 512]
          
          [default: 16]

      --depth <DEPTH>
          When non-zero, enable looking further
          
          [default: 3]

      --limit <LIMIT>
          Tasks at once
          
          [default: 18446744073709551615]

      --mode <MODE>
          [default: fair]
          [possible values: fair, fast]

      --hint <HINT>
          [possible values: low, high]

      --pick <PICK>
          [default: true]
          [possible values: true, false]

  -k
          Kick

      --queues <QUEUES>...
          Slices of the queues

      --quanta <QUANTA>
          [default: 1 2 3]

      --mask <MASK>
          [default: 0xff]

      --domain <DOMAIN>
          [default: auto]

      --only <ONLY>
          [default: fair]
          [possible values: fair]

      --cap <CAP>
          Upper bound

      --old
          DEPRECATED: does nothing

      --nice...
          Counted

      --partial
          Only some tasks

      --exit-dump-len <EXIT_DUMP_LEN>
          [default: 0]

      --monitor-interval <N>
          [default: 1]

      --run-example
          Shows how

  -v, --verbose...
          Say more

  -h, --help
          Print help

Topology Options:
      --virt-llc
          Split caches

Libbpf Options:
      --relaxed-maps <RELAXED_MAPS>
          [possible values: true, false]
`);

const GETOPT = parseHelp(`A small one.

Usage: scx_small [-s SLICE_US]

  -s SLICE_US   Override slice duration
  -n COUNT      Take upto COUNT tasks together
  -q COUNT      Queues (default 5)
  -x COUNT      Trigger an error after COUNT enqueues
  -t COUNT      Stall every COUNT'th thread
  -l COUNT      Trigger infinite looping
  -P            Print queues to trace_pipe
  -d PID        Disallow a process
  -c CG_PATH    Cgroup path to attach to
  -p            Switch only tasks on SCHED_EXT policy
  -F COUNT      Wakeup stress
  -C MODE       override test (a|b)
  -N LEN        Size of the arena
  -u CPU        Central one
  -H            Boost some
  -h            Display this help and exit
`);

describe('discoverScheduler', () => {
  const { definition, skipped } = discoverScheduler('scx_example', '/opt/scx_example', CLAP);
  const guess = { rangeIsGuess: true };
  const is = (name: string) => {
    const { description: _, ...parameter } = definition.parameters[name] as Parameter;
    return parameter;
  };

  it('names the scheduler after its program', () => {
    expect(definition).toMatchObject({
      ...{ kind: 'sched_ext', name: 'scx_example', binary: '/opt/scx_example', opsName: 'example' },
      description: 'scx_example as its own help describes it',
    });
    expect(discoverScheduler('7 läufe', '/x', CLAP).definition.name).toBe('scx_7_l_ufe');
  });

  it('guesses ranges from defaults and words', () => {
    expect(definition.parameters.slice_us).toEqual({
      ...{ type: 'integer', default: 1000, minValue: 50, maxValue: 20_000, scale: 'log', unit: 'us', ...guess },
      commandArg: '--slice-us',
      description: 'How long a task runs in microseconds',
    });
    expect(is('period')).toMatchObject({ type: 'float', minValue: 0.025, maxValue: 10, scale: 'log', unit: 's' });
    expect(is('busy_pct')).toMatchObject({ minValue: 0, maxValue: 100, unit: '%', ...guess });
    expect(is('depth')).toMatchObject({ default: 3, minValue: 0, maxValue: 12, ...guess });
  });

  it('takes a documented range as it is', () => {
    expect(is('boost')).toEqual({
      ...{ type: 'integer', default: 16, minValue: 0, maxValue: 512, commandArg: '--boost' },
    });
  });

  it('sets values apart that mean something else', () => {
    expect(is('lag_us')).toMatchObject({ default: 0, minValue: 100, special: [{ value: 0, meaning: 'no credit' }] });
    expect(is('wait_us')).toMatchObject({ default: -1, special: [{ value: -1, meaning: 'disabled' }] });
    expect(is('depth')).toMatchObject({ special: [{ value: 0, meaning: 'disabled' }] });
    expect(is('limit')).toMatchObject({
      maxValue: 64,
      special: [{ value: 2 ** 64, meaning: "the program's own default" }],
    });
  });

  it('reads switches, choices and words for booleans', () => {
    expect(is('flag_k')).toEqual({ type: 'boolean', default: false, commandArg: '-k' });
    expect(is('mode')).toMatchObject({ type: 'categorical', default: 'fair', choices: ['fair', 'fast'] });
    expect(is('hint')).toMatchObject({ default: 'unset', choices: ['unset', 'low', 'high'] });
    expect(is('pick')).toEqual({
      ...{ type: 'boolean', default: true },
      commandArg: { flag: '--pick', values: { false: 'false', true: 'true' } },
    });
  });

  it('skips what cannot or must not be tuned, and says why', () => {
    expect(Object.keys(skipped)).toEqual([
      ...[
        '--queues',
        '--quanta',
        '--mask',
        '--domain',
        '--only',
        '--cap',
        '--old',
        '--nice',
        '--partial',
        '--exit-dump-len',
      ],
      ...['--monitor-interval', '--run-example', '--verbose', '--help', '--virt-llc', '--relaxed-maps'],
    ]);
    expect(skipped).toMatchObject({
      '--queues': 'it takes a list',
      '--quanta': 'it takes a list',
      '--mask': 'it takes free text, such as its default "0xff"',
      '--old': 'it is deprecated',
      '--virt-llc': 'it is one of the Topology Options, which schedule nothing differently',
    });
  });

  it('knows letters of C programs by what they say', () => {
    const small = discoverScheduler('scx_small', '/opt/scx_small', GETOPT);
    const special = [{ value: -1, meaning: "flag not given: the program's own default" }];
    const { slice_us, count_n, count_q, flag_H, ...others } = small.definition.parameters;
    expect(slice_us).toMatchObject({
      type: 'integer',
      default: -1,
      minValue: 100,
      special,
      commandArg: '-s',
      unit: 'us',
    });
    expect(count_n).toMatchObject({ type: 'integer', default: -1, minValue: 1, special, commandArg: '-n' });
    expect(count_q).toMatchObject({ type: 'integer', default: 5, minValue: 0, maxValue: 20, commandArg: '-q' });
    expect(flag_H).toEqual({ type: 'boolean', default: false, commandArg: '-H', description: 'Boost some' });
    expect(others).toEqual({});
    expect(Object.keys(small.skipped).join('')).toBe('-x-t-l-P-d-c-p-F-C-N-u-h');
  });

  it('gives a definition that the same program takes whole', () => {
    for (const help of [CLAP, GETOPT]) expectSound(help);
    fc.assert(
      fc.property(clapFlags, fc.constantFrom('clap', 'getopt'), (flags, style) => {
        expectSound({ style, flags } as Help);
      }),
    );
  });
});

function expectSound(help: Help): void {
  const { definition, skipped } = discoverScheduler('scx_example', '/opt/scx_example', help);
  const count = Object.keys(definition.parameters).length;
  expect(count + Object.keys(skipped).length).toBe(help.flags.length);
  if (count > 0) expect(validate(structuredClone(definition))).toEqual([]);
  expect(parameterProblems(definition.parameters)).toEqual([]);
  const fitted = fitParameters(definition, help, 'scx_example 1');
  expect(fitted.unavailable).toEqual({});
  expect(fitted.parameters).toEqual(definition.parameters);
}
