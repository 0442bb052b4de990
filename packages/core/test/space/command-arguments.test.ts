import { boolean, type Configuration, createSearchSpace, float, integer, type Parameters } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandArguments } from '../../src/space/command-arguments.js';
import type { FlagUses } from '../../src/space/flag-use.js';

const description = 'for a test';
const parameters: Parameters = {
  slice_us: integer({ default: 20_000, minValue: 1000, maxValue: 50_000, scale: 'log', description }),
  idle_us: integer({
    ...{ default: 32, minValue: 0, maxValue: 1000, description },
    special: [{ value: -1, meaning: 'off' }],
  }),
  direct: boolean({ default: true, description }),
  under: float({ default: 90, minValue: 1, maxValue: 100, when: { parameter: 'direct', is: true }, description }),
  ratio: float({ default: 0.5, minValue: 1e-9, maxValue: 1e22, description }),
  policy: { type: 'categorical', default: 'a', choices: ['a', 'b'], description },
  fifo: boolean({ default: false, description }),
};
const uses: FlagUses = {
  slice_us: { flag: '--slice-us', form: 'separate' },
  idle_us: { flag: '-I', form: 'separate' },
  direct: { flag: '--direct-under', form: 'separate', values: { true: '90', false: '0' } },
  under: { flag: '--direct-under', form: 'separate' },
  ratio: { flag: '--ratio', form: 'joined' },
  policy: { flag: '--policy', form: 'joined', values: { a: 'alpha', b: 'beta' } },
  fifo: { flag: '-f', form: 'switch' },
};
const space = createSearchSpace(parameters);
const argumentsOf = (changes: Configuration) =>
  commandArguments({ ...space.defaultConfiguration, ...changes }, space, uses);

const configuration = fc.record(
  Object.fromEntries(
    space.dimensions.map(({ name, levels }) => [name, fc.constantFrom(...levels.map(({ value }) => value))]),
  ),
);

describe('commandArguments', () => {
  it('has nothing to say about the default', () => {
    expect(argumentsOf({})).toEqual([]);
  });

  it('writes switches, separate and joined values in the order of declaration', () => {
    expect(argumentsOf({ fifo: true, policy: 'b', slice_us: 5000, idle_us: -1 })).toEqual([
      ...['--slice-us', '5000', '-I', '-1', '--policy=beta', '-f'],
    ]);
  });

  it('leaves out what is not active', () => {
    expect(argumentsOf({ direct: false, under: 40 })).toEqual(['--direct-under', '0']);
    expect(argumentsOf({ under: 40.5 })).toEqual(['--direct-under', '40.5']);
  });

  it('writes numbers without exponent', () => {
    expect(argumentsOf({ ratio: 1e-7 })).toEqual(['--ratio=0.0000001']);
    expect(argumentsOf({ ratio: 1.25e-8 })).toEqual(['--ratio=0.0000000125']);
    expect(argumentsOf({ ratio: 1.5e21 })).toEqual(['--ratio=1500000000000000000000']);
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => x !== 0.5),
        (ratio) => {
          const [word] = argumentsOf({ ratio });
          expect(word).toMatch(/^--ratio=-?\d+(\.\d+)?$/);
          expect(Number(word.slice(8)) + 0).toBe(ratio + 0);
        },
      ),
    );
  });

  it('gives equal arguments to equal configurations and to no others', () => {
    fc.assert(
      fc.property(configuration, configuration, (a, b) => {
        const isSame = JSON.stringify(argumentsOf(a)) === JSON.stringify(argumentsOf(b));
        expect(isSame).toBe(space.key(a) === space.key(b));
        expect(argumentsOf(space.canonical(a))).toEqual(argumentsOf(a));
      }),
    );
  });

  it('passes no flag twice', () => {
    fc.assert(
      fc.property(configuration, (a) => {
        const flags = argumentsOf(a).flatMap((word) => /^--?[a-zA-Z][^=]*/.exec(word)?.[0] ?? []);
        expect(new Set(flags).size).toBe(flags.length);
      }),
    );
  });

  it('refuses a parameter that has no flag', () => {
    const { fifo: _, ...others } = uses;
    expect(() => commandArguments({ ...space.defaultConfiguration, fifo: true }, space, others)).toThrow(/fifo/);
  });
});
