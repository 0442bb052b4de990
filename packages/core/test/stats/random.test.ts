import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled, streamOf } from '../../src/stats/random.js';

const draws = (seed: number, name: string, count: number) => {
  const random = streamOf(seed, name);
  return Array.from({ length: count }, random);
};

describe('streamOf', () => {
  it('repeats itself, and another seed or name is another stream', () => {
    expect(draws(7, 'blocks', 5)).toEqual(draws(7, 'blocks', 5));
    expect(draws(7, 'blocks', 5)).not.toEqual(draws(8, 'blocks', 5));
    expect(draws(7, 'blocks', 5)).not.toEqual(draws(7, 'permutation', 5));
  });

  it('gives the numbers that past experiments were decided by', () => {
    expect(draws(42, 'blocks', 3)).toEqual([0.6864521747920662, 0.3525907841976732, 0.8844240447506309]);
  });

  it('is uniform in [0, 1), also over the first numbers of neighbouring seeds', () => {
    const runs = [
      draws(1, 'one stream', 10_000),
      Array.from({ length: 10_000 }, (_, seed) => streamOf(seed, 'many')()),
    ];
    for (const values of runs) {
      const counts = new Array<number>(10).fill(0);
      for (const value of values) counts[Math.floor(10 * value)] += 1;
      const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      expect(chiSquared).toBeLessThan(27.9); // 99.9 % quantile at 9 degrees of freedom
    }
  });
});

describe('shuffled', () => {
  it('keeps every item and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        expect(shuffled(items, streamOf(seed, 'shuffle')).sort()).toEqual([...items].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  it('gives every order the same chance', () => {
    const random = streamOf(3, 'orders');
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120); // 4 standard deviations
  });
});
