import { createParts, createPolicy, createRandom, type GuidedParts, type Point } from '@schedtuna/rl';
import { describe, expect, test } from 'vitest';
import { testActor } from '../../../packages/rl/test/actor-suite.js';
import { count, create, observationOf, quick, run, settings, usual } from '../../../packages/rl/test/experiments.js';
import { booleans } from '../../../packages/rl/test/spaces.js';
import { climb, createActor, type Sample } from '../src/agent.js';
import ppo from '../src/index.js';

const few = { policyRounds: 1, clipRange: 0.2, entropyWeight: 0.05 };
testActor(ppo, { few, usual: { ...usual, ...few, policyRounds: 15 } });

describe('climb', () => {
  const settingsOf = (changes: object = {}) => ({ rate: 0.05, clipRange: 0.2, entropyWeight: 0, ...changes });
  /** Two flags, drawn uniformly; the first one on is good. */
  const samples = (): Sample[] =>
    [0, 1, 2, 3].map((code) => ({
      point: [code & 1, code >> 1],
      reward: code & 1,
      logProbability: -2 * Math.log(2),
    }));
  const probability = (policy: ReturnType<typeof createPolicy>) =>
    [0, 1].reduce((sum, other) => sum + Math.exp(policy.logProbability([1, other])), 0);

  test('makes what was rewarded more likely, and leaves alone what made no difference', () => {
    const policy = createPolicy([2, 2]);
    climb(policy, samples(), settingsOf());
    expect(probability(policy)).toBeGreaterThan(0.55);
    expect(policy.logProbability([1, 0])).toBeCloseTo(policy.logProbability([1, 1]), 6);
  });

  test('stops at the clip range, however often it is repeated on the same samples', () => {
    const reached = (clipRange: number) => {
      const policy = createPolicy([2, 2]);
      const given = samples();
      for (let i = 0; i < 40; i++) climb(policy, given, settingsOf({ clipRange, rate: 0.01 }));
      return probability(policy) / 0.5;
    };
    expect(reached(0.2)).toBeGreaterThan(1.2);
    expect(reached(0.2)).toBeLessThan(1.35); // Adam's momentum carries a little further
    expect(reached(1)).toBeGreaterThan(1.6);
  });

  test('with equal rewards only entropy counts', () => {
    const policy = createPolicy([3]);
    policy.restore({ ...policy.state(), logits: Float32Array.of(1, 0, -1) });
    const before = policy.entropy();
    const equal = [0, 1, 2].map((level) => ({
      point: [level],
      reward: 7,
      logProbability: policy.logProbability([level]),
    }));
    const loss = climb(policy, equal, settingsOf({ entropyWeight: 0.05, rate: 0.01 }));
    expect(policy.entropy()).toBeGreaterThan(before);
    expect(loss).toBeCloseTo(-0.05 * policy.entropy(), 2);
  });

  test('a sample that the policy has left far behind moves it no further than any other', () => {
    const policy = createPolicy([2]);
    const random = createRandom(1);
    const stale = Array.from({ length: 8 }, (_, i) => ({
      point: [i % 2],
      reward: random.normal(),
      logProbability: -800,
    }));
    expect(Number.isFinite(climb(policy, stale, settingsOf()))).toBe(true);
    expect(Number.isFinite(policy.entropy())).toBe(true);
  });
});

describe('the policy', () => {
  const space = booleans(6);
  const options = { ...quick, policyRounds: 5, clipRange: 0.2, entropyWeight: 0, rate: 0.05 };
  /** Odds that flag 0 is on. */
  const preference = ({ policy }: GuidedParts) =>
    Math.exp(policy.logProbability([1, 0, 0, 0, 0, 0]) - policy.logProbability([0, 0, 0, 0, 0, 0]));
  const worth = (score: (point: Point) => number): GuidedParts => {
    const parts = createParts(space, 1, 8);
    const rewards = (points: readonly Point[]) => points.map((point) => ({ mean: score(point), deviation: 0 }));
    return { ...parts, appraiser: { ...parts.appraiser, rewards } };
  };
  /** Eight runs in which flag 0 is on in every other one. */
  const measured = (score: (isOn: boolean) => number | undefined) => {
    const parts = worth(() => 0);
    const actor = createActor(parts, options);
    for (let code = 0; code < 8; code++) {
      const configuration = space.fromLevels([code & 1, (code >> 1) & 1, code >> 2, 0, 0, 0]);
      const row = parts.replay.add(observationOf(configuration, code, score(configuration.flag_0 === true)));
      actor.remember?.(row, score(configuration.flag_0 === true) === undefined);
    }
    actor.improve(1);
    return preference(parts);
  };

  test('learns from measured runs what is better, and what fails', () => {
    expect(measured((isOn) => (isOn ? 0.1 : 0))).toBeGreaterThan(1.1);
    expect(measured((isOn) => (isOn ? undefined : 0))).toBeLessThan(0.9);
    expect(measured(() => 0)).toBeCloseTo(1, 6);
  });

  test('learns from the critics, as many rounds as they were fitted since', () => {
    const taught = (fits: number) => {
      const parts = worth(([flag]) => flag);
      createActor(parts, options).improve(fits);
      return preference(parts);
    };
    expect(taught(1)).toBeGreaterThan(1.1);
    expect(taught(4)).toBeGreaterThan(2 * taught(1));
  });
});

describe('measured runs', () => {
  const space = booleans(6);
  const quiet = { ...quick, policyRounds: 1, clipRange: 0.2, entropyWeight: 0 };
  /** Rows of the rollout that a checkpoint holds. */
  const waiting = async (updateFrequency: number, episodes: number) => {
    const agent = await create(ppo, space, quiet, { settings: { ...settings, updateFrequency } });
    await run(agent, space, count, episodes);
    const text = new TextDecoder('latin1').decode(await agent.save());
    return JSON.parse(/"rollout":(\[.*?\])/.exec(text)?.[1] ?? 'null').length;
  };

  test('are learned from eight at a time, and only where the policy is updated', async () => {
    expect(await waiting(1, 6)).toBe(7); // the default configuration is one
    expect(await waiting(1, 7)).toBe(0);
    expect(await waiting(1, 14)).toBe(7);
    expect(await waiting(5, 9)).toBe(10);
    expect(await waiting(5, 10)).toBe(0);
  });
});
