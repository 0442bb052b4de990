// test_results.json: the last `schedtuna test` of an experiment.
import type { JournalRecord, TrialRecord } from '../experiment/records.js';
import { mean, standardDeviation } from '../stats/centre.js';
import { objectiveScore } from '../trial/objective.js';
import { metricsOf, trialsOf } from './episodes.js';
import { runStatistics } from './run-statistics.js';

/** undefined while the experiment was not tested. */
export function testResults(records: readonly JournalRecord[]): object | undefined {
  const start = records.findLastIndex((record) => record.type === 'session' && record.event === 'test');
  const session = records[start];
  if (session?.type !== 'session') return undefined;
  const since = records.slice(start);
  const trials = trialsOf(since).filter(({ phase, outcome }) => phase === 'test' && outcome.status !== 'void');
  const verdicts = since.filter((record) => record.type === 'verdict');
  const reward = rewards(records, trials);
  const tested = trials.filter(({ arm }) => arm !== 0);
  const known = tested.map(reward).filter((value) => value !== null);
  return {
    test_stats: {
      mean_reward: known.length > 0 ? mean(known) : null,
      std_reward: known.length > 0 ? standardDeviation(known) : null,
      ...runStatistics(tested),
    },
    individual_results: tested.map((trial) => individual(trial, reward(trial))),
    default_results: trials.filter(({ arm }) => arm === 0).map((trial) => individual(trial, reward(trial))),
    tested_params: session.configuration ?? null,
    verdict: verdicts.find(({ phase }) => phase === 'test')?.verdict ?? null,
  };
}

function individual(trial: TrialRecord, reward: number | null): object {
  const { outcome, block } = trial;
  const isCompleted = outcome.status === 'completed';
  return {
    block,
    reward,
    ...metricsOf(trial),
    success: isCompleted,
    outcome: isCompleted ? 'completed' : outcome.class,
    error_msg: isCompleted ? '' : outcome.message,
  };
}

/** rewardScaling × score against the default run of the same block; null where either has no score. */
function rewards(
  records: readonly JournalRecord[],
  trials: readonly TrialRecord[],
): (trial: TrialRecord) => number | null {
  const experiment = records.find((record) => record.type === 'experiment');
  const baseline = records.find((record) => record.type === 'baseline');
  const completed = trials.filter(({ outcome }) => outcome.status === 'completed');
  const defaults = new Map(completed.filter(({ arm }) => arm === 0).map((trial) => [trial.block, metricsOf(trial)]));
  return (trial) => {
    const usual = defaults.get(trial.block);
    if (!experiment || !baseline || !usual || trial.outcome.status !== 'completed') return null;
    const score = objectiveScore(baseline.objective, metricsOf(trial), experiment.benchmark.metrics, usual);
    return Number.isFinite(score) ? experiment.options.rewardScaling * score : null;
  };
}
