import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextToRepeat } from '../../src/experiment/racing.js';
import { type PooledScore, pooledScores, type Searched } from '../../src/experiment/searched.js';
import { streamOf } from '../../src/stats/random.js';
import { episode, space } from './episodes.js';

const next = (...searched: readonly Searched[]) => nextToRepeat(pooledScores(space, searched).values())?.slice;

/** A search in which a new configuration comes whenever none is raced; `score` of a run, null where it fails. */
function raced(episodes: number, score: (slice: number) => number | null): readonly Searched[] {
  const searched: Searched[] = [];
  let fresh = 1;
  while (searched.length < episodes) {
    const slice = (next(...searched) as number | undefined) ?? ++fresh;
    searched.push(episode(slice, score(slice), 0.3));
  }
  return searched;
}

describe('nextToRepeat', () => {
  it('wants a new configuration first, then the best third again', () => {
    expect(next()).toBeUndefined();
    expect(next(episode(2, 0.5), episode(3, 0.1))).toBeUndefined();
    expect(next(episode(2, 0.1), episode(3, 0.5), episode(4, 0.2))).toBe(3);
    expect(next(episode(2, 0.1), episode(3, 0.5), episode(4, 0.2), episode(3, 0.4))).toBeUndefined();
  });

  it('judges by all runs: luck that does not come again is overtaken', () => {
    const runs = [episode(2, 0.1), episode(3, 0.9), episode(4, 0.2), episode(3, -0.9)];
    expect(next(...runs)).toBe(4);
  });

  it('runs the best of those that ran twice before it repeats others', () => {
    const twice = [2, 3, 4].flatMap((slice) => [episode(slice, 0.1 + slice / 100), episode(slice, 0.1 + slice / 100)]);
    const once = [5, 6, 7].map((slice) => episode(slice, slice / 100));
    expect(next(...twice, ...once)).toBe(4);
  });

  it('leaves out who is clearly behind, and measures one that stands alone a second time only', () => {
    const alone = [episode(2, 0.1), episode(3, 0.9), episode(4, 0.2), episode(5, 0.1), episode(6, 0.2), episode(7, 0)];
    expect(next(...alone)).toBe(3);
    expect(next(...alone, episode(3, 0.9))).toBeUndefined();
    expect(
      next(
        ...alone.map(({ configuration, record }) => episode(configuration.slice as number, record.score, 0.5)),
        episode(3, 0.9, 0.5),
      ),
    ).toBe(4);
  });

  it('leaves out who is clearly worse than the default', () => {
    const losers = [2, 3, 4, 5, 6, 7].map((slice) => episode(slice, -0.5 - slice / 100));
    expect(next(...losers)).toBeUndefined();
    expect(next(...losers.slice(1), episode(2, -0.03))).toBe(2);
  });

  it('never repeats what failed', () => {
    const runs = [episode(2, 0.1), episode(3, 0.9), episode(3, null), episode(4, 0.2), episode(5, 0), episode(6, null)];
    expect(next(...runs)).toBe(4);
    expect(next(episode(2, null), episode(3, null), episode(4, null))).toBeUndefined();
  });

  it('names a configuration that has run, without failure and fewer than five times, and always the same', () => {
    const pooled = fc.record({
      configuration: fc.record({ slice: fc.integer({ min: 1, max: 1000 }) }),
      runs: fc.integer({ min: 0, max: 7 }),
      failures: fc.constantFrom(0, 0, 0, 1),
      score: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(pooled, { maxLength: 30 }), (some) => {
        const all = some.map(
          (one): PooledScore => ({ ...one, score: one.runs > 0 ? one.score : undefined, pessimistic: 0 }),
        );
        const chosen = nextToRepeat(all);
        expect(nextToRepeat(all.slice())).toBe(chosen);
        if (!chosen) return;
        const { runs, failures } = all.find(({ configuration }) => configuration === chosen) as PooledScore;
        expect(runs).toBeGreaterThan(0);
        expect(runs).toBeLessThan(5);
        expect(failures).toBe(0);
      }),
    );
  });

  it('takes about a third of a search at most, spends it on the better ones, and no more than five runs on any', () => {
    const random = streamOf(3, 'noise');
    const worth = new Map<number, number>();
    const searched = raced(300, (slice) => {
      if (!worth.has(slice)) worth.set(slice, random());
      return slice % 10 === 0 ? null : (worth.get(slice) as number) + 0.2 * (random() - 0.5);
    });
    const pooled = [...pooledScores(space, searched).values()];
    const repeats = searched.length - pooled.length;
    expect(repeats / searched.length).toBeGreaterThan(0.25);
    expect(repeats / searched.length).toBeLessThan(0.4);
    expect(Math.max(...pooled.map(({ runs }) => runs))).toBe(5);
    expect(pooled.filter(({ failures }) => failures > 0).every(({ runs, failures }) => runs + failures === 1)).toBe(
      true,
    );
    const worthOf = (some: readonly PooledScore[]) =>
      some.reduce((sum, { configuration }) => sum + (worth.get(configuration.slice as number) as number), 0) /
      some.length;
    const sound = pooled.filter(({ runs }) => runs > 0);
    expect(worthOf(sound.filter(({ runs }) => runs > 2))).toBeGreaterThan(
      0.3 + worthOf(sound.filter(({ runs }) => runs === 1)),
    );
  });
});
