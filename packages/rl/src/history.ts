// Runs of other experiments as far as they say something about this search space.
import type { Configuration, Dimension, Observation, SearchSpace } from '@schedtuna/sdk';
import type { Lattice, Point } from './lattice.js';

/** The observations that this space can express, with the configurations that they are there. */
export function translate(history: readonly Observation[], space: SearchSpace, lattice: Lattice): Observation[] {
  return history.flatMap((observation) => {
    const point = counterpart(observation.configuration, space.dimensions);
    if (point === undefined) return [];
    return [{ ...observation, configuration: lattice.configuration(lattice.canonical(point)) }];
  });
}

/**
 * Parameters are matched by name, values by kind: a number becomes the nearest level, a word or a flag must be one. A parameter that
 * the other experiment did not have is at its default, one that is not here is ignored. Undefined where nothing matches.
 */
function counterpart(configuration: Configuration, dimensions: readonly Dimension[]): Point | undefined {
  const shared = dimensions.filter(({ name }) => Object.hasOwn(configuration, name));
  const point = dimensions.map((dimension) =>
    shared.includes(dimension) ? levelOf(configuration[dimension.name], dimension) : dimension.defaultLevel,
  );
  return shared.length > 0 && point.every((level) => level >= 0) ? point : undefined;
}

/** −1 when the parameter has nothing like this value. */
function levelOf(wanted: unknown, { levels }: Dimension): number {
  const exact = levels.findIndex(({ value }) => value === wanted);
  if (exact >= 0 || typeof wanted !== 'number') return exact;
  const away = levels.map(({ value }) =>
    typeof value === 'number' ? Math.abs(value - wanted) : Number.POSITIVE_INFINITY,
  );
  const nearest = Math.min(...away);
  return Number.isFinite(nearest) ? away.indexOf(nearest) : -1;
}
