import { describe, expect, test } from 'vitest';
import { createPolicy } from '../src/policy.js';
import { createRandom } from '../src/random.js';

describe('createPolicy', () => {
  test('is uniform at first', () => {
    const policy = createPolicy([2, 3, 1]);
    expect(policy.entropy()).toBeCloseTo(Math.log(6), 12);
    expect(policy.maxEntropy).toBeCloseTo(Math.log(6), 12);
    expect(policy.logProbability([1, 2, 0])).toBeCloseTo(-Math.log(6), 12);
  });

  test('samples follow the probabilities', () => {
    const policy = createPolicy([3]);
    const random = createRandom(3);
    for (let i = 0; i < 5; i++) policy.reinforce([[2]], [1], 0.1);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[policy.sample(random)[0]]++;
    counts.forEach((count, level) => {
      expect(Math.abs(count / 20_000 - Math.exp(policy.logProbability([level])))).toBeLessThan(0.015);
    });
  });

  test('probabilities of all points sum to 1', () => {
    const policy = createPolicy([2, 3]);
    policy.reinforce([[0, 1]], [2], 0.5);
    let total = 0;
    for (const a of [0, 1]) for (const b of [0, 1, 2]) total += Math.exp(policy.logProbability([a, b]));
    expect(total).toBeCloseTo(1, 12);
  });

  test('learns what is rewarded and unlearns what is not', () => {
    const policy = createPolicy([2, 4]);
    const random = createRandom(1);
    for (let i = 0; i < 60; i++) {
      const points = Array.from({ length: 32 }, () => policy.sample(random));
      policy.reinforce(
        points,
        points.map(([a, b]) => (a === 1 ? 1 : -1) + (b === 3 ? 1 : -1)),
        0.1,
      );
    }
    expect(Math.exp(policy.logProbability([1, 3]))).toBeGreaterThan(0.9);
    expect(Math.exp(policy.logProbability([0, 0]))).toBeLessThan(0.01);
  });

  test('keeps every level possible, however strong the push', () => {
    const policy = createPolicy([2]);
    for (let i = 0; i < 500; i++) policy.reinforce([[0]], [1e6], 10);
    expect(policy.logProbability([1])).toBeGreaterThan(-12.1);
    expect(Number.isFinite(policy.entropy())).toBe(true);
  });

  test('a weight on entropy makes it more uniform', () => {
    const skewed = () => {
      const policy = createPolicy([2, 3]);
      for (let i = 0; i < 10; i++) policy.reinforce([[0, 1]], [1], 0.1);
      return policy;
    };
    const [with0, with1] = [skewed(), skewed()];
    for (let i = 0; i < 10; i++) {
      with0.reinforce([[0, 1]], [0], 0.1, 0);
      with1.reinforce([[0, 1]], [0], 0.1, 1);
    }
    expect(with1.entropy()).toBeGreaterThan(with0.entropy() + 0.05);
  });

  test('a restored state continues identically', () => {
    const [policy, copy] = [createPolicy([2, 3]), createPolicy([2, 3])];
    const step = (of: typeof policy) => of.reinforce([[0, 1]], [1], 0.1);
    step(policy);
    copy.restore(structuredClone(policy.state()));
    step(policy);
    step(copy);
    expect(copy.state()).toEqual(policy.state());
    expect(copy.logProbability([0, 1])).toBe(policy.logProbability([0, 1]));
  });
});
