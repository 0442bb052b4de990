import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHA, fewestBlocks, plannedLooks } from '../../src/confirm/looks.js';
import { spentError } from '../../src/stats/sequential-test.js';

const planned = fc.integer({ min: 1, max: 1000 });
const finalists = fc.integer({ min: 1, max: 3 });

describe('plannedLooks', () => {
  it('ascend, end with the last block, and are few', () => {
    fc.assert(
      fc.property(planned, finalists, (blocks, count) => {
        const looks = plannedLooks(blocks, count);
        expect(looks.at(-1)).toBe(blocks);
        looks.forEach((look, i) => {
          expect(Number.isInteger(look)).toBe(true);
          expect(look).toBeGreaterThan(i === 0 ? 0 : looks[i - 1]);
        });
        expect(looks.length).toBeLessThan(15);
      }),
    );
  });

  it('begin as soon as anything can be proven, and not before', () => {
    fc.assert(
      fc.property(planned, finalists, (blocks, count) => {
        const [first] = plannedLooks(blocks, count);
        const isEnough = (look: number) => 0.5 ** look <= (ALPHA * spentError(look / blocks)) / count;
        if (first < blocks) expect(isEnough(first)).toBe(true);
        for (let look = 6; look < first; look++) expect(isEnough(look)).toBe(false);
        if (blocks >= fewestBlocks(count)) expect(first).toBeGreaterThanOrEqual(fewestBlocks(count));
      }),
    );
  });

  it('are soon and often in a confirmation of the usual size', () => {
    const looks = plannedLooks(20, 1);
    expect(looks[0]).toBeLessThan(9);
    expect(looks.length).toBeGreaterThan(4);
    expect(plannedLooks(6, 1)).toEqual([6]);
    expect(plannedLooks(1, 2)).toEqual([1]);
  });
});

describe('fewestBlocks', () => {
  it('is the least number of equal signs that is proof for one of so many', () => {
    expect([1, 2, 3].map(fewestBlocks)).toEqual([6, 7, 7]);
    for (const count of [1, 2, 3]) {
      expect(0.5 ** fewestBlocks(count)).toBeLessThanOrEqual(ALPHA / count);
      if (count > 1) expect(0.5 ** (fewestBlocks(count) - 1)).toBeGreaterThan(ALPHA / count);
    }
  });
});
