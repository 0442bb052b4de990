import {
  boolean,
  categorical,
  createSearchSpace,
  float,
  integer,
  type Parameters,
  parameterProblems,
} from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandArguments } from '../../src/space/command-arguments.js';
import { fitParameters } from '../../src/space/fit-parameters.js';
import type { HelpFlag } from '../../src/space/help/help-flag.js';
import { parseHelp } from '../../src/space/help/parse-help.js';
import { clapText } from './help/clap-text.js';

const description = 'for a test';

/** A flag as clap prints it: `--slice-us`, `--slice-us=20000` (takes a value, with that default), `--slice-us=` (none). */
function helpWith(...words: (string | [string, readonly string[]])[]) {
  const flags = words.map((entry): HelpFlag => {
    const [word, choices] = typeof entry === 'string' ? [entry, undefined] : entry;
    const [long, standard] = word.split('=');
    return {
      long,
      form: standard === undefined ? 'switch' : 'separate',
      ...(standard === undefined ? {} : { valueName: 'VALUE' }),
      ...(standard ? { default: standard } : {}),
      ...(choices ? { choices } : {}),
      isRepeatable: false,
      description,
      section: 'Options',
    };
  });
  return parseHelp(clapText(flags));
}

const fit = (parameters: Parameters, help: ReturnType<typeof helpWith>) =>
  fitParameters({ name: 'scx_x', parameters }, help, 'scx_x 1.2');

const slice = integer({
  ...{ default: 20_000, minValue: 1000, maxValue: 50_000, scale: 'log', description },
  commandArg: ['--slice-us-underutil', '--slice-us', '-s'],
});
const direct = boolean({
  default: true,
  commandArg: [{ flag: '--direct-under', values: { true: '90', false: '0' } }, '--direct'],
  description,
});
const directUnder = float({
  ...{ default: 90, minValue: 1, maxValue: 100, description },
  commandArg: '--direct-under',
  when: { parameter: 'direct', is: true },
});
const policy = categorical({
  default: 'normal',
  choices: ['normal', 'fast', 'slow'],
  commandArg: '--policy',
  description,
});
const sharing: Parameters = { direct, direct_under: directUnder };

describe('fitParameters', () => {
  it('changes nothing where the program is as declared', () => {
    const parameters: Parameters = {
      slice_us_underutil: slice,
      policy,
      kick: boolean({ default: false, commandArg: '--kick', description }),
    };
    const fitted = fit(parameters, helpWith('--slice-us-underutil=20000', '--policy=normal', '--kick'));
    expect(fitted).toEqual({
      parameters,
      constraints: [],
      unavailable: {},
      notes: [],
      uses: {
        slice_us_underutil: { flag: '--slice-us-underutil', form: 'separate' },
        policy: { flag: '--policy', form: 'separate' },
        kick: { flag: '--kick', form: 'switch' },
      },
    });
  });

  it('takes the first spelling that the program has, and says so', () => {
    const { uses, notes } = fit({ slice_us: slice }, helpWith('--slice-us=20000', '--slice-us-underutil=20000'));
    expect(uses.slice_us.flag).toBe('--slice-us-underutil');
    expect(notes).toEqual(['slice_us is passed as --slice-us-underutil']);
    expect(fit({ slice_us: slice }, helpWith('--slice-us=20000')).notes).toEqual([]);
    const short = parseHelp('Usage: x\n\n  -s SLICE_US   Slice\n');
    expect(fit({ slice_us: slice }, short).uses.slice_us).toEqual({ flag: '-s', form: 'separate' });
  });

  it('skips a spelling that cannot carry the value', () => {
    const { uses } = fit({ slice_us: slice }, helpWith('--slice-us-underutil', '--slice-us=20000'));
    expect(uses.slice_us.flag).toBe('--slice-us');
  });

  it('leaves out what the program lacks, and names its nearest flag', () => {
    const parameters: Parameters = {
      slice_us: slice,
      kick: boolean({ default: false, commandArg: '--kick', description }),
      direct: boolean({
        default: true,
        commandArg: [{ flag: '--direct', values: { true: '1', false: '0' } }],
        description,
      }),
    };
    const { unavailable, parameters: kept, uses } = fit(parameters, helpWith('--slice-us-over=1', '--direct'));
    expect(unavailable).toEqual({
      slice_us: 'scx_x 1.2 has no --slice-us-underutil or --slice-us or -s; its nearest flag is --slice-us-over',
      kick: 'scx_x 1.2 has no --kick',
      direct: '--direct of scx_x 1.2 takes no value',
    });
    expect(kept).toEqual({});
    expect(uses).toEqual({});
  });

  it("puts the program's default in place of the declared one", () => {
    const { parameters, notes } = fit(
      { slice_us: slice, policy },
      helpWith('--slice-us=4096', ['--policy=fast', ['normal', 'fast', 'slow', 'new']]),
    );
    expect(parameters.slice_us).toEqual({ ...slice, default: 4096 });
    expect(parameters.policy).toEqual({ ...policy, default: 'fast' });
    expect(notes).toEqual([
      'slice_us: default 4096 of scx_x 1.2 instead of 20000',
      'policy: default fast of scx_x 1.2 instead of normal',
    ]);
  });

  it('makes a default outside the range a value of its own', () => {
    const special = [{ value: -1, meaning: 'automatic' }];
    const { parameters } = fit({ slice_us: { ...slice, special } }, helpWith('--slice-us=700'));
    expect(parameters.slice_us).toMatchObject({
      default: 700,
      special: [...special, { value: 700, meaning: 'default of scx_x 1.2' }],
    });
    expect(fit({ slice_us: { ...slice, special } }, helpWith('--slice-us=-1')).parameters.slice_us).toEqual({
      ...slice,
      special,
      default: -1,
    });
    expect(fit({ slice_us: slice }, helpWith('--slice-us=1500.5')).parameters.slice_us).toMatchObject({
      default: 1500.5,
      special: [{ value: 1500.5 }],
    });
  });

  it('keeps the declared default where the help names none, or none that has a value', () => {
    expect(fit({ slice_us: slice }, helpWith('--slice-us=')).parameters).toEqual({ slice_us: slice });
    const { parameters, notes } = fit({ slice_us: slice }, helpWith('--slice-us=auto'));
    expect(parameters).toEqual({ slice_us: slice });
    expect(notes).toEqual(['slice_us: 20000 stands for the default auto of scx_x 1.2, which none of its values is']);
  });

  it('drops choices that the program does not list and adds none', () => {
    const { parameters, notes } = fit({ policy }, helpWith(['--policy=normal', ['normal', 'slow', 'new']]));
    expect(parameters.policy).toMatchObject({ choices: ['normal', 'slow'], default: 'normal' });
    expect(notes).toEqual(['policy: scx_x 1.2 does not have the choice fast']);
    const moved = fit({ policy }, helpWith(['--policy=slow', ['fast', 'slow']]));
    expect(moved.parameters.policy).toMatchObject({ choices: ['fast', 'slow'], default: 'slow' });
    const unset = fit({ policy }, helpWith(['--policy=', ['fast', 'slow']])); // without the flag it is neither
    expect(unset.parameters.policy).toMatchObject({ choices: ['normal', 'fast', 'slow'], default: 'normal' });
    expect(fit({ policy }, helpWith(['--policy=new', ['new', 'slow']])).unavailable).toEqual({
      policy: '--policy of scx_x 1.2 takes new, slow: fewer than two of the choices of this parameter',
    });
  });

  it('passes a boolean as a switch, as true and false, or as the words of its map', () => {
    const kick = boolean({ default: true, commandArg: '--kick', description });
    const asSwitch = fit({ kick }, helpWith('--kick'));
    expect(asSwitch.parameters.kick.default).toBe(false);
    expect(asSwitch.notes).toEqual(['kick: default false of scx_x 1.2 instead of true']);
    const asWord = fit({ kick }, helpWith(['--kick=false', ['true', 'false']]));
    expect(asWord.uses.kick).toEqual({ flag: '--kick', form: 'separate' });
    expect(asWord.parameters.kick.default).toBe(false);
    expect(fit({ kick }, helpWith('--kick=100')).unavailable).toEqual({
      kick: '--kick of scx_x 1.2 takes other values than true and false',
    });
    expect(fit({ kick }, helpWith(['--kick=', ['on', 'off']])).unavailable).toHaveProperty('kick');

    const mapped = fit({ direct }, helpWith('--direct-under=0.0'));
    expect(mapped.parameters.direct.default).toBe(false);
    expect(mapped.uses.direct).toEqual({
      flag: '--direct-under',
      form: 'separate',
      values: { true: '90', false: '0' },
    });
    expect(mapped.notes).toEqual([
      'direct is passed as --direct-under (true = 90, false = 0)',
      'direct: default false of scx_x 1.2 instead of true',
    ]);
    expect(fit({ direct }, helpWith('--direct-under=75')).notes[1]).toMatch(/true stands for the default 75/);
  });

  it('never passes a flag for two parameters at once', () => {
    const current = fit(sharing, helpWith('--direct-under=90.0'));
    expect(Object.keys(current.parameters)).toEqual(['direct', 'direct_under']);
    const off = fit(sharing, helpWith('--direct-under=0')); // direct_under would be active where direct is passed
    expect(Object.keys(off.parameters)).toEqual(['direct']);
    expect(off.unavailable).toEqual({ direct_under: '--direct-under of scx_x 1.2 is already passed for direct' });
    const old = fit(sharing, helpWith('--direct'));
    expect(Object.keys(old.parameters)).toEqual(['direct']);
    const twice: Parameters = { a: slice, b: slice };
    expect(Object.keys(fit(twice, helpWith('--slice-us=1')).parameters)).toEqual(['a']);
  });

  it('keeps conditions and constraints right', () => {
    const dependent = integer({ default: 1, minValue: 0, maxValue: 9, commandArg: '--n', description });
    const parameters: Parameters = {
      policy,
      n: { ...dependent, when: { parameter: 'policy', is: 'fast' } },
      m: { ...dependent, commandArg: '--m', when: { parameter: 'kick', is: true } },
      kick: boolean({ default: false, commandArg: '--kick', description }),
    };
    const forbid = (parameter: string, is: string | number, reason: string) => ({
      forbid: [{ parameter, is }],
      reason,
    });
    const constraints = [forbid('policy', 'slow', 'too slow'), forbid('n', 5, 'odd')];
    const help = helpWith(['--policy=slow', ['normal', 'slow']], '--n=1', '--m=1');
    const fitted = fitParameters({ name: 'scx_x', parameters, constraints }, help, 'scx_x 1.2');
    expect(Object.keys(fitted.parameters)).toEqual(['policy']);
    expect(fitted.unavailable).toEqual({
      kick: 'scx_x 1.2 has no --kick',
      n: 'it has an effect only at values of policy that scx_x 1.2 cannot be given',
      m: 'it has an effect only at values of kick that scx_x 1.2 cannot be given',
    });
    expect(fitted.constraints).toEqual([]);
    expect(fitted.notes).toContain('a constraint is left out because the defaults of scx_x 1.2 break it: too slow');
    expect(parameterProblems(fitted.parameters, fitted.constraints)).toEqual([]);
    const space = createSearchSpace(fitted.parameters, fitted.constraints);
    expect(space.problem(space.defaultConfiguration)).toBeUndefined();
  });

  it('gives a sound space and passes no flag twice, whatever the program has', () => {
    const parameters: Parameters = {
      slice_us: slice,
      policy,
      ...sharing,
      numa: boolean({ default: false, commandArg: '--numa', when: { parameter: 'direct', is: true }, description }),
    };
    const constraints = [{ forbid: [{ parameter: 'policy', is: 'slow' }], reason: 'too slow' }];
    const word = (flag: string, ...standards: string[]) =>
      fc.option(fc.constantFrom(flag, ...standards.map((standard) => `${flag}=${standard}`)), { nil: undefined });
    const help = fc
      .tuple(
        word('--slice-us', '700', '20000', 'auto'),
        word('--slice-us-underutil', '9000', ''),
        word('--direct', 'true'),
        word('--direct-under', '90.0', '0', '50'),
        word('--policy', 'slow', 'fast', 'other', ''),
        word('--numa'),
      )
      .map((words) => helpWith(...words.filter((flag) => flag !== undefined)));
    fc.assert(
      fc.property(help, fc.infiniteStream(fc.nat()), (help, numbers) => {
        const fitted = fitParameters({ name: 'scx_x', parameters, constraints }, help, 'scx_x 1.2');
        expect(parameterProblems(fitted.parameters, fitted.constraints)).toEqual([]);
        expect(Object.keys(fitted.uses)).toEqual(Object.keys(fitted.parameters));
        expect([...Object.keys(fitted.parameters), ...Object.keys(fitted.unavailable)].sort()).toEqual(
          Object.keys(parameters).sort(),
        );
        const space = createSearchSpace(fitted.parameters, fitted.constraints);
        expect(space.problem(space.defaultConfiguration)).toBeUndefined();
        for (let i = 0; i < 20; i++) {
          const levels = space.dimensions.map((dimension) => numbers.next().value % dimension.levels.length);
          const passed = commandArguments(space.fromLevels(levels), space, fitted.uses);
          const flags = passed.filter((argument) => argument.startsWith('-'));
          expect(new Set(flags).size).toBe(flags.length);
          for (const flag of flags) expect(help.flags.map(({ long }) => long)).toContain(flag);
        }
      }),
    );
  });
});
