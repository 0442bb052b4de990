// Bad input that shows only when an experiment is about to run, or runs: one short error, a status of its own, nothing left.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, createSandbox, processesWith, type Sandbox } from './sandbox.js';

const AGENTS = ['throws', 'outside', 'repeats', 'nan', 'exits', 'shapeless'];

/** A file system of 32 kB that only the test sees. */
const NAMESPACES = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
const CAN_MOUNT = spawnSync('unshare', [...NAMESPACES, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic(AGENTS);
  const file = (name: string, content: string) => writeFileSync(join(sandbox.folder, name), content);
  file('empty.gguf', '');
  file('text.gguf', 'this is no model');
  file('fails.mjs', 'console.error("out of luck"); process.exit(3);');
  file('silent.mjs', '');
  file('rubbish.mjs', 'console.log("\\u0000\\ufffd no numbers {here");');
  file('hangs.mjs', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);');
  file('file', '');
  mkdirSync(join(sandbox.folder, 'folder'));
});
afterAll(() => sandbox.remove());

const command = (script: string) => ['--benchmark-cmd', `${process.execPath} ${join(sandbox.folder, script)}`];
const quick = [
  '--agent',
  'random',
  '--episodes',
  '2',
  '--baseline-runs',
  '1',
  '--confirm-runs',
  '1',
  '--ablation-runs',
  '0',
];
const metric = [
  '--benchmark-options',
  'metrics.fps.pattern=fps: ([0-9.]+)',
  '--benchmark-options',
  'metrics.fps.direction=maximize',
];
const synthetic = (episodes = 3) => [
  ...[
    '--scheduler',
    'synthetic',
    '--benchmark',
    'synthetic',
    '--episodes',
    String(episodes),
    '--baseline-runs',
    '1',
    '--confirm-runs',
    '1',
    '--ablation-runs',
    '0',
  ],
  ...['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`],
];

/** One error of two or three lines at the end of stderr, no stack, the status of its class, no process left. */
async function expectError(args: readonly string[], code: string, status: number, text: string): Promise<void> {
  const { stderr, exitCode } = await sandbox.run(args);
  const output = String(stderr);
  expect(output).toContain(`error ${code}: `);
  expect(output).toContain(text);
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(output.slice(output.indexOf('error ST_')).trim().split('\n').length).toBeLessThanOrEqual(3);
  expect(exitCode).toBe(status);
  expect(processesWith(sandbox.folder)).toEqual([]);
}

describe('a model that', () => {
  it.each([
    ['is missing', 'nowhere.gguf', 'nowhere.gguf'],
    ['is empty', 'empty.gguf', 'empty'],
    ['is not GGUF', 'text.gguf', 'GGUF'],
    ['is a directory', 'folder', 'directory'],
  ])('%s', async (_, path, text) => {
    await expectError(['optimize', '--model-path', path, ...quick], 'ST_MODEL', 6, text);
  });
});

describe('a benchmark command that', () => {
  it('does not exist', async () => {
    await expectError(
      ['optimize', '--benchmark-cmd', 'no-such-program --x', ...quick],
      'ST_BENCHMARK_MISSING',
      6,
      'no-such-program',
    );
  });
  it('fails', async () => {
    await expectError(['optimize', ...command('fails.mjs'), ...quick], 'ST_BASELINE_FAILED', 6, 'out of luck');
  });
  it('prints nothing', async () => {
    await expectError(['optimize', ...command('silent.mjs'), ...metric, ...quick], 'ST_BASELINE_FAILED', 6, 'fps');
  });
  it('prints rubbish', async () => {
    await expectError(
      ['optimize', ...command('rubbish.mjs'), ...metric, ...quick],
      'ST_BASELINE_FAILED',
      6,
      'no numbers',
    );
  });
  it('hangs', async () => {
    await expectError(
      ['optimize', ...command('hangs.mjs'), '--timeout', '0.5', ...quick],
      'ST_BASELINE_FAILED',
      6,
      'within 0.5 s',
    );
  });
  it('writes 1 GB, and the tuner stays small', async () => {
    const args = ['optimize', '--benchmark-cmd', 'head -c 1000000000 /dev/zero', ...quick, '--json'];
    const script = `
      process.argv.splice(1, 0, ${JSON.stringify(BIN)});
      process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS));
      await import(${JSON.stringify(BIN)});`;
    const result = await execa(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
      cwd: sandbox.folder,
      env: sandbox.env,
      reject: false,
    });
    const peakKilobytes = Number(/^peak (\d+)$/m.exec(result.stderr)?.[1]);
    expect(result.exitCode, result.stderr).toBe(0);
    expect(peakKilobytes).toBeGreaterThan(1000);
    expect(peakKilobytes).toBeLessThan(300_000);
  });
});

describe('results that', () => {
  it('have no directory to go to', async () => {
    await expectError(['optimize', '--results-dir', 'file', ...synthetic()], 'ST_RESULTS_DIR', 7, 'file');
  });
  it.runIf(process.getuid?.() !== 0)(
    'may not be written (as root everything may: run as an ordinary user)',
    async () => {
      chmodSync(join(sandbox.folder, 'folder'), 0o500);
      await expectError(['optimize', '--results-dir', 'folder', ...synthetic()], 'ST_RESULTS_DIR', 7, 'folder');
    },
  );
  it.each(['a/b', '..', ' '])('have the name %j', async (name) => {
    await expectError(
      ['optimize', '--experiment-name', name, ...synthetic()],
      'ST_EXPERIMENT_NAME',
      7,
      JSON.stringify(name),
    );
  });
  it('exist already', async () => {
    const args = ['optimize', '--experiment-name', 'twice', ...synthetic()];
    expect((await sandbox.run(args)).exitCode).toBe(0);
    const before = readFileSync(join(sandbox.folder, 'results', 'twice', 'journal.jsonl'));
    await expectError(args, 'ST_EXPERIMENT_EXISTS', 7, 'twice');
    expect(readFileSync(join(sandbox.folder, 'results', 'twice', 'journal.jsonl'))).toEqual(before);
  });
  it('another process is working on', async () => {
    const slow = [...synthetic(), '--benchmark-options', 'sleepMs=400'];
    const first = sandbox.run(['optimize', '--experiment-name', 'busy', ...slow]);
    await expect
      .poll(() => existsSync(join(sandbox.folder, 'results', 'busy', 'lock')), { timeout: 10_000 })
      .toBe(true);
    const second = await sandbox.run(['resume', 'busy']);
    expect(second.exitCode).toBe(7);
    expect(String(second.stderr)).toContain('error ST_EXPERIMENT_LOCKED: ');
    expect((await first).exitCode).toBe(0);
  });
  it.runIf(CAN_MOUNT)(
    'fill the disk: what was finished is kept and can be resumed (needs mount namespaces)',
    async () => {
      const disk = join(sandbox.folder, 'disk');
      mkdirSync(disk);
      const words = ['optimize', '--experiment-name', 'full', '--results-dir', disk, ...synthetic(40)];
      const script = `
      mount -t tmpfs -o size=32k tmpfs ${disk}
      "$@"; echo "status $?"
      cp ${disk}/full/journal.jsonl ${sandbox.folder}/kept.jsonl
      mount -o remount,size=8m ${disk}
      ${process.execPath} ${BIN} resume full --results-dir ${disk}; echo "status $?"
      cp ${disk}/full/journal.jsonl ${sandbox.folder}/resumed.jsonl`;
      const { all } = await execa(
        'unshare',
        [...NAMESPACES, 'sh', '-c', script, 'sh', process.execPath, BIN, ...words],
        {
          cwd: sandbox.folder,
          env: sandbox.env,
          all: true,
          reject: false,
        },
      );
      expect(all).toContain('error ST_JOURNAL_WRITE: ');
      expect(all.match(/^status \d+$/gm)).toEqual(['status 7', 'status 0']);
      const kept = readFileSync(join(sandbox.folder, 'kept.jsonl'), 'utf8');
      expect(kept.endsWith('\n')).toBe(true);
      expect(kept.length).toBeGreaterThan(10_000);
      expect(readFileSync(join(sandbox.folder, 'resumed.jsonl'), 'utf8').startsWith(kept)).toBe(true);
    },
  );
});

describe('a journal that', () => {
  const journal = (name: string) => join(sandbox.folder, 'results', name, 'journal.jsonl');
  const made = async (name: string) => {
    expect((await sandbox.run(['optimize', '--experiment-name', name, ...synthetic()])).exitCode).toBe(0);
    return readFileSync(journal(name), 'utf8');
  };
  it('is torn in its last line is read without it', async () => {
    const whole = await made('torn');
    writeFileSync(journal('torn'), whole.slice(0, -20));
    expect((await sandbox.run(['report', 'torn'])).exitCode).toBe(0);
    expect((await sandbox.run(['resume', 'torn'])).exitCode).toBe(0);
  });
  it('is damaged in the middle is refused with the line, unchanged', async () => {
    const lines = (await made('damaged')).split('\n');
    lines[2] = lines[2].slice(0, 30);
    writeFileSync(journal('damaged'), lines.join('\n'));
    await expectError(['resume', 'damaged'], 'ST_JOURNAL_DAMAGED', 7, 'line 3');
    await expectError(['report', 'damaged'], 'ST_JOURNAL_DAMAGED', 7, 'line 3');
    expect(readFileSync(journal('damaged'), 'utf8')).toBe(lines.join('\n'));
  });
  it('is missing', async () => {
    await expectError(['resume', 'nothing'], 'ST_EXPERIMENT_MISSING', 7, 'nothing');
  });
});

describe('an agent that misbehaves:', () => {
  it.each([
    ['throws', 'ST_AGENT_FAILED', 'no idea'],
    ['outside', 'ST_AGENT_INVALID', 'from 0 to 10, not 11'],
    ['repeats', 'ST_AGENT_INVALID', 'already measured'],
    ['nan', 'ST_AGENT_INVALID', 'NaN'],
    ['exits', 'ST_AGENT_FAILED', 'thread ended'],
    ['shapeless', 'ST_AGENT_INVALID', 'suggested 7'],
  ])('%s', async (agent, code, text) => {
    await expectError(['optimize', '--agent', agent, '--experiment-name', agent, ...synthetic()], code, 8, text);
    expect(readFileSync(join(sandbox.folder, 'results', agent, 'journal.jsonl'), 'utf8')).toContain(
      '"type":"baseline"',
    );
  });
});
