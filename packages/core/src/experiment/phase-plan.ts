// How many runs each phase is expected to take.
import type { Options } from '../config/options.js';
import { FINALISTS } from './finalists.js';
import type { Phase } from './records.js';

/** Parameters in which a winner differs from the default: a guess, until one is known. */
const TYPICAL_CHANGES = 5;

export function phasePlan({
  baselineRuns,
  episodes,
  anchorEvery,
  ablationRuns = 0,
  confirmRuns,
}: Options): Record<Exclude<Phase, 'test'>, number> {
  return {
    baseline: 1 + 2 * baselineRuns,
    search: episodes,
    anchor: Math.ceil(episodes / anchorEvery) - 1,
    ablation: ablationRuns * (1 + TYPICAL_CHANGES),
    confirm: confirmRuns * (1 + FINALISTS),
  };
}
