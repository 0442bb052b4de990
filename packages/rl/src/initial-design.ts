// First configurations of a search: spread out, before there is anything to learn from.
import type { Dimension, SearchSpace } from '@schedtuna/sdk';
import { untriedPoint } from './candidates.js';
import type { Lattice, Point } from './lattice.js';
import type { Random } from './random.js';

/** Draws among which the one furthest from everything tried wins. */
const DRAWS = 40;

export interface DesignSource {
  readonly space: Pick<SearchSpace, 'dimensions'>;
  readonly lattice: Lattice;
  readonly random: Random;
  readonly tried: readonly Point[];
  isTried(point: Point): boolean;
}

/** Maximises the smallest distance to what was tried (Johnson, Moore & Ylvisaker 1990); undefined when all were tried. */
export function distantPoint(source: DesignSource): Point | undefined {
  let best: Point | undefined;
  let longest = -1;
  for (let i = 0; i < DRAWS; i++) {
    const point = untriedPoint(source);
    if (point === undefined) return undefined;
    const nearest = Math.min(...source.tried.map((other) => distance(source.space.dimensions, point, other)));
    if (nearest > longest) {
      best = point;
      longest = nearest;
    }
  }
  return best;
}

/** Sum over parameters of a distance in [0, 1]. */
function distance(dimensions: readonly Dimension[], a: Point, b: Point): number {
  return dimensions.reduce((sum, { levels }, d) => {
    const from = levels[a[d]].position;
    const to = levels[b[d]].position;
    if (from === null || to === null) return sum + (a[d] === b[d] ? 0 : 1);
    return sum + Math.abs(from - to) / 2;
  }, 0);
}
