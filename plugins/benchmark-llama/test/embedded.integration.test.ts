import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLlamaBench } from '../../../packages/core/src/trial/llama-bench-output.js';
import { syntheticModel } from '../src/model/synthetic-model.js';

const MAIN = fileURLToPath(new URL('../dist/embedded/main.js', import.meta.url));

describe('embedded benchmark', () => {
  let folder: string;
  let model: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-llama-'));
    model = await syntheticModel(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', timeout: 30_000 });
  const lines = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('measures prompt and generation on the built-in model and keeps quiet otherwise', () => {
    const { status, stdout, stderr } = run('-m', model, '-p', '32', '-n', '8', '-r', '2');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const prompt = { n_prompt: 32, n_gen: 0, n_threads: 1, samples_tokens: [32], llama_version: '0.5.0-dev' };
    const generation = { n_prompt: 0, n_gen: 8, samples_tokens: [8] };
    expect(lines(stdout)).toMatchObject([prompt, generation, prompt, generation]);
    const samples = parseLlamaBench(stdout);
    expect(samples?.pp_tokens_per_sec).toHaveLength(2);
    expect(samples?.tg_tokens_per_sec).toHaveLength(2);
    for (const speed of Object.values(samples ?? {}).flat()) expect(speed).toBeGreaterThan(0);
  });

  it('computes with several threads', () => {
    const { status, stdout } = run('-m', model, '-p', '8', '-n', '1', '-r', '1', '-t', '2');
    expect(status).toBe(0);
    expect(lines(stdout).map(({ n_threads, samples_tokens }) => [n_threads, samples_tokens])).toEqual([
      [2, [8]],
      [2, [1]],
    ]);
  });

  it('fills the time box of a repetition with sequences and ends it after the box', () => {
    const { stdout } = run('-m', model, '-p', '0', '-n', '4', '-r', '2', '--box-ms', '60');
    const generations = lines(stdout);
    expect(generations).toHaveLength(2);
    for (const { samples_ns, samples_tokens } of generations) {
      expect(samples_ns[0]).toBeGreaterThanOrEqual(60e6);
      expect(samples_tokens[0]).toBeGreaterThan(4);
    }
  });

  it('says what library and model are', () => {
    const { status, stdout } = run('-m', model, '--check');
    expect(status).toBe(0);
    expect(lines(stdout)).toEqual([expect.objectContaining({ llama_version: '0.5.0-dev', model_n_params: 3_934_464 })]);
  });

  it('ends with one line and a status of its own when something is wrong', () => {
    const broken = join(folder, 'broken.gguf');
    writeFileSync(broken, 'GGUF and nothing else');
    const problems = [run('-m', broken), run('-m', model, '-t', 'two'), run('--prio', '2')];
    expect(problems.map(({ status }) => status)).toEqual([4, 2, 2]);
    for (const { stderr, stdout } of problems) {
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^schedtuna llama: .+\n$/);
    }
  });
});
