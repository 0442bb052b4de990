// What happened over the episodes, as the plots see it: runs, runs of the default, and the baseline between them.
import type { MetricValues } from '@schedtuna/sdk';
import type { BaselineRecord, ExperimentRecord, JournalRecord, TrialRecord } from '../../experiment/records.js';
import { type DefaultRun, localBaseline } from '../../trial/local-baseline.js';
import { objectiveScore } from '../../trial/objective.js';
import { type EpisodeRow, episodeRows, metricsOf, trialsOf } from '../episodes.js';

/** A run of the default configuration; A/A runs lie at 0, anchors half a step behind their episode. */
export interface Anchor {
  readonly episode: number;
  readonly metrics: MetricValues;
  /** Of the objective to the baseline of that moment, which this run is a part of; NaN where it has none. */
  readonly ratio: number;
}

export interface Timeline {
  readonly experiment: ExperimentRecord;
  readonly baseline: BaselineRecord;
  readonly rows: readonly EpisodeRow[];
  readonly anchors: readonly Anchor[];
  /** What each episode was compared with; episode 0 for the moment before the first. */
  readonly baselines: readonly { readonly episode: number; readonly metrics: MetricValues }[];
  /** Episodes on the axis, at least 1. */
  readonly length: number;
}

/** undefined before the A/A runs are over: there is nothing to compare with. */
export function timelineOf(records: readonly JournalRecord[]): Timeline | undefined {
  const experiment = records.find((record) => record.type === 'experiment');
  const baseline = records.find((record) => record.type === 'baseline');
  if (!experiment || !baseline) return undefined;
  const rows = episodeRows(records);
  const defaults = trialsOf(records).filter(isDefault);
  const runs: DefaultRun[] = defaults.map((trial) => ({ id: trial.id, metrics: metricsOf(trial) }));
  const lastPair = Math.max(0, ...defaults.filter(({ phase }) => phase === 'baseline').map(({ id }) => id));
  const baselineAt = (id: number) => localBaseline(runs, Math.max(id, lastPair)).metrics;
  return {
    experiment,
    baseline,
    rows,
    anchors: defaults.map((trial) => anchorOf(trial, baselineAt(trial.id), experiment, baseline)),
    baselines: [
      { episode: 0, metrics: baselineAt(lastPair) },
      ...rows.map(({ episode, trial }) => ({ episode, metrics: baselineAt(trial) })),
    ],
    length: Math.max(1, ...rows.map(({ episode }) => episode)),
  };
}

function anchorOf(
  trial: TrialRecord,
  usual: MetricValues,
  { benchmark }: ExperimentRecord,
  { objective }: BaselineRecord,
): Anchor {
  const metrics = metricsOf(trial);
  const score = objectiveScore(objective, metrics, benchmark.metrics, usual);
  return { episode: trial.episode === undefined ? 0 : trial.episode + 0.5, metrics, ratio: Math.exp(score) };
}

/** Block 0 of the baseline is the warm-up. */
function isDefault({ phase, block, outcome }: TrialRecord): boolean {
  return outcome.status === 'completed' && (phase === 'anchor' || (phase === 'baseline' && block !== 0));
}
