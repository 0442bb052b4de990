// An experiment that was made on another machine: refused by every command that would measure, until that is forced.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
const path = (name: string) => join(sandbox.folder, 'results', 'moved', name);
const journal = () => readFileSync(path('journal.jsonl'), 'utf8');

beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic();
  const plugins = ['--scheduler', 'synthetic', '--benchmark', 'synthetic', '--agent', 'random', '--seed', '3'];
  const { exitCode, stderr } = await sandbox.run([
    ...['optimize', ...plugins, '--episodes', '6', '--confirm-runs', '6', '--experiment-name', 'moved'],
    ...['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`],
  ]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const [first, ...rest] = journal().split('\n');
  const { host, ...experiment } = JSON.parse(first);
  const moved = { ...host, cpu: 'Another CPU', kernel: '5.4.0-moved', memoryMb: host.memoryMb + 3 };
  writeFileSync(path('journal.jsonl'), [JSON.stringify({ ...experiment, host: moved }), ...rest].join('\n'));
});
afterAll(() => sandbox.remove());

it.each([
  [['test', 'moved', '--test-runs', '6'], 'the verdict is then about this machine'],
  [['optimize', '--test', 'moved', '--test-runs', '6'], 'the verdict is then about this machine'],
  [['resume', 'moved'], 'start a new experiment here'],
])('%j is refused with every difference', async (args, hint) => {
  const before = journal();
  const { stderr, exitCode } = await sandbox.run(args);
  expect(stderr).toMatch(
    /^error ST_OTHER_MACHINE: moved was measured on another machine or kernel: cpu was Another CPU, is .+; kernel was 5\.4\.0-moved, is \S+\n/,
  );
  expect(stderr).toContain(hint);
  expect(stderr).toContain('--force');
  expect(stderr).not.toContain('memory');
  expect(exitCode).toBe(9);
  expect(journal()).toBe(before);
});

it.each([[['test', 'moved']], [['optimize', '--test', 'moved']]])(
  '%j --force tests, and nothing hides it',
  async (args) => {
    const { stdout, stderr, exitCode } = await sandbox.run([...args, '--test-runs', '6', '--force']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const said = /; not on the machine and kernel of the search: cpu was Another CPU, is .+; kernel was 5\.4\.0-moved/;
    expect(stdout).toMatch(said);
    expect(journal()).toContain('"event":"test"');
    expect(journal()).toContain('"forced":true,"differences":["cpu was Another CPU');
    expect(readFileSync(path('test_results.json'), 'utf8')).toContain('"caveat": "not on the machine');
    await sandbox.run(['report', 'moved', '--html', 'page.html']);
    expect(readFileSync(join(sandbox.folder, 'page.html'), 'utf8')).toMatch(said);
    expect((await sandbox.run(['compare', 'moved', 'moved'])).stdout).toContain('caveat');
  },
);

it('says before so few pairs are measured that they prove nothing', async () => {
  const { stdout } = await sandbox.run(['test', 'moved', '--test-runs', '2', '--force']);
  expect(stdout).toMatch(/warning 2 pairs cannot prove anything, .*--test-runs 6\)[\s\S]*\ninconclusive: /);
});

it('--force means nothing to a new experiment', async () => {
  const { stderr, exitCode } = await sandbox.run(['optimize', '--force']);
  expect(stderr).toMatch(/^error ST_USAGE: .*--test/);
  expect(exitCode).toBe(2);
});
