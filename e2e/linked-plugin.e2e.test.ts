// A scheduler in a folder outside the repository becomes selectable and tunable by linking it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic();
});
afterAll(() => sandbox.remove());

it('is listed and shown', async () => {
  const { stdout } = await sandbox.run(['schedulers', '--json']);
  const { schedulers } = JSON.parse(String(stdout));
  expect(schedulers).toContainEqual({ name: 'synthetic', package: 'schedtuna-plugin-synthetic', version: '1.0.0' });
  const shown = await sandbox.run(['schedulers', 'show', 'synthetic']);
  expect(String(shown.stdout)).toContain('Best at 8');
});

it('is tuned, and the verdict finds its effect', async () => {
  const { stdout, stderr, exitCode } = await sandbox.run([
    ...[
      'optimize',
      '--scheduler',
      'synthetic',
      '--benchmark',
      'synthetic',
      '--agent',
      'sac',
      '--episodes',
      '12',
      '--confirm-runs',
      '8',
      '--ablation-runs',
      '0',
      '--seed',
      '5',
    ],
    ...['--experiment-name', 'one', '--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`, '--json'],
  ]);
  expect(exitCode, String(stderr)).toBe(0);
  const summary = JSON.parse(String(stdout));
  expect(summary.verdict).toMatchObject({ conclusion: 'better', objective: 'speed', plannedBlocks: 8 });
  expect(summary.bestConfiguration.fast).toBe(true);
  expect(summary.commandLines[0]).toContain('synthetic');
  const [first] = readFileSync(join(summary.directory, 'journal.jsonl'), 'utf8').split('\n', 1);
  expect(JSON.parse(first)).toMatchObject({ type: 'experiment', scheduler: { package: 'schedtuna-plugin-synthetic' } });
});
