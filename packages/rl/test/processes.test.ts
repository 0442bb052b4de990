import { describe, expect, test } from 'vitest';
import { createLattice } from '../src/lattice.js';
import { createProcesses } from '../src/processes.js';
import { createRandom } from '../src/random.js';
import { createReplay } from '../src/replay.js';
import { count, observationOf } from './experiments.js';
import { booleans } from './spaces.js';

const space = booleans(8);
const lattice = createLattice(space);

function setUp() {
  const random = createRandom(1);
  const replay = createReplay(space, lattice, 0, random);
  const foreign = createReplay(space, lattice, 0, random);
  const processes = createProcesses(space, replay, foreign, random, 8);
  /** The score is undefined for a run that fails. */
  const observe = (into: typeof replay, level: number, score = (c: ReturnType<typeof count>) => c) => {
    const point = Array.from({ length: 8 }, (_, d) => (level >> d) & 1);
    const configuration = lattice.configuration(point);
    into.add(observationOf(configuration, into.count(), score(count(configuration))));
  };
  return { replay, foreign, processes, observe };
}

const NONE = Array(8).fill(0);
const ALL = Array(8).fill(1);

describe('cost', () => {
  test('nothing is known of it before two runs have completed', () => {
    const { replay, processes, observe } = setUp();
    observe(replay, 0);
    processes.learn();
    expect(processes.isReady()).toBe(false);
    observe(replay, 255);
    processes.learn();
    expect(processes.isReady()).toBe(true);
    expect(processes.expect(ALL, 0).mean).toBeLessThan(processes.expect(NONE, 0).mean);
  });

  test('estimates are of completed rows, the best first, and pull noise in', () => {
    const { replay, processes, observe } = setUp();
    for (const level of [0, 255, 3, 15]) observe(replay, level);
    observe(replay, 7, () => undefined);
    processes.learn();
    const estimates = processes.estimates();
    expect(estimates).toHaveLength(4);
    expect(estimates[0].row.point).toEqual(ALL);
    expect(estimates.map(({ cost }) => cost)).toEqual([...estimates.map(({ cost }) => cost)].sort((a, b) => a - b));
  });

  test('of many rows the best and a selection of the others are kept', () => {
    const { replay, processes, observe } = setUp();
    for (let level = 0; level < 256; level++) observe(replay, level);
    processes.learn();
    const estimates = processes.estimates();
    expect(estimates).toHaveLength(120);
    expect(estimates[0].row.point).toEqual(ALL);
    expect(Math.min(...estimates.map(({ row }) => row.score as number))).toBeLessThan(0.3);
  });
});

describe('feasibility', () => {
  test('is certain until something failed, and then follows what failed', () => {
    const { replay, processes, observe } = setUp();
    for (const level of [0, 2, 4, 8, 16, 32]) observe(replay, level);
    processes.learn();
    expect(processes.feasible(ALL)).toBe(1);
    for (const level of [1, 3, 5, 9, 17, 33, 129]) observe(replay, level, () => undefined);
    for (let i = 0; i < 5; i++) processes.learn();
    expect(processes.feasible(ALL)).toBeLessThan(0.4); // the first flag is on
    expect(processes.feasible(ALL.with(0, 0))).toBeGreaterThan(0.6);
    expect(processes.feasible(ALL, 5)).toBe(processes.feasible(ALL, 1)); // members are counted round
  });

  test('is learned even where nothing completed', () => {
    const { replay, processes, observe } = setUp();
    for (const level of [1, 3, 5, 9]) observe(replay, level, () => undefined);
    processes.learn();
    expect(processes.isReady()).toBe(true);
    expect(processes.expect(NONE, 0)).toEqual({ mean: 0, variance: 1 });
    expect(processes.estimates()).toEqual([]);
    expect(processes.feasible([1, 1, 1, 0, 0, 0, 0, 0])).toBeLessThan(0.5);
  });
});

test('runs of other experiments say what to expect before this one has any', () => {
  const { replay, foreign, processes, observe } = setUp();
  for (const level of [0, 1, 3, 7, 15, 31, 63, 255]) observe(foreign, level);
  observe(replay, 0);
  processes.learn();
  expect(processes.isReady()).toBe(true);
  expect(processes.expect(ALL, 0).mean).toBeLessThan(processes.expect(NONE, 0).mean);
  expect(processes.estimates()).toHaveLength(1);
  observe(replay, 255);
  processes.learn();
  const [best, worst] = processes.estimates();
  expect(best.row.point).toEqual(ALL);
  expect(best.cost).toBeLessThan(0); // of its own two runs, not of the best two elsewhere
  expect(worst.cost).toBeGreaterThan(0);
});
