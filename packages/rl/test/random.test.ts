import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../src/random.js';

const DRAWS = 20_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS };
}

describe('createRandom', () => {
  test('distributions have their mean and variance', () => {
    const random = createRandom(7);
    for (const [draw, mean, variance] of [
      [random.uniform, 1 / 2, 1 / 12],
      [random.normal, 0, 1],
      [random.exponential, 1, 1],
      [() => random.integer(4), 1.5, 1.25],
    ] as const) {
      const found = moments(draw);
      expect(Math.abs(found.mean - mean)).toBeLessThan(0.03);
      expect(Math.abs(found.variance - variance)).toBeLessThan(0.06);
    }
  });

  test('a permutation holds every index once and every index comes first equally often', () => {
    const random = createRandom(1);
    const first = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const order = random.permutation(4);
      expect(order.toSorted()).toEqual([0, 1, 2, 3]);
      first[order[0]]++;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  test('a restored state continues the sequence, and the state is plain JSON', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, steps) => {
        const random = createRandom(seed);
        for (let i = 0; i < steps; i++) random.normal();
        const copy = createRandom(seed + 1);
        copy.restore(JSON.parse(JSON.stringify(random.state())));
        expect([copy.uniform(), copy.exponential(), copy.permutation(5)]).toEqual([
          random.uniform(),
          random.exponential(),
          random.permutation(5),
        ]);
      }),
    );
  });

  test('seeds differ, also above 32 bits', () => {
    const first = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, 2 ** 40].map((seed) => createRandom(seed).uniform());
    expect(new Set(first).size).toBe(first.length);
  });
});
