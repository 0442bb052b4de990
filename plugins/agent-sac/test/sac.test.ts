import { type Configuration, createSearchSpace } from '@schedtuna/sdk';
import { describe, expect, test, vi } from 'vitest';
import sac from '../src/index.js';
import { booleans, create, type Objective, observationOf, quick, run, settings } from './experiments.js';

vi.setConfig({ testTimeout: 30_000 }); // seconds on a quiet machine

const count: Objective = (configuration) => Object.values(configuration).filter(Boolean).length / 10;
const space = booleans(6);

describe('determinism', () => {
  test('same seed and observations: the same suggestions; another seed: others', async () => {
    const [one, two, other] = await Promise.all([1, 1, 2].map((seed) => create(sac, space, quick, { seed })));
    const first = await run(one, space, count, 14);
    expect(await run(two, space, count, 14)).toEqual(first);
    expect((await run(other, space, count, 14)).configurations).not.toEqual(first.configurations);
  });

  test.each([3, 9])(
    'saved after %d episodes and loaded elsewhere, it continues as if nothing had happened',
    async (at) => {
      const agent = await create(sac, space, quick);
      await run(agent, space, count, at);
      const bytes = await agent.save();
      const copy = await create(sac, space, quick, { seed: 99 });
      await copy.load(bytes);
      const [expected, continued] = [
        await run(agent, space, count, 10, at + 1),
        await run(copy, space, count, 10, at + 1),
      ];
      expect(continued).toEqual(expected);
      expect(await copy.save()).toEqual(await agent.save());
    },
  );

  test('saved between suggest and observe', async () => {
    const agent = await create(sac, space, quick);
    await run(agent, space, count, 8);
    const { configuration } = await agent.suggest();
    const copy = await create(sac, space, quick);
    await copy.load(await agent.save());
    for (const each of [agent, copy]) await each.observe(observationOf(configuration, 9, 0.3));
    expect(await copy.suggest()).toEqual(await agent.suggest());
  });
});

describe('load', () => {
  test('refuses a checkpoint of another space and a damaged one', async () => {
    const agent = await create(sac, space, quick);
    const bytes = await agent.save();
    const other = await create(sac, booleans(7), quick);
    await expect(other.load(bytes)).rejects.toThrow('another search space: it does not know parameter flag_6');
    bytes[bytes.length - 50] ^= 1;
    await expect(agent.load(bytes)).rejects.toThrow('damaged');
  });
});

describe('suggestions', () => {
  test('are new until all were tried, then the best again', async () => {
    const small = booleans(3);
    const agent = await create(sac, small, quick);
    const { configurations, reasons } = await run(agent, small, count, 9);
    expect(new Set(configurations.slice(0, 7).map(small.key)).size).toBe(7);
    expect(reasons[7]).toBe('every configuration was tried: the best one again');
    expect(configurations[8]).toEqual({ flag_0: true, flag_1: true, flag_2: true });
  });

  test('start with a spread-out design, then follow the critics, and say so', async () => {
    const agent = await create(sac, space, quick);
    const { reasons } = await run(agent, space, count, 8);
    expect(new Set(reasons.slice(0, 5))).toEqual(new Set(['initial design: far from everything tried']));
    expect(reasons[5]).toMatch(/^expected improvement [\d.e-]+, uncertain [\d.e-]+$/);
  });

  test('are never forbidden, and equal ones are not repeated under another name', async () => {
    const constrained = createSearchSpace(
      {
        on: { type: 'boolean', default: false, description: 'Switch.' },
        depth: {
          type: 'integer',
          default: 2,
          minValue: 1,
          maxValue: 5,
          description: 'Depth.',
          when: { parameter: 'on', is: true },
        },
        mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description: 'Mode.' },
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
    const agent = await create(sac, constrained, quick);
    const { configurations } = await run(agent, constrained, ({ mode }) => (mode === 'b' ? 0.1 : 0), 12); // 3 + 2 × 5 exist
    for (const configuration of configurations) expect(constrained.problem(configuration)).toBeUndefined();
    expect(new Set(configurations.map(constrained.key)).size).toBe(12);
    expect((await agent.suggest()).reason).toContain('every configuration was tried');
  });

  test('avoid what fails', async () => {
    const wide = booleans(12);
    const agent = await create(sac, wide, { ...quick, criticSteps: 20 });
    const works: Objective = (configuration) => (configuration.flag_0 ? undefined : count(configuration));
    const { configurations, reasons } = await run(agent, wide, works, 24);
    expect(configurations.slice(12).filter(({ flag_0 }) => flag_0).length).toBeLessThanOrEqual(3); // of 12; blind: 6
    expect(reasons.at(-1)).toContain('works with probability');
  });
});

describe('odd experiments', () => {
  test.each<[string, Objective]>([
    ['every run but the default fails', (configuration) => (count(configuration) === 0 ? 0 : undefined)],
    ['every run fails', () => undefined],
    ['all scores are equal', () => 0],
    ['scores are extreme', (configuration) => (configuration.flag_0 ? -1e9 : 1e-12)],
  ])('%s: suggestions stay new and diagnostics finite', async (_, objective) => {
    const agent = await create(sac, space, quick);
    const { configurations, diagnostics } = await run(agent, space, objective, 40);
    expect(new Set(configurations.map(space.key)).size).toBe(40);
    for (const values of diagnostics) expect(Object.values(values).every(Number.isFinite)).toBe(true);
  });

  test('one configuration: it is suggested again and again', async () => {
    const single = createSearchSpace({
      fixed: { type: 'integer', default: 3, minValue: 3, maxValue: 3, description: 'No choice.' },
    });
    const agent = await create(sac, single, quick);
    const { configurations } = await run(agent, single, () => 0, 8);
    expect(new Set(configurations.map(single.key)).size).toBe(1);
    expect(agent.recommend()).toEqual({ fixed: 3 });
  });

  test('sixty parameters of all kinds', async () => {
    const large = createSearchSpace(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => {
          const description = 'One of sixty.';
          if (i % 3 === 0) return [`p_${i}`, { type: 'boolean', default: false, description }];
          if (i % 3 === 1)
            return [`p_${i}`, { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description }];
          const special = [{ value: 0, meaning: 'off' }];
          return [
            `p_${i}`,
            { type: 'integer', default: 0, minValue: 1, maxValue: 9000, scale: 'log', special, description },
          ];
        }),
      ),
    );
    const agent = await create(sac, large, quick);
    const { configurations } = await run(agent, large, ({ p_0 }) => (p_0 ? 0.2 : 0), 8);
    expect(new Set(configurations.map(large.key)).size).toBe(8);
    for (const configuration of configurations) expect(large.problem(configuration)).toBeUndefined();
  });
});

describe('recommend', () => {
  test('is undefined before anything completed, and never a failed configuration', async () => {
    const agent = await create(sac, space, quick);
    expect(agent.recommend()).toBeUndefined();
    await run(agent, space, (configuration) => (configuration.flag_0 ? undefined : count(configuration)), 12);
    expect(agent.recommend()?.flag_0).toBe(false);
  });

  test('without noise is the best measured', async () => {
    const agent = await create(sac, space, quick);
    const scores = new Map<string, number>();
    await agent.observe(noiseless(space.defaultConfiguration, 0, 0));
    for (let episode = 1; episode <= 15; episode++) {
      const { configuration } = await agent.suggest();
      const score = Math.sin(episode * 12.9898); // no structure to learn
      scores.set(space.key(configuration), score);
      await agent.observe(noiseless(configuration, episode, score));
    }
    const best = Math.max(...scores.values());
    expect(scores.get(space.key(agent.recommend() as Configuration))).toBe(best);
  });

  test('with much noise trusts the critics more than one lucky run', async () => {
    const lucky = { flag_0: false, flag_1: false, flag_2: false, flag_3: true, flag_4: true, flag_5: true };
    const noise = (standardError: number) => async () => {
      const agent = await create(sac, space, { ...quick, criticSteps: 20 });
      let episode = 0;
      for (let code = 0; code < 64; code += 5) {
        const configuration = space.fromLevels([0, 1, 2, 3, 4, 5].map((bit) => (code >> bit) & 1));
        if (space.key(configuration) === space.key(lucky)) continue;
        const score = configuration.flag_0 ? 0.3 : 0;
        await agent.observe({ ...noiseless(configuration, episode++, score), standardError });
      }
      await agent.observe({ ...noiseless(lucky, episode, 0.4), standardError });
      return agent.recommend();
    };
    expect(await noise(0)()).toEqual(lucky);
    expect((await noise(0.3)())?.flag_0).toBe(true);
  });
});

describe('settings', () => {
  test('the policy is updated every so many episodes, the critics after each', async () => {
    const agent = await create(sac, space, quick, { settings: { ...settings, updateFrequency: 4 } });
    const { diagnostics } = await run(agent, space, count, 13);
    const updated = diagnostics.flatMap(({ policyLoss }, i) => (policyLoss === undefined ? [] : [i + 1]));
    expect(updated).toEqual([8, 12]); // the initial design ends with episode 5
    expect(diagnostics.findIndex(({ valueLoss }) => valueLoss !== undefined)).toBe(4);
    expect(diagnostics.slice(4).every(({ valueLoss }) => valueLoss !== undefined)).toBe(true);
  });

  test('the learning rate is the step of the policy', async () => {
    const entropyAfter = async (learningRate: number) => {
      const agent = await create(sac, space, quick, { settings: { ...settings, updateFrequency: 1, learningRate } });
      return (await run(agent, space, count, 10)).diagnostics.at(-1)?.entropy as number;
    };
    const uniform = 6 * Math.log(2);
    expect(uniform - (await entropyAfter(1e-5))).toBeLessThan(0.01);
    expect(uniform - (await entropyAfter(5e-3))).toBeGreaterThan(0.1);
  });

  test('the log says which backend runs', async () => {
    const lines: string[] = [];
    await create(sac, space, quick, { log: (line) => lines.push(line) });
    expect(lines).toEqual(['TensorFlow.js runs on wasm: for networks this small it is the fastest backend']);
  });
});

function noiseless(configuration: Configuration, episode: number, score: number) {
  return { configuration, episode, status: 'completed', score, standardError: 0, reward: score, metrics: {} } as const;
}
