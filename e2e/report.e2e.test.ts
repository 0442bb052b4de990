// `report --html` and `compare`, on a whole experiment and on journals that end early.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
let lines: string[];
const results = (name: string) => join(sandbox.folder, 'results', name);

beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.linkSynthetic();
  const plugins = ['optimize', '--scheduler', 'synthetic', '--benchmark', 'synthetic', '--agent', 'random'];
  const counter = ['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`];
  const length = [
    '--episodes',
    '6',
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
  lines = readFileSync(join(results('whole'), 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
});
afterAll(() => sandbox.remove());

/** An experiment of its own from lines of the whole one. */
function derive(name: string, change: (lines: readonly string[]) => readonly string[]): void {
  mkdirSync(results(name));
  const renamed = change(lines).map((line, i) => (i === 0 ? JSON.stringify({ ...JSON.parse(line), name }) : line));
  writeFileSync(join(results(name), 'journal.jsonl'), renamed.map((line) => `${line}\n`).join(''));
}

const until = (type: string) => (all: readonly string[]) =>
  all.slice(
    0,
    all.findIndex((line) => line.startsWith(`{"type":"${type}"`)),
  );

describe('report --html', () => {
  it('writes one page beside the other files, and says where', async () => {
    const { stdout, exitCode } = await sandbox.run(['report', 'whole', '--html', 'page.html']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(join(sandbox.folder, 'page.html'));
    expect(stdout).toContain('best_parameters.json');
    const page = readFileSync(join(sandbox.folder, 'page.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('--episodes 6');
    expect(page.match(/<tr class="completed">/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('tells --json where the page is, and writes none without the flag', async () => {
    const { stdout } = await sandbox.run(['report', 'whole', '--html', 'second.html', '--json']);
    expect(JSON.parse(String(stdout)).html).toBe(join(sandbox.folder, 'second.html'));
    expect(JSON.parse(String((await sandbox.run(['report', 'whole', '--json'])).stdout))).not.toHaveProperty('html');
  });

  it.each([
    ['started', (all: readonly string[]) => all.slice(0, 1), 'against itself are not over'],
    ['unpaired', (all: readonly string[]) => all.slice(0, 3), 'against itself are not over'],
    ['unsearched', (all: readonly string[]) => until('episode')(all).slice(0, -1), '0 of 6 episodes are done'],
    ['unconfirmed', until('finalists'), '6 of 6 episodes are done'],
  ])('tells of an experiment that is only %s', async (name, change, sentence) => {
    derive(name, change);
    const { exitCode, stderr } = await sandbox.run(['report', name, '--html', `${name}.html`]);
    expect(exitCode, String(stderr)).toBe(0);
    expect(readFileSync(join(sandbox.folder, `${name}.html`), 'utf8')).toContain(sentence);
  });

  it('refuses a place that cannot be written, and leaves nothing there', async () => {
    const { exitCode, stderr } = await sandbox.run(['report', 'whole', '--html', 'nowhere/page.html']);
    expect(exitCode).toBe(7);
    expect(stderr).toMatch(/^error ST_JOURNAL_WRITE: cannot write .*nowhere\/page\.html/);
    expect(existsSync(join(sandbox.folder, 'nowhere'))).toBe(false);
  });
});

describe('compare', () => {
  it('shows experiments side by side', async () => {
    derive('early', (all) => all.slice(0, 4));
    const { stdout, exitCode } = await sandbox.run(['compare', 'whole', results('early')]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ +whole +early$/m);
    expect(stdout).toMatch(/^state +finished +not finished$/m);
    expect(stdout).toMatch(/^verdict +\w+ +none\. /m);
    expect(stdout).toContain('Machine, versions and options are the same.');
  });

  it('names differences of machine and options', async () => {
    derive('elsewhere', ([first, ...rest]) => {
      const experiment = JSON.parse(first);
      experiment.host.kernel = '9.9.9';
      experiment.options.seed = 4;
      return [JSON.stringify(experiment), ...rest];
    });
    const { stdout } = await sandbox.run(['compare', 'whole', 'elsewhere']);
    expect(stdout).toMatch(/^host kernel +\S+ +9\.9\.9$/m);
    expect(stdout).toMatch(/^option seed +3 +4$/m);
    expect(stdout).toContain('not absolute numbers');
    const { stdout: json, stderr } = await sandbox.run(['compare', 'whole', 'elsewhere', 'whole', '--json']);
    const { experiments, differences } = JSON.parse(String(json));
    expect(experiments).toHaveLength(3);
    expect(experiments[0]).toMatchObject({ name: 'whole', objective: 'speed', state: 'finished' });
    expect(differences['option seed']).toEqual(['3', '4', '3']);
    expect(stderr).toBe('');
  });

  it.each([
    [['compare', 'whole'], 2, /^error ST_USAGE: 1 experiment is given; two or more can be compared/],
    [['compare'], 2, /^error ST_USAGE: /],
    [['compare', 'whole', 'absent'], 7, /^error ST_EXPERIMENT_MISSING: .*absent/],
  ])('%j is an error of its own', async (args, status, message) => {
    const { exitCode, stderr } = await sandbox.run(args);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(status);
  });
});
