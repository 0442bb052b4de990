import { expect, test } from 'vitest';
import { testActor } from '../../../packages/rl/test/actor-suite.js';
import { count, create, quick, run, settings, usual } from '../../../packages/rl/test/experiments.js';
import { booleans } from '../../../packages/rl/test/spaces.js';
import sac from '../src/index.js';

testActor(sac, { few: { policySteps: 1 }, usual: { ...usual, policySteps: 5 } });

test('the temperature falls while the policy is more random than its target', async () => {
  const space = booleans(6);
  const often = { settings: { ...settings, updateFrequency: 1 } };
  const { diagnostics } = await run(await create(sac, space, { ...quick, policySteps: 5 }, often), space, count, 40);
  const temperatures = diagnostics.map(({ temperature }) => temperature as number);
  expect(temperatures[3]).toBe(0.5); // the initial design ends with episode 5
  expect(Math.min(...temperatures)).toBeLessThan(0.4);
  expect(diagnostics.at(-1)?.exploration).toBeLessThan(0.75);
});
