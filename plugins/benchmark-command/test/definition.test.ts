import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { testBenchmark } from '@schedtuna/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import command from '../src/index.js';
import { context, Failed, type Given, output } from './context.js';

const fps = { pattern: 'fps: ([0-9.]+)', unit: 'frames/s', direction: 'maximize' } as const;

describe('command keeps the contract of benchmarks', () => {
  describe('without metrics', () => testBenchmark(it, command, { context: { benchmarkCmd: ['/bin/true'] } }));
  describe('with metrics', () =>
    testBenchmark(it, command, {
      context: {
        benchmarkCmd: ['/bin/true'],
        options: { metrics: { fps, p99: { json: 'p99', unit: 'ms', direction: 'minimize', label: 'tail' } } },
      },
      outputs: [{ stdout: 'fps: 60\nfps: 61.5\n{"p99": 3}\n' }],
    }));
  describe('with a pattern', () =>
    testBenchmark(it, command, {
      context: { benchmarkCmd: ['/bin/true'], options: { metrics: { fps } } },
      outputs: [{ stdout: 'start\nfps: 60\nfps: 61.5\nend\nfps: 62\n' }],
    }));
});

async function commandOf(given: Given) {
  const prepared = await command.prepare?.(context(given));
  if (!prepared) throw new Error('command has no prepare');
  return { prepared, started: command.command(context(given), JSON.parse(JSON.stringify(prepared))) };
}

/** What prepare fails with. */
async function failure(given: Given): Promise<Failed> {
  const error = await command.prepare?.(context(given)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failed)) throw new Error(`prepare did not fail as it should: ${error}`);
  return error;
}

describe('the command line', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'benchmark-command-'));
    await writeFile(join(directory, 'run'), '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(join(directory, 'text'), '', { mode: 0o644 });
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is a program of PATH with its words as they are', async () => {
    const { prepared, started } = await commandOf({ words: ['sh', '-c', 'a  b'], line: "sh -c 'a  b'" });
    expect(started).toEqual({ file: '/bin/sh', args: ['-c', 'a  b'], env: {} });
    expect(prepared.description).toBe("sh -c 'a  b'");
    expect(prepared.facts).toEqual({ program: '/bin/sh', command: "sh -c 'a  b'" });
  });

  it('takes a relative path from the current directory, and runs in the directory and with the variables asked for', async () => {
    const path = join(directory, 'run');
    const words = [relative(process.cwd(), path)];
    const { prepared, started } = await commandOf({ words, cwd: directory, env: { THREADS: '2' } });
    expect(started).toEqual({ file: path, args: [], cwd: directory, env: { THREADS: '2' } });
    expect(prepared.facts).toMatchObject({ cwd: directory, 'env.THREADS': '2' });
  });

  it('goes to a shell as it was typed, only when that is asked for', async () => {
    const line = 'echo "a  b" | wc -c';
    const words = ['echo', 'a  b', '|', 'wc', '-c'];
    expect((await commandOf({ words, line, shell: true })).started).toMatchObject({
      file: '/bin/sh',
      args: ['-c', line],
    });
    expect((await commandOf({ words, line })).started).toMatchObject({ file: '/bin/echo', args: words.slice(1) });
  });

  it.each<[string, () => Given, RegExp]>([
    ['no command', () => ({}), /no command to run/],
    ['no words', () => ({ words: [] }), /no command to run/],
    ['no command for the shell', () => ({ shell: true }), /no command to run/],
    [
      'a name that PATH does not have',
      () => ({ words: ['no-such-program'] }),
      /no executable program no-such-program in PATH/,
    ],
    ['a path that is not there', () => ({ words: ['./no/such'] }), /\/no\/such does not exist/],
    ['a file that is not executable', () => ({ words: [join(directory, 'text')] }), /text cannot be executed/],
    ['a directory', () => ({ words: [directory] }), /is not a file/],
  ])('is refused when there is %s', async (_, given, message) => {
    const error = await failure(given());
    expect(error.code).toBe('ST_BENCHMARK_MISSING');
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/--benchmark-cmd/);
  });

  it('is refused when the directory to run in is none', async () => {
    expect(await failure({ words: ['true'], cwd: '/no/such' })).toMatchObject({
      code: 'ST_BENCHMARK_OPTIONS',
      message: 'cwd /no/such does not exist',
    });
    expect((await failure({ words: ['true'], cwd: join(directory, 'text') })).message).toMatch(/is not a directory/);
  });

  it('is not prepared with metrics that cannot be read', async () => {
    const metrics = { fps: { ...fps, pattern: 'fps: [0-9.]+' } };
    expect(await failure({ words: ['true'], metrics })).toMatchObject({
      code: 'ST_BENCHMARK_OPTIONS',
      message: 'metric fps: fps: [0-9.]+ has no group',
    });
  });
});

describe('metrics', () => {
  it('are the declared ones, in their order', () => {
    const metrics = { zebra: fps, ant: { json: 'a', unit: '', direction: 'minimize', label: 'an ant' } } as const;
    const found = command.metrics(context({ metrics }).options);
    expect(Object.keys(found)).toEqual(['zebra', 'ant']);
    expect(found).toEqual({
      zebra: { unit: 'frames/s', direction: 'maximize' },
      ant: { unit: '', direction: 'minimize', label: 'an ant' },
    });
  });

  it('are those of llama-bench, if its output comes, when none is declared', () => {
    const given = { parseLlamaBench: (text: string) => (text === 'llama' ? { pp_tokens_per_sec: [5] } : undefined) };
    const parse = (stdout: string, options: Given) =>
      command.parse(output(stdout), context({ ...given, ...options }), { description: '', facts: {} });
    expect(Object.values(command.metrics(context({}).options)).every(({ optional }) => optional)).toBe(true);
    expect(parse('llama', {})).toEqual({ pp_tokens_per_sec: [5] });
    expect(parse('anything', {})).toEqual({});
    expect(parse('fps: 3', { metrics: { fps } })).toEqual({ fps: [3] });
  });

  it('have samples while the command runs where a pattern finds them, and none of JSON, of which the last counts', () => {
    const metrics = {
      fps,
      p99: { json: 'p99', unit: 'ms', direction: 'minimize' },
      word: { pattern: 'word: (.*)', unit: '', direction: 'maximize' },
    } as const;
    const soFar = (stdout: string, given: Given) =>
      command.parseSoFar?.({ stdout }, context(given), { description: '', facts: {} });
    expect(soFar('fps: 3\nfps: 4\n{"p99": 3}\nword: 7\nword: no number\n', { metrics })).toEqual({
      fps: [3, 4],
      p99: [],
    });
    expect(soFar('', { metrics: { fps } })).toEqual({ fps: [] });
    expect(soFar('llama', { parseLlamaBench: () => ({ pp_tokens_per_sec: [5] }) })).toEqual({ pp_tokens_per_sec: [5] });
    expect(soFar('anything', {})).toBeUndefined();
  });
});
