import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { environmentName, flagOf, OPTION_TABLE } from '../../src/config/option-table.js';
import { completeOptions, resolveOptions } from '../../src/config/resolve-options.js';
import { valueProblems } from '../../src/config/value-problems.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schedtuna-options-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const resolve = (flags: object, environment: Record<string, string> = {}) =>
  resolveOptions({ flags, environment, directory });
const file = (text: string) => writeFileSync(join(directory, 'schedtuna.config.yaml'), text, { mode: 0o644 });

test('defaults are the documented ones, with a random seed', async () => {
  const { seed, ...options } = await resolve({});
  expect(options).toEqual({
    schedulerName: 'eevdf',
    algorithm: 'sac',
    episodes: 50,
    baselineRuns: 3,
    confirmRuns: 20,
    anchorEvery: 5,
    minEffect: 0.01,
    earlyStop: true,
    maxForeignCpus: 0.25,
    benchmarkOptions: {},
    agentOptions: {},
    ablationRuns: 24,
    racing: true,
    settle: 1,
    takeOver: false,
    timeout: 300,
    learningRate: 1e-3,
    updateFrequency: 5,
    saveFrequency: 25,
    rewardScaling: 1,
    useGpu: true,
    resultsDir: './results',
  });
  expect(seed).toBeGreaterThanOrEqual(0);
  expect((await resolve({})).seed).not.toBe(seed);
});

test('every default is a value that its own schema allows, and no two options share a name', () => {
  const wrong = OPTION_TABLE.filter(
    (entry) => entry.default !== undefined && valueProblems(entry.schema, entry.default).length > 0,
  );
  expect(wrong).toEqual([]);
  for (const names of [
    OPTION_TABLE.map(flagOf),
    OPTION_TABLE.map(environmentName),
    OPTION_TABLE.flatMap(({ char }) => char ?? []),
  ]) {
    expect(new Set(names).size).toBe(names.length);
  }
});

test('a flag wins over a variable, a variable over the file, the file over the default', async () => {
  file('episodes: 1\ntimeout: 1\nlearning_rate: 0.1\n');
  const options = await resolve({ episodes: '3' }, { SCHEDTUNA_EPISODES: '2', SCHEDTUNA_TIMEOUT: '2' });
  expect(options).toMatchObject({ episodes: 3, timeout: 2, learningRate: 0.1, saveFrequency: 25 });
});

test('options of plugins are taken together, key by key', async () => {
  file('benchmark_options: {profile: idle, threads: 1}');
  const options = await resolve(
    { benchmarkOptions: ['threads=4'] },
    { SCHEDTUNA_BENCHMARK_OPTIONS: '{threads: 2, seed: 5}' },
  );
  expect(options.benchmarkOptions).toEqual({ profile: 'idle', threads: 4, seed: 5 });
});

test('an empty variable is none; false and an empty list are values', async () => {
  file('use_gpu: true\nguards: [a >= 1]');
  expect(await resolve({ guards: [] }, { SCHEDTUNA_USE_GPU: 'false', SCHEDTUNA_EPISODES: '' })).toMatchObject({
    useGpu: false,
    guards: [],
    episodes: 50,
  });
});

test('a backend is named like any option, and only by names that exist', async () => {
  file('backend: tensorflow\n');
  expect((await resolve({})).backend).toBe('tensorflow');
  expect((await resolve({ backend: 'wasm' }, { SCHEDTUNA_BACKEND: 'cpu' })).backend).toBe('wasm');
  await expect(resolve({}, { SCHEDTUNA_BACKEND: 'webgl' })).rejects.toMatchObject({
    code: 'ST_USAGE',
    message: 'SCHEDTUNA_BACKEND must be one of wasm, cpu, tensorflow, tensorflow-gpu, not "webgl"',
  });
});

describe('an objective of several metrics', () => {
  test('comes from flags, from a variable and from a file', async () => {
    expect(await resolve({ objective: ['pp=1', 'wait.p99=2.5'] })).toMatchObject({
      objective: { pp: 1, 'wait.p99': 2.5 },
    });
    expect(await resolve({}, { SCHEDTUNA_OBJECTIVE: '{ pp: 1, tg: 3 }' })).toMatchObject({
      objective: { pp: 1, tg: 3 },
    });
    file('objective: { pp: 1, tg: 3 }');
    expect(await resolve({})).toMatchObject({ objective: { pp: 1, tg: 3 } });
  });

  test("is one source's as a whole, and replaces a single metric of later sources and is replaced by one", async () => {
    file('objective: { pp: 1, tg: 3 }');
    expect((await resolve({ objective: ['pp=2'] })).objective).toEqual({ pp: 2 });
    const single = await resolve({ optimizeMetric: 'tg' });
    expect(single).toMatchObject({ optimizeMetric: 'tg' });
    expect(single).not.toHaveProperty('objective');
    const weighted = await resolve({ objective: ['pp=2'] }, { SCHEDTUNA_OPTIMIZE_METRIC: 'tg' });
    expect(weighted).toMatchObject({ objective: { pp: 2 } });
    expect(weighted).not.toHaveProperty('optimizeMetric');
  });

  test('is not given together with a single metric', async () => {
    file('objective: { pp: 1 }\noptimize_metric: tg');
    const both = { code: 'ST_CONFIG_VALUE', message: 'objective and optimizeMetric are given together' };
    await expect(resolve({})).rejects.toMatchObject(both);
    expect(() => completeOptions({ objective: { pp: 1 }, optimizeMetric: 'tg' })).toThrow(
      expect.objectContaining(both),
    );
  });

  test.each([
    [['pp=0'], '--objective.pp must be a number above 0 and at most 1000000, not 0'],
    [['pp=-1'], '--objective.pp must be a number above 0 and at most 1000000, not -1'],
    [['pp=much'], '--objective.pp must be a number above 0 and at most 1000000, not "much"'],
    [['pp'], '--objective must be KEY=VALUE, not "pp"'],
  ])('has weights above 0: %j', async (objective, message) => {
    await expect(resolve({ objective })).rejects.toMatchObject({ code: 'ST_USAGE', message });
  });

  test('has at least one metric', () => {
    expect(() => completeOptions({ objective: {} })).toThrow('objective must be a map that is not empty, not {}');
  });
});

describe('wrong values', () => {
  test.each([['0'], ['-1'], ['1e9'], ['ten'], ['1.5'], ['']])('--episodes %j', async (episodes) => {
    await expect(resolve({ episodes })).rejects.toMatchObject({
      code: 'ST_USAGE',
      message: expect.stringMatching(/^--episodes must be a whole number from 1 to 100000, not /),
    });
  });

  test('all wrong flags are named at once, by the names that were written', async () => {
    await expect(resolve({ schedulerName: '', seed: 'x' })).rejects.toMatchObject({
      message:
        '--scheduler must be text that is not empty, not ""; --seed must be a whole number from 0 to 2147483647, not "x"',
    });
  });

  test('a variable is named as a variable', async () => {
    await expect(resolve({}, { SCHEDTUNA_GUARDS: 'no list' })).rejects.toMatchObject({
      code: 'ST_USAGE',
      message: 'SCHEDTUNA_GUARDS must be a list, not "no list"',
    });
  });

  test('a wrong file is reported although flags would win', async () => {
    file('episodes: ten');
    await expect(resolve({ episodes: '3' })).rejects.toMatchObject({ code: 'ST_CONFIG_VALUE' });
  });
});

test('options of a program are completed or refused by the same schema', () => {
  expect(completeOptions({ episodes: 3, seed: 1 })).toMatchObject({ episodes: 3, seed: 1, algorithm: 'sac' });
  expect(() => completeOptions({ episodes: 0 })).toThrow(expect.objectContaining({ code: 'ST_CONFIG_VALUE' }));
  expect(() => completeOptions({ episode: 3 } as object)).toThrow(/episode is unknown; did you mean episodes\?/);
});
