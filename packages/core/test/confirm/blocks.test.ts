import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBlocks } from '../../src/confirm/blocks.js';
import { streamOf } from '../../src/stats/random.js';

describe('planBlocks', () => {
  it('puts every arm once into every block', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer(),
        (arms, blocks, seed) => {
          const plan = planBlocks(arms, blocks, streamOf(seed, 'blocks'));
          expect(plan).toHaveLength(blocks);
          for (const block of plan) expect([...block].sort()).toEqual(Array.from({ length: arms }, (_, arm) => arm));
        },
      ),
    );
  });

  it('lets the default go first in about half of the blocks', () => {
    const first = planBlocks(2, 1000, streamOf(4, 'blocks')).filter(([arm]) => arm === 0).length;
    expect(Math.abs(first - 500)).toBeLessThan(64); // 4 standard deviations
  });

  it('is the same for the same seed', () => {
    expect(planBlocks(3, 8, streamOf(9, 'blocks'))).toEqual(planBlocks(3, 8, streamOf(9, 'blocks')));
  });
});
