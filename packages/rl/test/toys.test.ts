import { describe, expect, it } from 'vitest';
import random from '../../../plugins/agent-random/src/index.js';
import { createRandom } from '../src/index.js';
import { episodesToSolve, gainUnderNoise, NOISE } from './toy-suite.js';
import { TOYS } from './toys.js';

const DRAWS = 5000;
const TWENTY = Array.from({ length: 20 }, (_, seed) => seed);

describe.each(TOYS)('the toy of $name', (toy) => {
  const { space, score, solved } = toy;
  const source = createRandom(1);
  const drawn = Array.from({ length: DRAWS }, () =>
    score(space.fromLevels(space.dimensions.map(({ levels }) => source.integer(levels.length)))),
  );

  it('is solved by random search in as many runs with few of twenty seeds', async () => {
    const needed = await Promise.all(TWENTY.map((seed) => episodesToSolve(random, {}, toy, seed)));
    expect(needed.filter(Number.isFinite).length).toBeLessThanOrEqual(4);
  });

  it('has a default of score 0, nothing above 1, and few configurations that solve it', () => {
    expect(score(space.defaultConfiguration)).toBeCloseTo(0, 12);
    expect(Math.max(...drawn.map((value) => value ?? 0))).toBeLessThanOrEqual(1 + 1e-12);
    const share = drawn.filter((value) => value !== undefined && value >= solved).length / DRAWS;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.006);
  });
});

it('in one of them four in ten configurations fail', () => {
  const { space, score } = TOYS[2];
  const source = createRandom(2);
  const failed = Array.from({ length: DRAWS }, () =>
    score(space.fromLevels(space.dimensions.map(({ levels }) => source.integer(levels.length)))),
  ).filter((value) => value === undefined);
  expect(Math.abs(failed.length / DRAWS - 0.4)).toBeLessThan(0.03);
});

it('random search is not lucky under the noise that learning agents meet', async () => {
  expect(await gainUnderNoise(random, {}, TWENTY)).toBeLessThan(NOISE.lucky);
});
