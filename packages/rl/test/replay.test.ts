import type { Observation } from '@schedtuna/sdk';
import { describe, expect, test } from 'vitest';
import { createLattice } from '../src/lattice.js';
import { createRandom } from '../src/random.js';
import { createReplay } from '../src/replay.js';
import { conditional } from './spaces.js';

const space = conditional();
const lattice = createLattice(space);

function completed(configuration: Observation['configuration'], score: number, standardError = 0): Observation {
  return { configuration, episode: 1, status: 'completed', score, standardError, reward: score, metrics: {} };
}

function create() {
  return createReplay(space, lattice, 8, createRandom(1));
}

describe('createReplay', () => {
  test('pools repeats, also of configurations that only look different', () => {
    const replay = create();
    replay.add(completed({ on: false, depth: 3, mode: 'b' }, 0.1, 0.04));
    replay.add(completed({ on: false, depth: 1, mode: 'b' }, 0.3, 0.03));
    expect(replay.rows).toHaveLength(1);
    const [row] = replay.rows;
    expect(row.score).toBeCloseTo(0.2, 12);
    expect(row.standardError).toBeCloseTo(0.025, 12); // √(.04² + .03²) / 2
    expect(row.configuration).toEqual({ on: false, depth: 2, mode: 'b' });
    expect(replay.count()).toBe(2);
  });

  test('a failure leaves the score and counts', () => {
    const replay = create();
    const configuration = { on: true, depth: 3, mode: 'b' };
    replay.add({ configuration, episode: 1, status: 'failed', class: 'load_failed' });
    expect(replay.ranked()).toEqual([]);
    replay.add(completed(configuration, 0.5));
    expect(replay.rows[0]).toMatchObject({ completed: 1, failed: 1, score: 0.5 });
  });

  test('weights are positive, differ between critics and grow with repeats', () => {
    const replay = create();
    replay.add(completed({ on: false, depth: 2, mode: 'a' }, 0));
    const before = [...replay.rows[0].weights];
    expect(before.every((weight) => weight > 0)).toBe(true);
    expect(new Set(before).size).toBe(8);
    replay.add(completed({ on: false, depth: 2, mode: 'a' }, 0));
    replay.rows[0].weights.forEach((weight, k) => {
      expect(weight).toBeGreaterThan(before[k]);
    });
  });

  test('ranks the best first', () => {
    const replay = create();
    ['a', 'b', 'c'].forEach((mode, i) => {
      replay.add(completed({ on: false, depth: 2, mode }, [0, 0.2, 0.1][i]));
    });
    expect(replay.ranked().map(({ configuration }) => configuration.mode)).toEqual(['b', 'c', 'a']);
  });

  test('a restored state is the same memory', () => {
    const replay = create();
    replay.add(completed({ on: true, depth: 3, mode: 'b' }, 0.1, 0.04));
    replay.add({ configuration: { on: true, depth: 1, mode: 'a' }, episode: 2, status: 'failed', class: 'evicted' });
    const copy = create();
    const { weights, ...plain } = replay.state();
    copy.restore({ ...JSON.parse(JSON.stringify(plain)), weights });
    expect(copy.rows).toEqual(replay.rows);
    expect(copy.count()).toBe(2);
    expect(copy.has(replay.rows[1].point)).toBe(true);
    expect(copy.has([0, 1, 0])).toBe(false);
  });
});
