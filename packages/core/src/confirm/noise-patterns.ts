// What the order of the A/A runs shows by itself: a drift, or memory between neighbours.
import { orderPValue } from '../stats/order.js';
import type { Random } from '../stats/random.js';
import { correlation, ranks } from '../stats/rank.js';
import { lag1 } from '../stats/series.js';
import { isDrifting } from './noise.js';
import type { NoiseCause } from './noise-causes.js';

const ALPHA = 0.05;
/** With fewer runs nothing is said about their order. */
const FEWEST_RUNS = 6;

/**
 * Each only where a random order of the runs shows as much in fewer than 5 % of cases. A drift is looked for by rank
 * correlation with the order (Daniels 1950) and makes neighbours alike, so that these are named only without one. Levels
 * between which the speed jumps are not looked for: with so few runs no test tells two levels from one with wide tails.
 */
export function patternCauses(
  scores: readonly number[],
  noise: { readonly drift: number; readonly sd: number },
  random: Random,
): NoiseCause[] {
  if (scores.length < FEWEST_RUNS) return [];
  const time = scores.map((_, i) => i);
  const trend = (order: readonly number[]) => Math.abs(correlation(time, order));
  if (isDrifting(noise) && orderPValue(ranks(scores), trend, random) < ALPHA) {
    const change = `${(100 * Math.abs(noise.drift)).toFixed(1)} % ${noise.drift > 0 ? 'better' : 'worse'}`;
    return [{ kind: 'drift', clause: `runs drift, the last were ${change} than the first` }];
  }
  if (orderPValue(scores, lag1, random) >= ALPHA) return [];
  return [{ kind: 'neighbours', clause: `neighbouring runs resemble each other (lag-1 ${lag1(scores).toFixed(2)})` }];
}
