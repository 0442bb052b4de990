import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandOutput, Host } from '@schedtuna/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepare } from '../src/prepare.js';
import { context, host as plain } from './context.js';

const SUBJECT = {
  llama_version: '0.5.0-dev',
  build_commit: 'abc',
  model_type: 'llama',
  model_size: 1,
  model_n_params: 3_934_464,
};
const answers = (output: Partial<CommandOutput>): Host => ({
  ...plain,
  run: async () => ({ stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1, ...output }),
});
const host = answers({ stdout: JSON.stringify(SUBJECT) });

describe('prepare', () => {
  let folder: string;
  let program: string;
  let model: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-llama-'));
    program = join(folder, 'llama-bench');
    model = join(folder, 'model.gguf');
    writeFileSync(program, '#!/bin/false\n', { mode: 0o755 });
    writeFileSync(model, 'GGUF of a kind');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('measures the built-in model when nothing is given', async () => {
    const given = context(folder, { host });
    const prepared = await prepare(given);
    expect(given.logged).toEqual([expect.stringMatching(/embedded llama\.cpp .* because no --model-path is given/)]);
    expect(prepared.description).toBe(
      'llama.cpp 0.5.0-dev, built-in model (3.9 million weights), 2 threads beside 4 busy ones on 4 CPUs',
    );
    expect(prepared.facts).toMatchObject({
      mode: 'embedded',
      llama_version: '0.5.0-dev',
      model_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      profile: 'priority',
      threads: '2',
      background_threads: '4',
    });
    expect(prepared.expectedSeconds).toBeCloseTo(2.1);
    expect(JSON.parse(JSON.stringify(prepared))).toEqual(prepared);
  });

  it('measures a model with the embedded library when there is no llama-bench', async () => {
    const given = context(folder, { host, modelPath: model });
    const prepared = await prepare(given);
    expect(given.logged[0]).toMatch(/because no llama-bench is in PATH/);
    expect(prepared.data).toMatchObject({ mode: 'embedded', model });
    expect(prepared.facts.model).toBe('model.gguf');
  });

  it('measures a model with llama-bench when it is in PATH', async () => {
    const given = context(folder, { modelPath: model, host: { ...host, which: async () => program } });
    const prepared = await prepare(given);
    expect(given.logged[0]).toMatch(/because it is in PATH, without background load/);
    expect(prepared.data).toMatchObject({ mode: 'external', file: program });
    expect(prepared.description).toMatch(/^llama-bench -o jsonl -m .*model\.gguf -p 512 -n 128 -r 3/);
    expect(prepared.facts).toMatchObject({
      mode: 'external',
      threads: 'chosen by llama-bench',
      background_threads: '0',
    });
    expect(prepared.facts.program_sha256).not.toBe(prepared.facts.model_sha256);
  });

  it('takes --benchmark-cmd as it is, with or without a model', async () => {
    const bare = await prepare(context(folder, { benchmarkCmd: [program, '-t', '7'] }));
    expect(bare.data).toEqual({ mode: 'external', file: program, args: ['-t', '7', '-o', 'jsonl'] });
    expect(bare.facts).not.toHaveProperty('model');
    expect(bare.facts.threads).toBe('7');
    const both = await prepare(context(folder, { benchmarkCmd: [program], modelPath: model }));
    expect(both.data).toMatchObject({ args: ['-o', 'jsonl', '-m', model] });
  });

  it('fails when the program is missing or cannot be executed', async () => {
    const missing = (word: string) => expect(prepare(context(folder, { benchmarkCmd: [word] }))).rejects;
    const code = 'ST_BENCHMARK_MISSING';
    await missing('llama-bench').toMatchObject({ code, message: 'the benchmark program llama-bench is not in PATH' });
    await missing(join(folder, 'none')).toMatchObject({ code, message: expect.stringMatching(/none does not exist/) });
    await missing(`${folder}/.`).toMatchObject({ code, message: expect.stringMatching(/is not a file/) });
    chmodSync(program, 0o644); // without any x bit root cannot execute it either
    await missing(program).toMatchObject({ code, message: expect.stringMatching(/permission denied/) });
  });

  it('fails on a bad model in each mode', async () => {
    const bad = join(folder, 'none.gguf');
    const inPath = { ...host, which: async () => program };
    const code = 'ST_MODEL';
    await expect(prepare(context(folder, { host, modelPath: bad }))).rejects.toMatchObject({ code });
    await expect(prepare(context(folder, { host: inPath, modelPath: bad }))).rejects.toMatchObject({ code });
    await expect(prepare(context(folder, { benchmarkCmd: [program, '-m', bad] }))).rejects.toMatchObject({ code });
  });

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ])('fails with one sentence on %s-%s', async (platform, arch) => {
    await expect(prepare(context(folder, { host: { ...host, platform, arch } }))).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
      message: `no prebuilt llama.cpp is installed for ${platform}-${arch}; there are packages for linux-x64 and linux-arm64`,
    });
  });

  it.each([
    [{ exitCode: 3, stderr: 'schedtuna llama: the library is too new\n' }, 'ST_UNSUPPORTED', 'the library is too new'],
    [{ exitCode: 4, stderr: 'schedtuna llama: not a model\n' }, 'ST_MODEL', 'not a model'],
    [{ exitCode: 2, stderr: 'schedtuna llama: --poll\n' }, 'ST_BENCHMARK_OPTIONS', '--poll'],
    [
      { exitCode: null, signal: 'SIGILL' },
      'ST_UNSUPPORTED',
      'the embedded llama.cpp ended with SIGILL while it was tried out',
    ],
  ])('passes on what the trial load said: %j', async (output, code, message) => {
    await expect(prepare(context(folder, { host: answers(output) }))).rejects.toMatchObject({ code, message });
  });

  it('says when the trial load does not end', async () => {
    await expect(prepare(context(folder))).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
      message: 'the embedded llama.cpp cannot be tried out: nothing may be run in this test',
    });
  });

  it('says when the built-in model cannot be written', async () => {
    await expect(prepare(context(join(folder, 'none'), { host }))).rejects.toMatchObject({
      code: 'ST_MODEL',
      message: expect.stringMatching(/^the built-in model cannot be written to .*none: ENOENT/),
    });
  });
});
