import { EXIT, SchedtunaError } from '@schedtuna/sdk';
import { expect, test } from 'vitest';
import { describeFailure } from '../../src/commands/describe-failure.js';

const ids = ['optimize', 'schedulers', 'schedulers:show', 'plugins:install'];
const notFound = (id: string) => Object.assign(new Error(`command ${id} not found`), { oclif: { exit: 2 } });

test.each([
  ['optimise', 'Did you mean schedtuna optimize?'],
  ['schedulers:shwo:eevdf', 'Did you mean schedtuna schedulers show?'],
  ['plugin:install', 'Did you mean schedtuna plugins install?'],
  ['qqqqqqqqq', 'schedtuna --help lists all commands.'],
])('the command %s', (id, hint) => {
  expect(describeFailure(notFound(id), ids)).toMatchObject({ code: 'ST_USAGE', hint, exitCode: EXIT.usage });
});

test.each([
  ['--episods', 'Did you mean --episodes? See schedtuna optimize --help.'],
  ['--no-gpuu', 'Did you mean --gpu? See schedtuna optimize --help.'],
  ['--zebra', 'See schedtuna optimize --help.'],
])('the flag %s', (flag, hint) => {
  const parse = { input: { flags: { episodes: {}, gpu: {}, timeout: {} }, context: { id: 'optimize' } } };
  const error = Object.assign(new Error(`Nonexistent flag: ${flag}\nSee more help with --help`), {
    oclif: { exit: 2 },
    flags: [flag],
    parse,
  });
  expect(describeFailure(error, ids)).toEqual({
    code: 'ST_USAGE',
    message: `there is no flag ${flag}`,
    hint,
    exitCode: 2,
  });
});

test.each([
  [
    'The following error occurred:\n  --objective=a=1 cannot also be provided',
    '--objective=a=1 cannot also be provided',
  ],
  ['The following errors occurred:\n  one\n  two\nSee more help with --help', 'one two'],
  ['Missing 1 required arg', 'missing 1 required arg'],
])('what the parser says of %j, without its preface', (said, message) => {
  const parse = { input: { flags: {}, context: { id: 'optimize' } } };
  const error = Object.assign(new Error(said), { oclif: { exit: 2 }, parse });
  expect(describeFailure(error, ids)).toMatchObject({ message, hint: 'See schedtuna optimize --help.' });
  const flag = Object.assign(new Error('Flag --seed can only be specified once'), { oclif: { exit: 2 } });
  expect(describeFailure(flag, ids).message).toBe('flag --seed can only be specified once');
});

test('errors of schedtuna keep code, hint and exit status; without a hint there is none', () => {
  const error = new SchedtunaError('ST_MODEL', 'no model', { hint: 'get one' });
  expect(describeFailure(error, ids)).toEqual({ code: 'ST_MODEL', message: 'no model', hint: 'get one', exitCode: 6 });
  expect(describeFailure(new SchedtunaError('ST_MODEL', 'no model'), ids)).not.toHaveProperty('hint');
});

test.each([[new TypeError('x is not a function')], ['thrown text'], [undefined]])('%s is a defect', (error) => {
  expect(describeFailure(error, ids)).toMatchObject({
    code: 'ST_INTERNAL',
    exitCode: 1,
    hint: expect.stringContaining('--verbose'),
  });
});
