// baseline_results.json: default against itself.
import type { JournalRecord } from '../experiment/records.js';
import { trialsOf } from './episodes.js';
import { runStatistics } from './run-statistics.js';

/** Rewards are relative to this baseline, so their mean is 0; null while the A/A runs are not over. Warm-up left out. */
export function baselineResults(records: readonly JournalRecord[]): object {
  const experiment = records.find((record) => record.type === 'experiment');
  const baseline = records.find((record) => record.type === 'baseline');
  const scaling = experiment?.options.rewardScaling ?? 1;
  return {
    mean_reward: baseline ? 0 : null,
    std_reward: baseline ? scaling * baseline.noise.sd : null,
    ...runStatistics(trialsOf(records).filter(({ phase, block }) => phase === 'baseline' && block !== 0)),
    objective: baseline?.objective ?? null,
    noise: baseline?.noise ?? null,
    noise_causes: baseline?.causes ?? null,
  };
}
