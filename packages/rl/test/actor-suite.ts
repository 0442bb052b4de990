// What every agent that critics guide must do, whatever its actor: be the same again, learn, and bear odd experiments.
import { chooseBackend } from '@schedtuna/rl';
import type { GuideOptions } from '@schedtuna/rl/options';
import type { AgentDefinition } from '@schedtuna/sdk';
import { testAgent } from '@schedtuna/sdk/testing';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, test, vi } from 'vitest';
import random from '../../../plugins/agent-random/src/index.js';
import {
  backend,
  bestOf,
  count,
  create,
  interacting,
  type Objective,
  observationOf,
  quick,
  run,
  settings,
} from './experiments.js';
import { booleans } from './spaces.js';

export interface ActorSuite<O> {
  /** The actor's own options, with few steps where a test is not about learning. */
  readonly few: Omit<O, keyof GuideOptions>;
  /** All options at their defaults. */
  readonly usual: O;
}

/** Registers the tests; they take seconds. */
export function testActor<O extends GuideOptions>(agent: AgentDefinition<O>, { few, usual }: ActorSuite<O>): void {
  const fast = { ...quick, ...few } as O;
  const space = booleans(6);

  vi.setConfig({ testTimeout: 60_000 }); // seconds on a quiet machine

  describe('keeps the contract of agents:', () =>
    testAgent(it, agent, { options: fast, ...(backend ? { backend } : {}) }));

  describe('determinism', () => {
    test('same seed and observations: the same suggestions; another seed: others', async () => {
      const [one, two, other] = await Promise.all([1, 1, 2].map((seed) => create(agent, space, fast, { seed })));
      const first = await run(one, space, count, 14);
      expect(await run(two, space, count, 14)).toEqual(first);
      expect((await run(other, space, count, 14)).configurations).not.toEqual(first.configurations);
    });

    test.each([3, 9])(
      'saved after %d episodes and loaded elsewhere, it goes on as if nothing had happened',
      async (at) => {
        const original = await create(agent, space, fast);
        await run(original, space, count, at);
        const bytes = await original.save();
        const copy = await create(agent, space, fast, { seed: 99 });
        await copy.load(bytes);
        const expected = await run(original, space, count, 10, at + 1);
        expect(await run(copy, space, count, 10, at + 1)).toEqual(expected);
        expect(await copy.save()).toEqual(await original.save());
      },
    );

    test('saved between suggest and observe', async () => {
      const original = await create(agent, space, fast);
      await run(original, space, count, 8);
      const { configuration } = await original.suggest();
      const copy = await create(agent, space, fast);
      await copy.load(await original.save());
      for (const each of [original, copy]) await each.observe(observationOf(configuration, 9, 0.3));
      expect(await copy.suggest()).toEqual(await original.suggest());
    });
  });

  describe('learning', () => {
    test('finds the best of 4096 configurations within 35 episodes, which random search does not', async () => {
      const flags = booleans(12);
      const learned = await run(await create(agent, flags, usual), flags, interacting, 35);
      const drawn = await run(await create(random, flags, {}), flags, interacting, 35);
      expect(bestOf(learned.configurations, interacting)).toBeCloseTo(0.68, 10);
      expect(bestOf(drawn.configurations, interacting)).toBeLessThan(0.6);
    });

    test('the learning rate is the step of the policy', async () => {
      const entropyAfter = async (learningRate: number) => {
        const changed = { settings: { ...settings, updateFrequency: 1, learningRate } };
        const { diagnostics } = await run(await create(agent, space, fast, changed), space, count, 10);
        return diagnostics.at(-1)?.entropy as number;
      };
      const uniform = 6 * Math.log(2);
      expect(uniform - (await entropyAfter(1e-5))).toBeLessThan(0.01);
      expect(uniform - (await entropyAfter(5e-3))).toBeGreaterThan(0.1);
    });
  });

  test('keeps no tensor over 1,000 episodes', async () => {
    await chooseBackend(settings);
    const flags = booleans(4); // few to learn from: the last ones are repeats, and as fast as the first
    const before = tf.memory().numTensors;
    const original = await create(agent, flags, { ...fast, criticSteps: 1, processes: 1 });
    await run(original, flags, (configuration) => (configuration.flag_3 ? undefined : count(configuration)), 1000);
    expect(tf.memory().numTensors).toBe(before);
  });

  describe('odd experiments', () => {
    test.each<[string, Objective]>([
      ['every run but the default fails', (configuration) => (count(configuration) === 0 ? 0 : undefined)],
      ['every run fails', () => undefined],
      ['all scores are equal', () => 0],
      ['scores are extreme', (configuration) => (configuration.flag_0 ? -1e9 : 1e-12)],
    ])('%s: suggestions stay new and diagnostics finite', async (_, objective) => {
      const { configurations, diagnostics } = await run(await create(agent, space, fast), space, objective, 40);
      expect(new Set(configurations.map(space.key)).size).toBe(40);
      for (const values of diagnostics) expect(Object.values(values).every(Number.isFinite)).toBe(true);
    });
  });
}
