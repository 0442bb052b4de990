// Draws hyper-parameters from what measurements leave plausible of their prior.
import type { Prior } from './kernel.js';
import type { Random } from './random.js';

/** Ends the search where rounding makes every proposal as good as the start. */
const MOST_PROPOSALS = 40;

export function drawPrior({ mean, deviation }: Prior, random: Random): Float64Array {
  return mean.map((value, i) => value + deviation[i] * random.normal());
}

/**
 * One step of elliptical slice sampling (Murray, Adams & MacKay 2010), which has no step size to choose: the ellipse through the
 * state and a draw from the normal prior is searched for a point above a random height below the state's log likelihood.
 */
export function sliceStep(
  state: Float64Array,
  current: number,
  prior: Prior,
  likelihood: (state: Float64Array) => number,
  random: Random,
): { readonly state: Float64Array; readonly likelihood: number } {
  const { mean, deviation } = prior;
  const direction = mean.map((_, i) => deviation[i] * random.normal());
  const height = current + Math.log(random.uniform());
  let angle = 2 * Math.PI * random.uniform();
  let [low, high] = [angle - 2 * Math.PI, angle];
  for (let proposal = 0; proposal < MOST_PROPOSALS; proposal++) {
    const [along, across] = [Math.cos(angle), Math.sin(angle)];
    const next = state.map((value, i) => mean[i] + (value - mean[i]) * along + direction[i] * across);
    const found = likelihood(next);
    if (found > height) return { state: next, likelihood: found };
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + random.uniform() * (high - low);
  }
  return { state, likelihood: current };
}
