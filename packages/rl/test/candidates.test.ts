import { createSearchSpace } from '@schedtuna/sdk';
import { describe, expect, test } from 'vitest';
import { proposeCandidates, untriedPoint } from '../src/candidates.js';
import { distantPoint } from '../src/initial-design.js';
import { createLattice, type Point } from '../src/lattice.js';
import { createPolicy } from '../src/policy.js';
import { createRandom } from '../src/random.js';
import { booleans, conditional } from './spaces.js';

function sourceOf(space = booleans(8), incumbents: Point[] = []) {
  const lattice = createLattice(space);
  const tried = new Set(incumbents.map(lattice.key));
  const source = {
    lattice,
    policy: createPolicy(lattice.sizes),
    random: createRandom(1),
    incumbents,
    isTried: (point: Point) => tried.has(lattice.key(point)),
  };
  return { source, tried };
}

describe('proposeCandidates', () => {
  test('has every one-parameter change of the best, each candidate once, nothing tried', () => {
    const best = [0, 1, 0, 1, 0, 1, 0, 1];
    const { source } = sourceOf(booleans(8), [best]);
    const keys = proposeCandidates(source).map(source.lattice.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(source.lattice.key(best));
    for (let d = 0; d < 8; d++) expect(keys).toContain(source.lattice.key(best.with(d, 1 - best[d])));
  });

  test('has what was good elsewhere, and its surroundings', () => {
    const { source, tried } = sourceOf(booleans(40), [Array<number>(40).fill(1)]);
    tried.clear(); // it was another experiment that tried it
    const keys = proposeCandidates(source).map(source.lattice.key);
    expect(keys).toContain(source.lattice.key(Array<number>(40).fill(1)));
    expect(keys).toContain(source.lattice.key(Array<number>(40).fill(1).with(3, 0)));
  });

  test('proposes only allowed, canonical configurations', () => {
    const space = conditional();
    const { source } = sourceOf(space, [[0, 1, 0]]);
    const candidates = proposeCandidates(source);
    expect(candidates.length).toBeGreaterThan(5);
    for (const point of candidates) {
      expect(space.problem(space.fromLevels(point))).toBeUndefined();
      expect(source.lattice.canonical(point)).toEqual(point);
    }
  });

  test('stays small enough to be judged in a moment on a large space', () => {
    const parameters = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `n_${i}`,
        { type: 'integer' as const, default: 1, minValue: 1, maxValue: 64, description: 'Number.' },
      ]),
    );
    const incumbents = Array.from({ length: 8 }, (_, i) => Array<number>(60).fill(i));
    const { source } = sourceOf(createSearchSpace(parameters), incumbents);
    expect(proposeCandidates(source).length).toBeLessThan(3000);
  });

  test('finds the last configuration, then none', () => {
    const { source, tried } = sourceOf(booleans(10));
    const all = [...source.lattice.walk(createRandom(2), 2000)];
    for (const point of all.slice(1)) tried.add(source.lattice.key(point));
    expect(untriedPoint(source)).toEqual(all[0]);
    tried.add(source.lattice.key(all[0]));
    expect(untriedPoint(source)).toBeUndefined();
    expect(proposeCandidates(source)).toEqual([]);
  });
});

describe('distantPoint', () => {
  test('is further from what was tried than a usual draw', () => {
    const space = booleans(12);
    const origin = Array<number>(12).fill(0);
    const { source } = sourceOf(space, [origin]);
    const point = distantPoint({ ...source, space, tried: [origin] });
    expect(point?.reduce((sum, level) => sum + level, 0)).toBeGreaterThanOrEqual(9);
  });

  test('is undefined when all were tried', () => {
    const space = booleans(1);
    const { source } = sourceOf(space, [[0], [1]]);
    expect(distantPoint({ ...source, space, tried: [[0], [1]] })).toBeUndefined();
  });
});
