// What every command owes its user: help, version, JSON, a refusal of old Node.js, readers that leave, signals.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, createSandbox, processesWith, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic();
});
afterAll(() => sandbox.remove());

describe('help and version', () => {
  it('are the same when they come from memory', async () => {
    const plain = createSandbox(); // help is not remembered where a plugin is linked
    try {
      const first = await plain.run(['--help']);
      expect(existsSync(join(plain.folder, 'cache', 'help.json'))).toBe(true);
      expect((await plain.run(['--help'])).stdout).toBe(first.stdout);
      expect(first.stdout).toMatch(/optimize +Find better settings/);
      writeFileSync(join(plain.folder, 'cache', 'help.json'), '{"key":"another","text":"outdated"}');
      expect((await plain.run(['--help'])).stdout).toBe(first.stdout);
      const version = String((await plain.run(['--version'])).stdout);
      expect(version).toMatch(/^schedtuna\/\d+\.\d+\.\d+ \S+ node-v22/);
      expect(first.stdout).toContain(version);
    } finally {
      plain.remove();
    }
  });

  it('name every command and its flags', async () => {
    const { stdout } = await sandbox.run(['optimize', '--help']);
    for (const flag of [
      '-S, --scheduler',
      '--[no-]gpu',
      '--guard',
      '--no-guard',
      '--objective',
      '--json',
      '--verbose',
      '--test-runs',
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  it('say clearly which Node.js is needed, before anything else is read', async () => {
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.11.1' }); await import(${JSON.stringify(BIN)});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stderr).toMatch(/^schedtuna needs Node\.js 22\.18 or newer; this is v\S+ \(.*\)\.\n$/);
    expect(status).toBe(5);
  });
});

it.each([
  ['schedulers', 'schedulers'],
  ['benchmarks', 'benchmarks'],
  ['agents', 'agents'],
  ['doctor', 'findings'],
])('%s --json is one object on stdout and nothing on stderr', async (command, key) => {
  const { stdout, stderr, exitCode } = await sandbox.run([command, '--json']);
  expect(Array.isArray(JSON.parse(String(stdout))[key])).toBe(true);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

it('shows the parameters of a scheduler with range, default and description', async () => {
  const { stdout } = await sandbox.run(['schedulers', 'show', 'eevdf']);
  expect(stdout).toMatch(/slice_us\s+100–100000 us \(log\).*default/);
});

it('shows what an agent can compute with, and which of it runs', async () => {
  const { stdout } = await sandbox.run(['agents', 'show', 'sac']);
  expect(stdout).toMatch(/\nBackends \(--backend NAME\):\n {2}tensorflow-gpu +\S.*\n {2}tensorflow +\S/);
  const shown = await sandbox.run(['agents', 'show', 'ppo', '--json']);
  const { backends } = JSON.parse(String(shown.stdout)) as { backends: { name: string; state: string }[] };
  expect(backends.map(({ name }) => name)).toEqual(['tensorflow-gpu', 'tensorflow', 'wasm', 'cpu']);
  expect(backends.filter(({ state }) => state === 'runs')).toHaveLength(1);
});

it('completes its own commands', async () => {
  const { stdout } = await sandbox.run(['completion', 'bash']);
  expect(stdout).toContain('--episodes');
  expect(spawnSync('bash', ['-n'], { input: String(stdout) }).status).toBe(0);
});

it('ends quietly when its reader goes away', async () => {
  const child = spawn('sh', ['-c', `"${process.execPath}" "${BIN}" optimize --help 2>err | head -n 1; cat err`], {
    cwd: sandbox.folder,
    env: { ...process.env, ...sandbox.env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  expect(output.trim().split('\n')).toHaveLength(1);
});

describe('a running experiment', () => {
  const slow = (name: string) => [
    ...['optimize', '--scheduler', 'synthetic', '--benchmark', 'synthetic', '--agent', 'random', '--episodes', '50'],
    ...['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`, '--benchmark-options', 'sleepMs=300'],
    ...['--experiment-name', name],
  ];
  const journal = (name: string) => join(sandbox.folder, 'results', name, 'journal.jsonl');

  async function started(name: string, more: readonly string[] = []) {
    const child = sandbox.start([...slow(name), ...more]);
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output.stderr += chunk;
    });
    const trials = () => existsSync(journal(name)) && readFileSync(journal(name), 'utf8').includes('"type":"trial"');
    await expect.poll(trials, { timeout: 20_000 }).toBe(true);
    return { child, output, closed: once(child, 'close') };
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it cleanly and says how to go on', async (signal) => {
    const { child, output, closed } = await started(signal);
    child.kill(signal);
    const [status] = await closed;
    expect(output.stdout).toContain(`${signal}: stopping`);
    expect(output.stderr).toMatch(new RegExp(`^error ST_INTERRUPTED: .*\nGo on with: schedtuna resume ${signal}\n$`));
    expect(status).toBe(130);
    expect(readFileSync(journal(signal), 'utf8').trim().split('\n').at(-1)).toContain('"event":"interrupted"');
    expect(processesWith(sandbox.folder)).toEqual([]);
  });

  it('a second signal ends it at once, and no process stays', async () => {
    const { child, closed } = await started('twice');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const [status] = await closed;
    expect(status).toBe(130);
    await expect.poll(() => processesWith(sandbox.folder), { timeout: 5000 }).toEqual([]);
  });

  it('with --json the log is on stderr and stdout has the error alone', async () => {
    const { child, output, closed } = await started('json', ['--json']);
    child.kill('SIGINT');
    await closed;
    expect(JSON.parse(output.stdout).error).toMatchObject({ code: 'ST_INTERRUPTED', exitCode: 130 });
    expect(output.stderr).toContain('tunes synthetic');
  });

  it('stops when nobody reads any more, and can be resumed', async () => {
    const { child, closed } = await started('unread');
    child.stdout?.destroy();
    const [status] = await closed;
    expect(status).toBe(130);
    expect(readFileSync(journal('unread'), 'utf8').trim().split('\n').at(-1)).toContain('"event":"interrupted"');
  });
});
