// `simulate` as a user calls it: tables in, comparison out, on any machine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

const table = (name: string) =>
  fileURLToPath(new URL(`../packages/core/test/fixtures/tables/${name}.json`, import.meta.url));

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic(['drawer', 'throws', 'chooser']);
  const plugins = ['optimize', '--scheduler', 'synthetic', '--benchmark', 'synthetic', '--agent', 'random'];
  const counter = ['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`];
  const length = [
    '--episodes',
    '14',
    '--baseline-runs',
    '2',
    '--confirm-runs',
    '6',
    '--ablation-runs',
    '0',
    '--seed',
    '3',
  ];
  const { exitCode, stderr } = await sandbox.run([...plugins, ...counter, ...length, '--experiment-name', 'whole']);
  expect(exitCode, String(stderr)).toBe(0);
});
afterAll(() => sandbox.remove());

const small = ['--budget', '30', '--seeds', '3', '--noise', '0,0.05'];
const inSandbox = (name: string) => join(sandbox.folder, name);

describe('simulate', () => {
  it('compares agents with random on several tables, and writes what it found', async () => {
    const files = ['--json-file', 'out/runs.json', '--html', 'out/curves.html'];
    const { stdout, stderr, exitCode } = await sandbox.run([
      ...['simulate', '--space', table('encoder'), table('server'), '--agents', 'drawer', ...small, ...files],
    ]);
    expect(exitCode, String(stderr)).toBe(0);
    const lines = String(stdout).split('\n');
    for (const title of ['encoder', 'server', 'all tables']) {
      for (const noise of ['0', '0.05']) expect(lines).toContain(`${title}, noise ${noise}`);
    }
    expect(lines[1]).toMatch(/^ +regret@25 +regret@30 +top 1 % +reached +failed +CPU s +runs$/);
    expect(lines[2]).toMatch(/^ {2}drawer +\d\.\d{3} +\d\.\d{3} /);
    expect(lines[3]).toMatch(/^ {2}random +\d\.\d{3} /);
    expect(String(stderr)).toContain('24 of 24 runs');
    expect(readFileSync(inSandbox('out/curves.html'), 'utf8').match(/<svg/g)).toHaveLength(6);
    const { runs } = JSON.parse(readFileSync(inSandbox('out/runs.json'), 'utf8'));
    expect(runs).toHaveLength(24);
    expect(runs[0]).toMatchObject({ optimizer: 'drawer', space: 'encoder', noise: 0, seed: 0 });
  });

  it('hands a backend to agents that have a choice', async () => {
    const { stderr, exitCode } = await sandbox.run([
      ...['simulate', '--space', table('encoder'), '--agents', 'chooser,drawer', ...small, '--backend', 'cpu'],
    ]);
    expect(exitCode, String(stderr)).toBe(0);
  });

  it('decides the same when it is repeated, and shows runs of before beside those of now', async () => {
    const first = ['--json-file', 'before.json', '--agents', 'random'];
    await sandbox.run(['simulate', '--space', table('encoder'), ...small, ...first]);
    const { stdout } = await sandbox.run([
      ...['simulate', '--space', table('encoder'), ...small, '--agents', 'random', '--peers', 'before.json', '--json'],
    ]);
    const { comparison, againstPeers } = JSON.parse(String(stdout));
    const [{ entries }] = comparison;
    expect(entries.map(({ label }: { label: string }) => label)).toEqual(['random', 'random 0.1.0 (recorded)']);
    expect(entries[1].curve).toEqual(entries[0].curve);
    const [{ duels, tables }] = againstPeers;
    expect(tables).toEqual(['encoder']);
    expect(
      duels.map(({ at, ratio, pairs }: { at: unknown; ratio: number; pairs: number }) => [at, ratio, pairs]),
    ).toEqual([
      [25, 1, 3],
      [30, 1, 3],
      ['top1', 1, 3],
    ]);
    const shown = await sandbox.run([
      ...['simulate', '--space', table('encoder'), ...small, '--agents', 'random', '--peers', 'before.json'],
    ]);
    expect(String(shown.stdout)).toContain('\nagainst the best recorded optimizer, noise 0.05 (encoder)\n');
  });

  it('plays one agent with several options side by side', async () => {
    const agents = [
      '--agents',
      'sac:initialDesign=2,sac:initialDesign=9',
      '--budget',
      '4',
      '--seeds',
      '1',
      '--noise',
      '0',
    ];
    const { stdout, stderr, exitCode } = await sandbox.run(['simulate', '--space', table('encoder'), ...agents]);
    expect(exitCode, String(stderr)).toBe(0);
    expect(String(stdout)).toMatch(/\n {2}sac:initialDesign=2 +\d.*\n {2}sac:initialDesign=9 +\d.*\n {2}random +\d/);
  });

  it('plays on what an experiment measured, and says how far that can be trusted', async () => {
    const { stdout, stderr, exitCode } = await sandbox.run([
      ...[
        'simulate',
        '--space',
        'results/whole',
        table('encoder'),
        '--agents',
        'random',
        ...small,
        '--html',
        'fit.html',
      ],
    ]);
    expect(exitCode, String(stderr)).toBe(0);
    expect(String(stdout)).toMatch(/^whole is fitted to results\/whole: 1\d configurations completed in \d\d runs/);
    expect(String(stdout)).toMatch(/\nPredicted from the others, a configuration is off by \d/);
    expect(String(stdout)).toContain('\nwhole, noise 0.05\n');
    expect(readFileSync(inSandbox('fit.html'), 'utf8')).toContain('<p>whole is fitted to results/whole: ');
  });

  it('says when an experiment is too short to fit a table to it', async () => {
    const journal = readFileSync(inSandbox('results/whole/journal.jsonl'), 'utf8');
    mkdirSync(inSandbox('short'));
    writeFileSync(inSandbox('short/journal.jsonl'), journal.slice(0, journal.indexOf('{"type":"episode","episode":5')));
    const { stderr, exitCode } = await sandbox.run(['simulate', '--space', 'short', ...small]);
    expect(String(stderr)).toMatch(
      /error ST_USAGE: no table can be fitted from short: it has \d completed configurations/,
    );
    expect(exitCode).toBe(2);
  });

  it.each([
    [['--agents', 'sax'], 2, 'ST_UNKNOWN_AGENT'],
    [['--agents', 'sac:prior=yes'], 3, 'ST_CONFIG_VALUE'],
    [['--space', '.'], 7, 'ST_EXPERIMENT_MISSING'],
    [['--noise', 'much'], 2, 'ST_USAGE'],
    [['--agents', 'throws'], 8, 'ST_AGENT_FAILED'],
    [['--peers', 'missing.jsonl'], 2, 'ST_USAGE'],
    [['--agents', 'chooser', '--backend', 'wasm'], 5, 'ST_UNSUPPORTED'],
    [['--html', '.'], 7, 'ST_RESULTS_DIR'],
  ])('%j ends with status %i and %s', async (flags, status, code) => {
    const { stderr, exitCode } = await sandbox.run(['simulate', '--space', table('server'), ...small, ...flags]);
    expect(String(stderr)).toContain(`error ${code}: `);
    expect(exitCode).toBe(status);
  });

  it('takes whole experiments through a noise model to their verdicts, and the same ones again', async () => {
    const model = fileURLToPath(new URL('../examples/noise-models/no-effect.yaml', import.meta.url));
    const experiments = [
      ...['simulate', '--space', table('encoder'), 'results/whole', '--agents', 'random', '--noise-model', model],
      ...['--budget', '8', '--seeds', '20', '--protocol', 'ablation-runs=2', '--protocol', 'confirm-runs=6'],
    ];
    const { stdout, stderr, exitCode } = await sandbox.run([...experiments, '--json-file', 'out/experiments.json']);
    expect(exitCode, String(stderr)).toBe(0);
    expect(String(stderr)).toContain('40 of 40 experiments');
    expect(String(stdout)).toMatch(/^whole is fitted to results\/whole: /);
    for (const title of ['encoder, 20', 'whole, 20', 'all tables, 40']) {
      expect(String(stdout)).toContain(`${title} experiments of 8 episodes by each agent\n`);
    }
    expect(String(stdout)).toMatch(/\n {2}falsely better +\d+\.\d % \[\d+\.\d, \d+\.\d\]\n/);
    const written = JSON.parse(readFileSync(inSandbox('out/experiments.json'), 'utf8'));
    expect(written).toMatchObject({
      model: { effects: 0 },
      protocol: { episodes: 8, confirmRuns: 6, ablationRuns: 2 },
    });
    expect(written.experiments).toHaveLength(40);
    const judged = written.experiments.filter(({ effect }: { effect?: object }) => effect !== undefined);
    expect(judged.length).toBeGreaterThan(0);
    for (const { trueRatio } of judged) expect(trueRatio).toBe(1);
    const again = await sandbox.run([...experiments, '--json']);
    expect(JSON.parse(String(again.stdout)).experiments).toEqual(written.experiments);
  });

  it.each([
    [['--noise-model', 'broken.yaml'], 2, 'ST_USAGE: broken.yaml is not a noise model: noise.cv must be a number'],
    [['--noise-model', 'quiet.yaml', '--noise', '0.1'], 2, 'ST_USAGE'],
    [['--noise-model', 'quiet.yaml', '--html', 'x.html'], 2, 'ST_USAGE'],
    [['--noise-model', 'quiet.yaml', '--peers', 'x.json'], 2, 'ST_USAGE'],
    [['--noise-model', 'quiet.yaml', '--protocol', 'confirm=3'], 2, 'ST_USAGE: --protocol confirm is unknown'],
    [['--protocol', 'confirm-runs=16'], 2, 'ST_USAGE'],
    [
      ['--noise-model', 'quiet.yaml', '--agents', 'throws'],
      8,
      'ST_AGENT_FAILED: agent throws failed: no idea (table server, seed',
    ],
  ])('%j ends with status %i and %s', async (flags, status, message) => {
    writeFileSync(inSandbox('broken.yaml'), 'noise: { distribution: lognormal, cv: much }\n');
    writeFileSync(inSandbox('quiet.yaml'), '# exact\n');
    const { stderr, exitCode } = await sandbox.run(['simulate', '--space', table('server'), '--budget', '8', ...flags]);
    expect(String(stderr)).toContain(`error ${message}`);
    expect(exitCode).toBe(status);
  });

  it('says which file is no table, and writes nothing then', async () => {
    writeFileSync(inSandbox('broken.json'), '{"name": "broken"}');
    const { stderr, exitCode } = await sandbox.run(['simulate', '--space', 'broken.json', '--html', 'none.html']);
    expect(String(stderr)).toMatch(
      /error ST_USAGE: broken\.json is not a measured table: metric is missing\n.*measured-tables/,
    );
    expect(exitCode).toBe(2);
    expect(existsSync(inSandbox('none.html'))).toBe(false);
  });

  it('refuses two files with tables of one name', async () => {
    writeFileSync(inSandbox('copy.json'), readFileSync(table('server')));
    const { stderr } = await sandbox.run(['simulate', '--space', table('server'), 'copy.json', ...small]);
    expect(String(stderr)).toMatch(/both name their table server/);
  });
});
