// The derived JSON files, with the original's field names so that its users' programs can read them.
import type { JournalRecord, TrialRecord } from '../experiment/records.js';
import { mean, standardDeviation } from '../stats/centre.js';
import { type EpisodeRow, episodeRows, metricsOf, trialsOf } from './episodes.js';

/** Best first, as the original writes them; failed episodes last. */
export function episodeResults(records: readonly JournalRecord[]): object[] {
  const byReward = (a: EpisodeRow, b: EpisodeRow) => (b.reward ?? -Infinity) - (a.reward ?? -Infinity) || a.episode - b.episode;
  return episodeRows(records).sort(byReward).map(episodeResult);
}

function episodeResult(row: EpisodeRow): object {
  const { execution_time, ...metrics } = row.metrics;
  const { policyLoss, valueLoss, ...others } = row.diagnostics;
  return {
    episode: row.episode,
    reward: row.reward,
    score: row.score,
    standard_error: row.standardError,
    params: row.configuration,
    reason: row.reason,
    result: {
      ...metrics,
      success: row.outcome === 'completed',
      outcome: row.outcome,
      error_msg: row.message,
      execution_time: execution_time ?? null,
      samples: row.samples,
      timestamp: row.timestamp,
    },
    training_metrics: { policy_loss: policyLoss ?? null, value_loss: valueLoss ?? null, ...others, thinking_ms: row.thinkingMs },
    timestamp: row.timestamp,
  };
}

/** The verdict's configuration where there is one, else the best single run of the search, and which of the two it is. */
export function bestParameters(records: readonly JournalRecord[]): object {
  const rows = episodeRows(records);
  const best = rows.filter(({ reward }) => reward !== null).sort((a, b) => (b.reward as number) - (a.reward as number))[0];
  const verdict = records.filter((record) => record.type === 'verdict').at(-1)?.verdict;
  return {
    best_reward: best?.reward ?? null,
    best_params: verdict?.configuration ?? best?.configuration ?? null,
    total_episodes: rows.length,
    chosen_by: verdict ? 'verdict' : best ? 'search' : null,
    verdict: verdict ?? null,
  };
}

export function baselineResults(records: readonly JournalRecord[]): object {
  const baseline = records.find((record) => record.type === 'baseline');
  const trials = trialsOf(records).filter(({ phase, block }) => phase === 'baseline' && block !== 0);
  return { mean_reward: 0, ...statistics(trials), objective: baseline?.objective ?? null, noise: baseline?.noise ?? null };
}

/** undefined while the experiment was not tested. */
export function testResults(records: readonly JournalRecord[]): object | undefined {
  const start = records.findLastIndex((record) => record.type === 'session' && record.event === 'test');
  const session = records[start];
  if (session?.type !== 'session') return undefined;
  const trials = trialsOf(records.slice(start));
  const verdict = records.slice(start).find((record) => record.type === 'verdict')?.verdict;
  const tested = trials.filter(({ arm }) => arm !== 0);
  return {
    test_stats: { mean_reward: verdict ? Math.log(verdict.effect.ratio) : null, ...statistics(tested) },
    individual_results: tested.map((trial) => ({
      block: trial.block,
      ...metricsOf(trial),
      success: trial.outcome.status === 'completed',
    })),
    tested_params: session.configuration,
    verdict: verdict ?? null,
  };
}

function statistics(trials: readonly TrialRecord[]): object {
  const counted = trials.filter(({ outcome }) => outcome.status !== 'void');
  const completed = counted.filter(({ outcome }) => outcome.status === 'completed');
  const names = [...new Set(completed.flatMap((trial) => Object.keys(metricsOf(trial))))];
  const values = (name: string) => completed.map((trial) => metricsOf(trial)[name]).filter((value) => value !== undefined);
  return {
    ...Object.fromEntries(names.map((name) => [`mean_${name}`, mean(values(name))])),
    ...Object.fromEntries(names.map((name) => [`std_${name}`, standardDeviation(values(name))])),
    success_rate: counted.length === 0 ? null : completed.length / counted.length,
    num_runs: counted.length,
    successful_runs: completed.length,
  };
}
