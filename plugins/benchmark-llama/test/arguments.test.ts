import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../src/embedded/arguments.js';
import { embeddedCommand, loadCommands } from '../src/embedded-commands.js';
import { argumentsFor, completedArguments } from '../src/external/arguments.js';
import { defaults, fail } from './context.js';

describe('argumentsFor', () => {
  it('turns options into the flags of llama-bench', () => {
    const args = argumentsFor({ ...defaults(), threads: 3, extra_args: ' -fa on  -ngl 0 ' }, '/m.gguf', fail);
    expect(args.join(' ')).toBe('-o jsonl -m /m.gguf -p 512 -n 128 -r 3 -b 2048 -ub 512 -t 3 --poll 50 -fa on -ngl 0');
  });

  it('leaves the number of threads to llama-bench unless it is given', () => {
    expect(argumentsFor(defaults(), '/m.gguf', fail)).not.toContain('-t');
  });

  it.each(['--prio 1', '--prio 2', '--prio 0,3', '--prio high'])('refuses %s and says why', (extra_args) => {
    const refused = () => argumentsFor({ ...defaults(), extra_args }, '/m.gguf', fail);
    if (extra_args === '--prio')
      expect(refused).not.toThrow(); // llama-bench itself complains about it
    else expect(refused).toThrow(/--prio .* away from the scheduler/);
  });

  it.each(['--prio 0', '--prio -1'])('accepts %s', (extra_args) => {
    expect(argumentsFor({ ...defaults(), extra_args }, '/m.gguf', fail).join(' ')).toContain(extra_args);
  });
});

describe('completedArguments', () => {
  it('adds only what is missing', () => {
    expect(completedArguments(['-p', '64'], undefined, fail)).toEqual(['-p', '64', '-o', 'jsonl']);
    expect(completedArguments(['-o', 'json', '-m', 'a'], '/b', fail)).toEqual(['-o', 'json', '-m', 'a']);
    expect(completedArguments(['--output', 'jsonl'], '/b', fail)).toEqual(['--output', 'jsonl', '-m', '/b']);
  });

  it('refuses formats that cannot be read back and raised priorities', () => {
    expect(() => completedArguments(['-o', 'md'], undefined, fail)).toThrow(/would print md/);
    expect(() => completedArguments(['-r', '1', '--prio', '3'], undefined, fail)).toThrow(/--prio 3/);
  });
});

describe('embeddedCommand', () => {
  it('says what its own program understands', () => {
    const numbers = fc.record({
      prompt_tokens: fc.integer({ min: 1, max: 65_536 }),
      generation_tokens: fc.integer({ min: 1, max: 65_536 }),
      repetitions: fc.integer({ min: 1, max: 1000 }),
      box_ms: fc.integer({ min: 0, max: 600_000 }),
      poll: fc.integer({ min: 0, max: 100 }),
      batch: fc.integer({ min: 1, max: 65_536 }),
      ubatch: fc.integer({ min: 1, max: 65_536 }),
      seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 512 }), (given, workload) => {
        const { args } = embeddedCommand({ ...defaults(), ...given }, '/-m.gguf', { workload, background: 0 });
        const { prompt_tokens: prompt, generation_tokens: generation, box_ms: boxMs, ...same } = given;
        const model = '/-m.gguf';
        const expected = { ...same, prompt, generation, boxMs, threads: workload, model, check: false };
        expect(parseArguments(args.slice(1))).toEqual(expected);
      }),
    );
  });
});

describe('parseArguments', () => {
  it.each([
    [['--threads', '2'], /--model is missing/],
    [['-m', 'x', '-t', '0'], /--threads is "0"; a whole number from 1 to 512/],
    [['-m', 'x', '-p', 'many'], /--n-prompt is "many"/],
    [['-m', 'x', '--poll', '101'], /--poll is "101"/],
    [['-m', 'x', '--prio', '2'], /--prio/],
  ])('refuses %j', (words, message) => {
    expect(() => parseArguments(words)).toThrow(message);
  });
});

describe('loadCommands', () => {
  it('gives one process with a thread per CPU, none without load', () => {
    expect(loadCommands({ workload: 1, background: 0 })).toEqual([]);
    expect(loadCommands({ workload: 1, background: 8 })).toMatchObject([
      { command: { args: [expect.anything(), '8'] } },
    ]);
  });
});
