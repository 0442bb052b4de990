// One row an episode, from the journal: the data of episode_results and of the plots.
import type { Configuration, Diagnostics, MetricValues, Samples } from '@schedtuna/sdk';
import type { EpisodeRecord, JournalRecord, TrialRecord } from '../experiment/records.js';

export interface EpisodeRow {
  readonly episode: number;
  /** Id of its trial. */
  readonly trial: number;
  /** null for a failed trial. */
  readonly reward: number | null;
  readonly score: number | null;
  readonly standardError: number | null;
  readonly configuration: Configuration;
  readonly reason: string;
  /** `completed` or the class of the failure. */
  readonly outcome: string;
  readonly message: string;
  readonly metrics: MetricValues;
  readonly samples: Samples;
  readonly diagnostics: Diagnostics;
  readonly thinkingMs: number;
  readonly timestamp: string;
}

/** Oldest first; episodes whose trial is in the journal but whose learning is not are left out. */
export function episodeRows(records: readonly JournalRecord[]): EpisodeRow[] {
  const trials = new Map(trialsOf(records).map((trial) => [trial.id, trial]));
  return records.flatMap((record) => {
    const trial = record.type === 'episode' ? trials.get(record.trial) : undefined;
    return record.type === 'episode' && trial ? [rowOf(record, trial)] : [];
  });
}

export function trialsOf(records: readonly JournalRecord[]): TrialRecord[] {
  return records.filter((record) => record.type === 'trial');
}

/** The A/A runs that count: completed, without the warm-up; in the order they were made. */
export function baselineTrials(records: readonly JournalRecord[]): TrialRecord[] {
  const runs = trialsOf(records).filter(({ phase, block }) => phase === 'baseline' && block !== 0);
  return runs.filter(({ outcome }) => outcome.status === 'completed');
}

/** Metrics of a trial, also of one that was measured and then failed a guard. */
export function metricsOf({ outcome }: TrialRecord): MetricValues {
  return outcome.status === 'void' ? {} : (outcome.metrics ?? {});
}

function rowOf(record: EpisodeRecord, trial: TrialRecord): EpisodeRow {
  const { outcome } = trial;
  return {
    episode: record.episode,
    trial: trial.id,
    reward: record.reward,
    score: record.score,
    standardError: record.standardError,
    configuration: trial.configuration,
    reason: trial.reason ?? '',
    outcome: outcome.status === 'completed' ? 'completed' : outcome.class,
    message: outcome.status === 'completed' ? '' : outcome.message,
    metrics: metricsOf(trial),
    samples: outcome.status === 'void' ? {} : (outcome.samples ?? {}),
    diagnostics: record.diagnostics,
    thinkingMs: record.thinkingMs,
    timestamp: trial.startedAt,
  };
}
