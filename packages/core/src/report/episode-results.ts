// episode_results.json: the original's fields, and ours beside them.
import type { JournalRecord } from '../experiment/records.js';
import { type EpisodeRow, episodeRows } from './episodes.js';

/** Best first, as the original writes them; failed episodes last. */
export function episodeResults(records: readonly JournalRecord[]): object[] {
  return episodeRows(records).sort(byReward).map(episodeResult);
}

function byReward(a: EpisodeRow, b: EpisodeRow): number {
  if (a.reward === null || b.reward === null)
    return Number(a.reward === null) - Number(b.reward === null) || a.episode - b.episode;
  return b.reward - a.reward || a.episode - b.episode;
}

function episodeResult(row: EpisodeRow): object {
  const { policyLoss, valueLoss, ...others } = row.diagnostics;
  return {
    episode: row.episode,
    reward: row.reward,
    score: row.score,
    standard_error: row.standardError,
    params: row.configuration,
    reason: row.reason,
    result: {
      ...row.metrics,
      execution_time: row.metrics.execution_time ?? null,
      success: row.outcome === 'completed',
      outcome: row.outcome,
      error_msg: row.message,
      samples: row.samples,
      timestamp: row.timestamp,
    },
    training_metrics: {
      policy_loss: policyLoss ?? null,
      value_loss: valueLoss ?? null,
      ...others,
      thinking_ms: row.thinkingMs,
    },
    timestamp: row.timestamp,
  };
}
