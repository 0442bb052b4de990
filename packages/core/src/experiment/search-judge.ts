// When a run of the search is ended early: what there is to compare it with at its moment.

import { type Judge, judgeLoser } from '../trial/early-stop.js';
import { parseGuard } from '../trial/guards.js';
import { defaultRuns } from './default-runs.js';
import type { MeasuredStage } from './stage.js';

/**
 * undefined when every run is to go on to its end: --no-early-stop, a journal from before there was a choice, or a guard on the
 * wall time, which is known at the end only.
 */
export function searchJudge({ experiment, baseline, ledger }: MeasuredStage): Judge | undefined {
  const { earlyStop = false } = experiment.options;
  const { metrics, guards } = experiment.benchmark;
  if (!earlyStop || guards.some((guard) => parseGuard(guard).metric === 'execution_time')) return undefined;
  const { runs: defaults, next } = defaultRuns(ledger.records());
  const { objective, noise } = baseline;
  const comparison = { objective, metrics, defaults, at: next, noise: noise.sd };
  return (samples) => judgeLoser(samples, comparison);
}
