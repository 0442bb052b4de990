// Bad input that is refused before anything runs: one short error with the nearest right name, and a status of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox.remove());

async function expectError(
  args: readonly string[],
  status: number,
  lines: readonly (string | RegExp)[],
): Promise<void> {
  const { stdout, stderr, exitCode } = await sandbox.run(args);
  expect(String(stderr).split('\n')).toEqual(
    lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
  );
  expect(stdout).toBe('');
  expect(exitCode).toBe(status);
}

describe('an unknown', () => {
  it.each([
    ['scheduler', ['optimize', '-S', 'eevfd'], 'ST_UNKNOWN_SCHEDULER', 'Did you mean eevdf?'],
    ['benchmark', ['optimize', '--benchmark', 'lama-bench'], 'ST_UNKNOWN_BENCHMARK', 'Did you mean llama-bench?'],
    ['agent', ['optimize', '--algorithm', 'sca'], 'ST_UNKNOWN_AGENT', 'Did you mean sac?'],
    [
      'metric',
      ['optimize', '--optimize-metric', 'tg_token_per_sec', '--agent', 'random'],
      'ST_UNKNOWN_METRIC',
      'Did you mean tg_tokens_per_sec?',
    ],
    [
      'metric of a guard',
      ['optimize', '--guard', 'backround_units_per_sec >= 0.8', '--agent', 'random'],
      'ST_UNKNOWN_METRIC',
      'Did you mean background_units_per_sec?',
    ],
    [
      'metric of several',
      ['optimize', '--objective', 'tg_token_per_sec=3', '--objective', 'pp_tokens_per_sec=1', '--agent', 'random'],
      'ST_UNKNOWN_METRIC',
      'Did you mean tg_tokens_per_sec?',
    ],
    ['command', ['optimise'], 'ST_USAGE', 'Did you mean schedtuna optimize?'],
    ['second word', ['schedulers', 'shwo', 'eevdf'], 'ST_USAGE', 'Did you mean schedtuna schedulers show?'],
    ['flag', ['optimize', '--episods', '3'], 'ST_USAGE', 'Did you mean --episodes? See schedtuna optimize --help.'],
    ['flag of another command', ['doctor', '--jsn'], 'ST_USAGE', 'Did you mean --json? See schedtuna doctor --help.'],
  ])('%s', async (_, args, code, hint) => {
    await expectError(args, 2, [new RegExp(`^error ${code}: `), hint]);
  });
});

describe('a value that is not allowed', () => {
  it.each(['0', '-1', '1e9', 'ten'])('--episodes %s', async (episodes) => {
    await expectError(['optimize', '--episodes', episodes], 2, [
      /^error ST_USAGE: --episodes must be a whole number from 1 to 100000, not /,
      'See schedtuna optimize --help.',
    ]);
  });

  it('a guard in another unit than the metric has', async () => {
    await expectError(['optimize', '--guard', 'execution_time <= 12 ms', '--agent', 'random'], 2, [
      'error ST_USAGE: the guard "execution_time <= 12 ms" says ms, but execution_time is in s',
      /^Write "execution_time <= NUMBER s" for a value, or /,
    ]);
  });

  it('a weight of nothing', async () => {
    await expectError(['optimize', '--objective', 'execution_time=0'], 2, [
      'error ST_USAGE: --objective.execution_time must be a number above 0 and at most 1000000, not 0',
      'See schedtuna optimize --help.',
    ]);
  });

  it('options of a plugin', async () => {
    await expectError(['optimize', '--benchmark-options', 'profil=idle'], 3, [
      'error ST_CONFIG_VALUE: options of benchmark llama-bench: profil is unknown; did you mean profile?',
      'schedtuna benchmarks show llama-bench lists its options.',
    ]);
  });

  it('with --json it is an object on stdout', async () => {
    const { stdout, exitCode } = await sandbox.run(['optimize', '--episodes', '0', '--json']);
    expect(JSON.parse(String(stdout)).error).toEqual({
      code: 'ST_USAGE',
      message: '--episodes must be a whole number from 1 to 100000, not 0',
      hint: 'See schedtuna optimize --help.',
      exitCode: 2,
    });
    expect(exitCode).toBe(2);
  });

  it('with --verbose the stack is shown too', async () => {
    const { stderr } = await sandbox.run(['optimize', '--episodes', '0', '--verbose']);
    expect(stderr).toMatch(/^\s+at .*resolve-options\.js/m);
  });
});

describe('a configuration file with', () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(sandbox.folder, name), text, { mode: 0o644 });
    return name;
  };
  const HINT = 'Keys are the long flags of schedtuna optimize --help, in camelCase or snake_case.';

  it('an unknown key', async () => {
    const file = write('key.yaml', 'episodes: 3\nscheduler_nam: eevdf\n');
    await expectError(['optimize', '--config', file], 3, [
      `error ST_CONFIG_KEY: ${join(sandbox.folder, file)}, line 2: scheduler_nam is unknown; did you mean scheduler_name?`,
      HINT,
    ]);
  });

  it('a wrong type', async () => {
    const file = write('type.yaml', '# three\nepisodes: three\n');
    await expectError(['optimize', '--config', file], 3, [
      /^error ST_CONFIG_VALUE: .*type\.yaml, line 2: episodes must be a whole number from 1 to 100000, not "three"$/,
      HINT,
    ]);
  });

  it('broken YAML', async () => {
    const file = write('broken.yaml', 'episodes: 3\nguards: [a\n');
    await expectError(['optimize', '--config', file], 3, [
      /^error ST_CONFIG_FILE: .*broken\.yaml, line \d+, column \d+: /,
      'Write one option a line, for example `episodes: 50`.',
    ]);
  });

  it('another name than was given', async () => {
    await expectError(['optimize', '--config', 'gone.yaml'], 3, [
      /^error ST_CONFIG_FILE: cannot read .*gone\.yaml/,
      /--config/,
    ]);
  });

  it('a mistake, found where the command is started', async () => {
    mkdirSync(join(sandbox.folder, 'project'));
    write('project/schedtuna.config.yaml', 'episode: 3\n');
    const { stderr, exitCode } = await sandbox.run(['optimize'], { cwd: join(sandbox.folder, 'project') });
    expect(stderr).toContain('schedtuna.config.yaml, line 1: episode is unknown; did you mean episodes?');
    expect(exitCode).toBe(3);
  });
});
