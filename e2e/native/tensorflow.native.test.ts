// The command where the native library is installed: it says so, and runs on it when it is asked to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';

const TABLE = fileURLToPath(new URL('../../packages/core/test/fixtures/tables/encoder.json', import.meta.url));

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic();
});
afterAll(() => sandbox.remove());

it('agents show says that it is there, and that nothing loads it unasked', async () => {
  const { stdout, stderr } = await sandbox.run(['agents', 'show', 'sac', '--json']);
  const states = JSON.parse(String(stdout)).backends as { name: string }[];
  expect(states.find(({ name }) => name === 'tensorflow')).toEqual({
    ...{ name: 'tensorflow', state: 'idle', reason: 'only --backend tensorflow loads it' },
  });
  expect(stderr).toBe('');
});

it('an experiment computes on it in the thread of its agent, says so in its log, and keeps the library quiet', async () => {
  const { stderr, exitCode } = await sandbox.run([
    ...['optimize', '--scheduler', 'synthetic', '--benchmark', 'synthetic', '--agent', 'sac', '--episodes', '9'],
    ...['--confirm-runs', '8', '--ablation-runs', '0'],
    ...[
      '--benchmark-options',
      `counter=${join(sandbox.folder, 'counter')}`,
      '--experiment-name',
      'native',
      '--seed',
      '1',
    ],
    ...['--backend', 'tensorflow', '--no-gpu'],
  ]);
  expect(exitCode, String(stderr)).toBe(0);
  expect(stderr).toBe('');
  const log = readFileSync(join(sandbox.folder, 'results', 'native', 'experiment.log'), 'utf8');
  expect(log).toContain('sac: TensorFlow.js runs on tensorflow: it was asked for');
  expect(log).toContain('sac: not on wasm: tensorflow was asked for');
});

it('threads that simulate compute on it, and begin as they do on wasm', async () => {
  const curves = async (backend: string) => {
    const { stdout, stderr } = await sandbox.run([
      ...['simulate', '--space', TABLE, '--agents', 'sac,ppo', '--budget', '16', '--seeds', '2', '--noise', '0'],
      ...['--backend', backend, '--json'],
    ]);
    expect(String(stderr)).not.toContain('oneDNN');
    const { runs } = JSON.parse(String(stdout)) as { runs: { regret: number[] }[] };
    expect(runs.map(({ regret }) => regret.length)).toEqual(Array(6).fill(16));
    return runs.map(({ regret }) => regret.slice(0, 8)); // later, the last digits may decide between equals
  };
  expect(await curves('tensorflow')).toEqual(await curves('wasm'));
});
