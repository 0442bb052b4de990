import { boolean, categorical, createSearchSpace, float, integer } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { commandArguments, flagOf } from '../../src/space/command-arguments.js';

const description = 'for a test';
const parameters = {
  slice_us: integer({
    default: 20_000,
    minValue: 1000,
    maxValue: 50_000,
    commandArg: ['--slice-us-underutil', '--slice-us'],
    description,
  }),
  kick: boolean({ default: false, commandArg: '--kick', description }),
  no_wake_sync: boolean({ default: true, commandArg: '--wake-sync', description }),
  mode: categorical({ default: 'auto', choices: ['auto', 'power save'], commandArg: '--mode', description }),
  threshold: float({
    default: 0.5,
    minValue: 0,
    maxValue: 1,
    commandArg: '--threshold',
    description,
    when: { parameter: 'kick', is: true },
  }),
  hidden: integer({ default: 1, minValue: 1, maxValue: 2, description }),
};
const space = createSearchSpace(parameters);
const standard = { slice_us: 20_000, kick: false, no_wake_sync: true, mode: 'auto', threshold: 0.5, hidden: 1 };

describe('commandArguments', () => {
  it('passes nothing for the default configuration', () => {
    expect(commandArguments(space, standard)).toEqual([]);
  });

  it('passes flag and value as two words, and a switch as one', () => {
    const configuration = { ...standard, slice_us: 5000, kick: true, mode: 'power save' };
    expect(commandArguments(space, configuration)).toEqual([
      '--slice-us-underutil',
      '5000',
      '--kick',
      '--mode',
      'power save',
    ]);
  });

  it('passes the flag of a switch that is on by default when it is off', () => {
    expect(commandArguments(space, { ...standard, no_wake_sync: false })).toEqual(['--wake-sync']);
  });

  it('leaves out what is not active', () => {
    expect(commandArguments(space, { ...standard, threshold: 0.25 })).toEqual([]);
    expect(commandArguments(space, { ...standard, kick: true, threshold: 0.25 })).toEqual([
      '--kick',
      '--threshold',
      '0.25',
    ]);
  });

  it('uses the first spelling that the program takes', () => {
    const configuration = { ...standard, slice_us: 5000 };
    expect(commandArguments(space, configuration, new Set(['--slice-us']))).toEqual(['--slice-us', '5000']);
    expect(flagOf(parameters.slice_us, new Set(['--slice-us', '--slice-us-underutil']))).toBe('--slice-us-underutil');
    expect(flagOf(parameters.slice_us, new Set())).toBeUndefined();
  });

  it('says which parameter cannot be passed, with its value', () => {
    const old = () => commandArguments(space, { ...standard, slice_us: 5000 }, new Set(['--kick']));
    expect(old).toThrow(
      expect.objectContaining({ code: 'ST_SCHEDULER_UNUSABLE', message: expect.stringContaining('slice_us = 5000') }),
    );
    expect(() => commandArguments(space, { ...standard, hidden: 2 })).toThrow(/hidden = 2 cannot be passed/);
  });
});
