// The search space as points of level indices: canonical, comparable by key, cheap to generate by the thousand.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import type { Random } from './random.js';

/** One level index per dimension, of a canonical configuration. */
export type Point = readonly number[];

export interface Lattice {
  /** Number of levels of each dimension. */
  readonly sizes: readonly number[];
  /** The point of the canonical form: inactive parameters at their default. */
  canonical(levels: Point): Point;
  /** Equal for equal points. */
  key(point: Point): string;
  isAllowed(point: Point): boolean;
  /** Every dimension drawn alone, then made canonical; may be forbidden. */
  draw(random: Random): Point;
  configuration(point: Point): Configuration;
  /** The nearest point; exact when the configuration is that point. */
  locate(configuration: Configuration): { readonly point: Point; readonly isExact: boolean };
  /** Points from a random place on, each once unless conditions make them equal; at most `limit` combinations. */
  walk(random: Random, limit: number): Iterable<Point>;
}

export function createLattice(space: SearchSpace): Lattice {
  const sizes = space.dimensions.map(({ levels }) => levels.length);
  const hasConditions = Object.values(space.parameters).some(({ when }) => when !== undefined);
  const hasConstraints = space.constraints.length > 0;
  const canonical = (levels: Point) => (hasConditions ? space.toLevels(space.fromLevels(levels)) : levels);

  return {
    sizes,
    canonical,
    key: (point) => point.join(),
    isAllowed: (point) => !hasConstraints || space.forbidden(space.fromLevels(point)) === undefined,
    draw: (random) => canonical(sizes.map((n) => random.integer(n))),
    configuration: (point) => space.fromLevels(point),
    locate(configuration) {
      const point = space.toLevels(space.canonical(configuration));
      return { point, isExact: space.key(space.fromLevels(point)) === space.key(configuration) };
    },
    *walk(random, limit) {
      const start = sizes.map((n) => random.integer(n));
      const offset = sizes.map(() => 0);
      for (let i = 0; i < Math.min(limit, space.size); i++) {
        yield canonical(start.map((level, d) => (level + offset[d]) % sizes[d]));
        for (let d = 0; d < offset.length; d++) {
          offset[d] = (offset[d] + 1) % sizes[d];
          if (offset[d] > 0) break;
        }
      }
    },
  };
}
