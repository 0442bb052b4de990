import { type AgentDefinition, type Configuration, createSearchSpace, type Observation } from '@schedtuna/sdk';
import { describe, expect, test, vi } from 'vitest';
import type { GuideOptions } from '../src/guide-options.js';
import { type Actor, createGuidedAgent } from '../src/guided-agent.js';
import {
  bestOf,
  count,
  create,
  interacting,
  type Objective,
  observationOf,
  quick,
  run,
  settings,
  usual,
} from './experiments.js';
import { booleans, conditional } from './spaces.js';

vi.setConfig({ testTimeout: 30_000 }); // seconds on a quiet machine

/** Its policy stays uniform: what is left are the critics. */
const idle = named('idle');
const space = booleans(6);

test('the log says which backend runs and why another does not', async () => {
  const lines: string[] = [];
  const asked = { ...settings, backend: 'cpu' } as const;
  await create(idle, space, quick, { log: (line) => lines.push(line), settings: asked });
  expect(lines).toHaveLength(4);
  expect(lines.filter((line) => line.startsWith('TensorFlow.js runs on'))).toEqual([
    'TensorFlow.js runs on cpu: it was asked for',
  ]);
  expect(lines).toContain('not on wasm: cpu was asked for');
});

describe('updates', () => {
  test('of the policy come every so many episodes and make up for all fits of the critics, which come with each', async () => {
    const fits: number[] = [];
    const counting = named('idle', { improve: (pending) => fits.push(pending) });
    const agent = await create(counting, space, quick, { settings: { ...settings, updateFrequency: 4 } });
    const { diagnostics } = await run(agent, space, count, 13);
    const updated = diagnostics.flatMap(({ policyLoss }, i) => (policyLoss === undefined ? [] : [i + 1]));
    expect(updated).toEqual([8, 12]);
    expect(fits).toEqual([4, 4]); // the initial design ends with episode 5
    expect(diagnostics.map(({ valueLoss }) => valueLoss !== undefined)).toEqual(diagnostics.map((_, i) => i + 1 >= 5));
  });
});

describe('load', () => {
  test('refuses a checkpoint of another space, of another agent and a damaged one', async () => {
    const agent = await create(idle, space, quick);
    const bytes = await agent.save();
    const other = await create(idle, booleans(7), quick);
    await expect(other.load(bytes)).rejects.toThrow('another search space: it does not know parameter flag_6');
    const stranger = await create(named('lazy'), space, quick);
    await expect(stranger.load(bytes)).rejects.toThrow('the checkpoint is of agent idle, not of lazy');
    bytes[bytes.length - 50] ^= 1;
    await expect(agent.load(bytes)).rejects.toThrow('damaged');
  });
});

describe('suggestions', () => {
  test('are new until all were tried, then the best again', async () => {
    const small = booleans(3);
    const agent = await create(idle, small, quick);
    const { configurations, reasons } = await run(agent, small, count, 9);
    expect(new Set(configurations.slice(0, 7).map(small.key)).size).toBe(7);
    expect(reasons[7]).toBe('every configuration was tried: the best one again');
    expect(configurations[8]).toEqual({ flag_0: true, flag_1: true, flag_2: true });
  });

  test('start with a spread-out design, then follow the critics, and say so', async () => {
    const agent = await create(idle, space, quick);
    const { reasons } = await run(agent, space, count, 8);
    expect(new Set(reasons.slice(0, 5))).toEqual(new Set(['initial design: far from everything tried']));
    expect(reasons[5]).toMatch(/^expected improvement [\d.e-]+, uncertain [\d.e-]+$/);
  });

  test('are never forbidden, and equal ones are not repeated under another name', async () => {
    const constrained = conditional();
    const agent = await create(idle, constrained, quick);
    const { configurations } = await run(agent, constrained, ({ mode }) => (mode === 'b' ? 0.1 : 0), 10); // 3 + 2 × 4 exist
    for (const configuration of configurations) expect(constrained.problem(configuration)).toBeUndefined();
    expect(new Set(configurations.map(constrained.key)).size).toBe(10);
    expect((await agent.suggest()).reason).toContain('every configuration was tried');
  });

  test('avoid what fails', async () => {
    const wide = booleans(12);
    const agent = await create(idle, wide, { ...quick, criticSteps: 20 });
    const works: Objective = (configuration) => (configuration.flag_0 ? undefined : count(configuration));
    const { configurations, reasons } = await run(agent, wide, works, 24);
    expect(configurations.slice(12).filter(({ flag_0 }) => flag_0).length).toBeLessThanOrEqual(3); // of 12; blind: 6
    expect(reasons.at(-1)).toContain('works with probability');
  });
});

describe('pretrain', () => {
  const wide = booleans(12);
  /** Runs of another experiment on the same parameters, where `objective` was measured. */
  const history = async (objective: Objective) => {
    const other = await create(idle, wide, usual, { seed: 2 });
    const { configurations } = await run(other, wide, objective, 25);
    return configurations.map((configuration, i) => observationOf(configuration, i, objective(configuration)));
  };
  const foundAfter = async (episodes: number, heard: Observation[]) => {
    const agent = await create(idle, wide, usual);
    if (heard.length > 0) await agent.pretrain?.(heard);
    const { configurations } = await run(agent, wide, interacting, episodes);
    return bestOf(configurations, interacting);
  };

  test('by what was good elsewhere finds good configurations at once', async () => {
    const similar: Objective = (configuration) => 0.8 * (interacting(configuration) ?? 0) - 0.5; // worse, but alike
    const [cold, warm] = [await foundAfter(4, []), await foundAfter(4, await history(similar))];
    expect(warm).toBeGreaterThan(0.6);
    expect(cold).toBeLessThan(0.6);
  });

  test('by what was good elsewhere looks there, however large the space is', async () => {
    const huge = booleans(40);
    const agent = await create(idle, huge, usual);
    const share: Objective = (configuration) => count(configuration);
    const heard = [0, 5, 12, 20, 40].map((on, i) => {
      const configuration = huge.fromLevels(Array.from({ length: 40 }, (_, d) => Number(d < on)));
      return observationOf(configuration, i, share(configuration));
    });
    await agent.pretrain?.(heard);
    const { configurations } = await run(agent, huge, share, 1);
    expect(Object.values(configurations[0]).filter(Boolean).length).toBeGreaterThan(36);
  });

  test('by the opposite of what is true costs little', async () => {
    const opposite: Objective = (configuration) => -(interacting(configuration) ?? 0);
    expect(await foundAfter(30, await history(opposite))).toBeGreaterThan(0.6);
  });

  test('is part of a checkpoint', async () => {
    const agent = await create(idle, wide, quick);
    await agent.pretrain?.(await history(interacting));
    await run(agent, wide, interacting, 2);
    const restored = await create(idle, wide, quick, { seed: 9 });
    await restored.load(await agent.save());
    expect(await restored.suggest()).toEqual(await agent.suggest());
  });
});

describe('odd spaces', () => {
  test('one configuration: it is suggested again and again', async () => {
    const single = createSearchSpace({
      fixed: { type: 'integer', default: 3, minValue: 3, maxValue: 3, description: 'No choice.' },
    });
    const agent = await create(idle, single, quick);
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
    const agent = await create(idle, large, quick);
    const { configurations } = await run(agent, large, ({ p_0 }) => (p_0 ? 0.2 : 0), 8);
    expect(new Set(configurations.map(large.key)).size).toBe(8);
    for (const configuration of configurations) expect(large.problem(configuration)).toBeUndefined();
  });
});

describe('recommend', () => {
  test('is undefined before anything completed, and never a failed configuration', async () => {
    const agent = await create(idle, space, quick);
    expect(agent.recommend()).toBeUndefined();
    await run(agent, space, (configuration) => (configuration.flag_0 ? undefined : count(configuration)), 12);
    expect(agent.recommend()?.flag_0).toBe(false);
  });

  test('without noise is the best measured', async () => {
    const agent = await create(idle, space, quick);
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
      const agent = await create(idle, space, { ...quick, criticSteps: 20 });
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

function noiseless(configuration: Configuration, episode: number, score: number) {
  return { configuration, episode, status: 'completed', score, standardError: 0, reward: score, metrics: {} } as const;
}

function named(name: string, actor: Partial<Actor<object>> = {}): AgentDefinition<GuideOptions> {
  const whole = { improve: () => 0, state: () => ({}), restore: () => {}, ...actor };
  return { name, description: 'Made for tests.', create: (context) => createGuidedAgent(context, name, () => whole) };
}
