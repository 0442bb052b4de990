// Random numbers that are not uniform.
import type { Random } from '../../stats/random.js';

/** Standard normal (Box & Muller 1958). */
export function normal(random: Random): number {
  return polar(random, (uniform) => -2 * Math.log(uniform));
}

/** Student's t with `degrees` > 0 of freedom: the generalisation of Box and Muller's method by Bailey (1994, Math. Comp. 62, 779–781). */
export function student(random: Random, degrees: number): number {
  return polar(random, (uniform) => degrees * (uniform ** (-2 / degrees) - 1));
}

/** One coordinate of a point at a random angle; `square` makes its squared distance from a number in (0, 1]. */
function polar(random: Random, square: (uniform: number) => number): number {
  const radius = Math.sqrt(square(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
