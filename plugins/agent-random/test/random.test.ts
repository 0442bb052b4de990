import { type Configuration, createSearchSpace, type Observation, type SearchSpace } from '@schedtuna/sdk';
import { testAgent } from '@schedtuna/sdk/testing';
import { describe, expect, it, test } from 'vitest';
import agent from '../src/index.js';

const settings = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, episodes: 50, useGpu: false };
const description = 'A parameter.';

const space = createSearchSpace(
  {
    on: { type: 'boolean', default: false, description },
    depth: {
      type: 'integer',
      default: 2,
      minValue: 1,
      maxValue: 5,
      description,
      when: { parameter: 'on', is: true },
    },
    mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description },
  },
  [
    {
      forbid: [
        { parameter: 'on', is: true },
        { parameter: 'mode', is: 'c' },
      ],
      reason: 'c needs the switch off',
    },
  ],
);
/** 3 with the switch off, 2 × 5 with it on. */
const ALLOWED = 13;

function create(seed = 1, of: SearchSpace = space) {
  return agent.create({ space: of, seed, options: {}, settings, log: () => {} });
}

function completed(configuration: Configuration, episode: number, score: number): Observation {
  return { configuration, episode, status: 'completed', score, standardError: 0, reward: score, metrics: {} };
}

async function run(instance: Awaited<ReturnType<typeof create>>, episodes: number, from = 1): Promise<Configuration[]> {
  const configurations: Configuration[] = [];
  for (let episode = from; episode < from + episodes; episode++) {
    const { configuration } = await instance.suggest();
    configurations.push(configuration);
    await instance.observe(completed(configuration, episode, configuration.mode === 'b' ? 0.1 : 0));
  }
  return configurations;
}

describe('keeps the contract of agents:', () => testAgent(it, agent));

describe('suggest', () => {
  test('gives every allowed configuration once, then the best again', async () => {
    const instance = await create();
    const configurations = await run(instance, ALLOWED);
    expect(new Set(configurations.map(space.key)).size).toBe(ALLOWED);
    for (const configuration of configurations) expect(space.problem(configuration)).toBeUndefined();
    const { configuration, reason } = await instance.suggest();
    expect(reason).toBe('every configuration was tried: the best one again');
    expect(configuration.mode).toBe('b');
  });

  test('finds the one that is left in a space too large to hit it by chance', async () => {
    const flags = Object.fromEntries(
      Array.from({ length: 13 }, (_, i) => [`flag_${i}`, { type: 'boolean' as const, default: false, description }]),
    );
    const large = createSearchSpace(flags);
    const instance = await create(1, large);
    const levels = (code: number) => large.dimensions.map((_, bit) => (code >> bit) & 1);
    for (let code = 0; code < 8192; code++) {
      if (code !== 5000) await instance.observe(completed(large.fromLevels(levels(code)), code, 0));
    }
    expect((await instance.suggest()).configuration).toEqual(large.fromLevels(levels(5000)));
  });

  test('draws every level equally often', async () => {
    const counts = new Map<unknown, number>();
    for (let seed = 0; seed < 900; seed++) {
      const { configuration } = await (
        await create(seed, createSearchSpace({ mode: space.parameters.mode }))
      ).suggest();
      counts.set(configuration.mode, (counts.get(configuration.mode) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(60);
    expect(counts.size).toBe(3);
  });

  test('same seed: the same; another seed: others', async () => {
    const [one, two, other] = await Promise.all([1, 1, 2].map((seed) => create(seed)));
    const first = await run(one, 8);
    expect(await run(two, 8)).toEqual(first);
    expect(await run(other, 8)).not.toEqual(first);
  });
});

describe('recommend', () => {
  test('is the best mean of completed runs, undefined without any', async () => {
    const instance = await create();
    expect(instance.recommend()).toBeUndefined();
    const [a, b, c] = ['a', 'b', 'c'].map((mode) => ({ on: false, depth: 2, mode }));
    await instance.observe({ configuration: c, episode: 0, status: 'failed', class: 'load_failed' });
    expect(instance.recommend()).toBeUndefined();
    await instance.observe(completed(a, 1, 0.5));
    await instance.observe(completed(a, 2, 0.1));
    await instance.observe(completed(b, 3, 0.4));
    expect(instance.recommend()).toEqual(b);
  });
});

describe('save and load', () => {
  test('continue as if nothing had happened', async () => {
    const instance = await create();
    await run(instance, 4);
    const copy = await create(77);
    await copy.load(await instance.save());
    expect(await run(copy, 9, 5)).toEqual(await run(instance, 9, 5));
    expect(copy.recommend()).toEqual(instance.recommend());
  });

  test('refuse what is not a checkpoint or of another space', async () => {
    const instance = await create();
    await expect(instance.load(new Uint8Array([1, 2, 3]))).rejects.toThrow('this is not a checkpoint of agent random');
    await run(instance, 2);
    const other = await create(1, createSearchSpace({ on: space.parameters.on }));
    await expect(other.load(await instance.save())).rejects.toThrow('another search space: there is no parameter');
  });
});
