// How many runs each phase is expected to take.
import type { Options } from '../config/options.js';
import { FINALISTS } from './confirmation.js';
import type { Phase } from './records.js';

export function phasePlan({
  baselineRuns,
  episodes,
  anchorEvery,
  confirmRuns,
}: Options): Record<Exclude<Phase, 'test'>, number> {
  return {
    baseline: 1 + 2 * baselineRuns,
    search: episodes,
    anchor: Math.ceil(episodes / anchorEvery) - 1,
    confirm: confirmRuns * (1 + FINALISTS),
  };
}
