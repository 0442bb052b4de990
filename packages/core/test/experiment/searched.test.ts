import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pooledScores } from '../../src/experiment/searched.js';
import { episode, space } from './episodes.js';

const pooledOf = (...searched: readonly ReturnType<typeof episode>[]) => [...pooledScores(space, searched).values()];

describe('pooledScores', () => {
  it('takes the runs of a configuration together, and believes more of it the more there are', () => {
    const [once, often] = pooledOf(episode(5, 0.3), episode(9, 0.1), episode(9, 0.3), episode(9, 0.2), episode(9, 0.2));
    expect(once).toMatchObject({ configuration: { slice: 5 }, runs: 1, failures: 0 });
    expect(once.pessimistic).toBeCloseTo(0.28, 12);
    expect(often).toMatchObject({ configuration: { slice: 9 }, runs: 4, failures: 0 });
    expect(often.score).toBeCloseTo(0.2, 12);
    expect(often.pessimistic).toBeCloseTo(0.2 - 0.02 / Math.sqrt(4), 12);
  });

  it('counts failures, and gives them no number', () => {
    expect(pooledOf(episode(5, null), episode(5, 0.3), episode(7, null))).toMatchObject([
      { runs: 1, failures: 1, score: 0.3 },
      { runs: 0, failures: 1, score: undefined, pessimistic: Number.NEGATIVE_INFINITY },
    ]);
    expect(pooledOf()).toEqual([]);
  });

  it('keeps the order of first runs, counts every run once, and does not see the order within a configuration', () => {
    const run = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { freq: 4 }),
    );
    fc.assert(
      fc.property(fc.array(run, { maxLength: 20 }), (runs) => {
        const searched = runs.map(([slice, score]) => episode(slice, score));
        const pooled = pooledOf(...searched);
        const firsts = [...new Set(runs.map(([slice]) => slice))];
        expect(pooled.map(({ configuration }) => configuration.slice)).toEqual(firsts);
        expect(pooled.reduce((sum, one) => sum + one.runs + one.failures, 0)).toBe(runs.length);
        const turned = pooledScores(space, searched.toReversed());
        for (const one of pooled) {
          const other = turned.get(space.key(one.configuration));
          expect(other?.runs).toBe(one.runs);
          if (one.score !== undefined) expect(other?.score).toBeCloseTo(one.score, 9);
        }
      }),
    );
  });
});
