import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costTargets } from '../src/targets.js';

const scores = fc.array(fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: undefined }), { maxLength: 40 });

describe('costTargets', () => {
  test('better scores never cost more, and every cost is finite', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const { costs, scale } = costTargets(given);
        expect(scale).toBeGreaterThan(0);
        for (const [i, a] of given.entries()) {
          expect(Number.isFinite(costs[i])).toBe(true);
          if (a === undefined) expect(costs[i]).toBe(0);
          for (const [j, b] of given.entries()) {
            if (a !== undefined && b !== undefined && a > b) expect(costs[i]).toBeLessThanOrEqual(costs[j]);
          }
        }
      }),
    );
  });

  test('have mean 0 and standard deviation 1', () => {
    const { costs } = costTargets([0, 0.1, 0.3, undefined, 0.25]);
    const known = [...costs].filter((_, i) => i !== 3);
    expect(known.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(0, 5);
    expect(known.reduce((sum, cost) => sum + cost * cost, 0) / 4).toBeCloseTo(1, 5);
  });

  test('an extreme failure does not hide the differences among the good', () => {
    const good = Array.from({ length: 14 }, (_, i) => i / 40);
    const { costs } = costTargets([...good, -1, -1000]);
    expect(costs[14]).toBe(costs[15]); // cut off at the cap
    expect(costs[0] - costs[13]).toBeGreaterThan(0.5);
  });

  test('of few scores none is cut off, as their median may be a good one by chance', () => {
    const { costs } = costTargets([0, 1.26, 1.27]);
    expect(costs[0]).toBeGreaterThan(1.2);
    expect(costs[1] - costs[2]).toBeLessThan(0.1);
  });

  test('equal scores, one score and none are all 0', () => {
    expect([...costTargets([0.2, 0.2, 0.2]).costs]).toEqual([0, 0, 0]);
    expect([...costTargets([3]).costs]).toEqual([0]);
    expect([...costTargets([undefined, undefined]).costs]).toEqual([0, 0]);
  });

  test('most scores at the best keep the rest apart', () => {
    const { costs } = costTargets([0, 0, 0, -1, -2]);
    expect(costs[0]).toBeLessThan(costs[3]);
    expect(costs[3]).toBeLessThan(costs[4]);
  });

  test('centre and scale lead back to the score', () => {
    const { costs, centre, scale } = costTargets([0, 0.1, 0.3]);
    expect(-(costs[2] * scale + centre)).toBeCloseTo(0.3, 6);
  });
});
