import { chooseBackend } from '@schedtuna/rl';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import random from '../../agent-random/src/index.js';
import sac from '../src/index.js';
import { booleans, create, type Objective, quick, run, usual } from './experiments.js';

vi.setConfig({ testTimeout: 60_000 }); // a few seconds on a quiet machine

/** Every flag has an effect, two pairs interact; the best of 4096 is 0.68. */
const toy: Objective = (configuration) => {
  const x = Object.values(configuration).map(Number);
  const effects = [0.08, -0.05, 0.02, 0.1, -0.03, 0.04, 0.01, -0.06, 0.07, 0.03, -0.02, 0.05];
  return effects.reduce((sum, effect, i) => sum + effect * x[i], 0) + 0.2 * x[0] * x[5] + 0.08 * x[3] * x[8];
};

test('finds the best of 4096 configurations within 35 episodes, which random search does not', async () => {
  const space = booleans(12);
  const best = async (configurations: Parameters<Objective>[0][]) =>
    Math.max(...configurations.map((configuration) => toy(configuration) as number));
  const learned = await run(await create(sac, space, usual), space, toy, 35);
  const drawn = await run(await create(random, space, {}), space, toy, 35);
  expect(await best(learned.configurations)).toBeCloseTo(0.68, 10);
  expect(await best(drawn.configurations)).toBeLessThan(0.6);
});

test('keeps no tensor over 200 episodes', async () => {
  await chooseBackend();
  const space = booleans(9);
  const before = tf.memory().numTensors;
  const agent = await create(sac, space, { ...quick, policySteps: 1, criticSteps: 1 });
  await run(agent, space, (configuration) => (configuration.flag_8 ? undefined : toy(configuration)), 200);
  expect(tf.memory().numTensors).toBe(before);
});
