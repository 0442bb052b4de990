// Best, median and the border of the best 1 % of a function that has more configurations than can be gone through.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import { type Random, streamOf } from '../../stats/random.js';
import type { Landmarks } from '../table.js';

export interface Surveyed {
  readonly landmarks: Landmarks;
  /** Feasible configurations behind them. */
  readonly feasible: number;
  /** Every configuration of the space is among them. */
  readonly isComplete: boolean;
}

/** Larger spaces are sampled. */
const MOST = 20_000;
/** The best of a sample from which its best value is improved by changing one parameter at a time. */
const STARTS = 3;

/** `cost` is undefined where a configuration fails; `measured` are looked at in any case. Always the same for the same space. */
export function survey(
  space: SearchSpace,
  cost: (configuration: Configuration) => number | undefined,
  measured: readonly Configuration[],
): Surveyed {
  const isComplete = space.size <= MOST;
  const candidates = isComplete ? everything(space) : [...measured, ...sample(space, streamOf(0, 'landmarks'))];
  const found = new Map<string, { configuration: Configuration; cost: number }>();
  for (const configuration of candidates) {
    if (space.forbidden(configuration) !== undefined) continue;
    const value = cost(configuration);
    if (value !== undefined) found.set(space.key(configuration), { configuration, cost: value });
  }
  const sorted = [...found.values()].sort((a, b) => a.cost - b.cost);
  const improved = isComplete ? [] : sorted.slice(0, STARTS).map((start) => descended(space, cost, start));
  const costs = sorted.map((one) => one.cost);
  return {
    landmarks: {
      best: Math.min(...improved, costs[0]),
      median: costs[Math.floor(costs.length / 2)],
      top: costs[Math.max(0, Math.ceil(costs.length * 0.01) - 1)],
      worst: costs[costs.length - 1],
    },
    feasible: costs.length,
    isComplete,
  };
}

function everything(space: SearchSpace): readonly Configuration[] {
  return Array.from({ length: space.size }, (_, code) => {
    let rest = code;
    return space.fromLevels(
      space.dimensions.map(({ levels: { length } }) => {
        const level = rest % length;
        rest = Math.floor(rest / length);
        return level;
      }),
    );
  });
}

function sample(space: SearchSpace, random: Random): readonly Configuration[] {
  return Array.from({ length: MOST }, () =>
    space.fromLevels(space.dimensions.map(({ levels }) => Math.floor(random() * levels.length))),
  );
}

/** The cost that is reached when each parameter in turn takes its best level, until none has a better one. */
function descended(
  space: SearchSpace,
  cost: (configuration: Configuration) => number | undefined,
  start: { readonly configuration: Configuration; readonly cost: number },
): number {
  const levels = space.toLevels(start.configuration);
  let best = start.cost;
  for (let before = Number.POSITIVE_INFINITY; best < before; ) {
    before = best;
    for (const [d, dimension] of space.dimensions.entries()) {
      for (let level = 0; level < dimension.levels.length; level++) {
        const configuration = space.fromLevels(levels.with(d, level));
        const value = space.forbidden(configuration) === undefined ? cost(configuration) : undefined;
        if (value === undefined || value >= best) continue;
        best = value;
        levels[d] = level;
      }
    }
  }
  return best;
}
