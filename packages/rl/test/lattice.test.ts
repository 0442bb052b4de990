import { createSearchSpace } from '@schedtuna/sdk';
import { describe, expect, test } from 'vitest';
import { createLattice } from '../src/lattice.js';
import { createRandom } from '../src/random.js';
import { booleans, conditional } from './spaces.js';

describe('createLattice', () => {
  test('inactive parameters do not make another point', () => {
    const lattice = createLattice(conditional());
    expect(lattice.key(lattice.canonical([0, 3, 1]))).toBe(lattice.key(lattice.canonical([0, 1, 1])));
    expect(lattice.key(lattice.canonical([1, 3, 1]))).not.toBe(lattice.key(lattice.canonical([1, 1, 1])));
  });

  test('knows what is forbidden', () => {
    const lattice = createLattice(conditional());
    expect(lattice.isAllowed([1, 0, 2])).toBe(false);
    expect(lattice.isAllowed([0, 1, 2])).toBe(true);
  });

  test('a walk meets every combination once, from anywhere', () => {
    for (const seed of [1, 2, 3]) {
      const lattice = createLattice(booleans(6));
      const keys = [...lattice.walk(createRandom(seed), 1000)].map(lattice.key);
      expect(keys).toHaveLength(64);
      expect(new Set(keys).size).toBe(64);
    }
  });

  test('a walk stops at its limit', () => {
    expect([...createLattice(booleans(40)).walk(createRandom(1), 100)]).toHaveLength(100);
  });

  test('a value between levels is located at the nearest and said to be inexact', () => {
    const space = createSearchSpace({
      us: { type: 'integer', default: 1000, minValue: 1000, maxValue: 100_000, scale: 'log', description: 'Slice.' },
    });
    const lattice = createLattice(space);
    expect(lattice.locate({ us: 1000 })).toEqual({ point: [0], isExact: true });
    expect(lattice.locate({ us: 1003 })).toEqual({ point: [0], isExact: false });
  });
});
