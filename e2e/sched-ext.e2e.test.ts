// What the built command says about sched_ext schedulers where there is nothing to load them into, or too much was asked.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

const hasSchedExt = existsSync('/sys/kernel/sched_ext');

describe('schedtuna', () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  it.skipIf(hasSchedExt)(
    'says that this kernel has no sched_ext, and starts nothing (skipped where it has)',
    async () => {
      const { stdout, stderr, exitCode } = await sandbox.run([
        ...['optimize', '--scheduler', 'scx_rusty', '--benchmark-cmd', 'true', '--json'],
      ]);
      expect(JSON.parse(String(stdout)).error).toMatchObject({
        code: 'ST_SCHEDULER_UNUSABLE',
        message: expect.stringMatching(/^scx_rusty cannot be tuned on this machine: this kernel has no sched_ext/),
        hint: expect.stringMatching(/schedtuna doctor/),
      });
      expect([exitCode, stderr]).toEqual([10, '']);
      expect(existsSync(join(sandbox.folder, 'results'))).toBe(false);
    },
  );

  it('cleans up nothing where nothing was left, and says so to people and programs', async () => {
    const said = await sandbox.run(['cleanup']);
    expect(said).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Nothing of schedtuna was left behind\./),
    });
    const { stdout, exitCode } = await sandbox.run(['cleanup', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(String(stdout))).toMatchObject({ done: [], problems: [] });
  });

  it.each<[string, readonly string[], number, string, RegExp]>([
    ['a parameter that there is not', ['--parameter', 'slice'], 2, 'ST_USAGE', /^eevdf has no parameter slice /],
    ['a pause that is too long', ['--settle', '700'], 2, 'ST_USAGE', /from 0 to 600, not 700/],
    [
      'a user that there is not',
      ['--benchmark-user', 'nobody-of-that-name'],
      9,
      'ST_PRIVILEGES',
      /no user "nobody-of-that-name"/,
    ],
    ['a definition that is not there', ['--scheduler-file', 'none.json'], 3, 'ST_CONFIG_FILE', /none\.json: ENOENT/],
    ['a definition and a name', ['--scheduler-file', 'none.json', '--scheduler', 'eevdf'], 2, 'ST_USAGE', /scheduler/],
  ])('refuses %s', async (_, args, status, code, message) => {
    const { stdout, exitCode } = await sandbox.run(['optimize', '--benchmark-cmd', 'true', '--json', ...args]);
    expect(JSON.parse(String(stdout)).error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(exitCode).toBe(status);
  });

  it('names the key that is wrong in a definition', async () => {
    const file = join(sandbox.folder, 'wrong.json');
    writeFileSync(
      file,
      JSON.stringify({ kind: 'sched_ext', name: 'scx_x', description: 'x', binary: 'scx_x', parameters: {} }),
    );
    const { stderr, exitCode } = await sandbox.run(['optimize', '--scheduler-file', file]);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/wrong\.json/)]);
  });
});
