// What the agent is told about one run of the search.
import type { Observation } from '@schedtuna/sdk';
import { withinRunError } from '../trial/early-stop.js';
import type { LocalBaseline } from '../trial/local-baseline.js';
import { objectiveScore } from '../trial/objective.js';
import type { TrialRecord } from './records.js';
import type { MeasuredStage } from './stage.js';

/** The default configuration, measured before the first episode. */
export function defaultObservation({ space, baseline: { noise } }: MeasuredStage, local: LocalBaseline): Observation {
  return {
    configuration: space.defaultConfiguration,
    episode: 0,
    status: 'completed',
    score: 0,
    standardError: noise.sd * local.standardErrorFactor,
    reward: 0,
    metrics: local.metrics,
  };
}

/** `local` is the baseline of the moment of the run: its error and the run's own make up the standard error. */
export function observationOf(stage: MeasuredStage, trial: TrialRecord, local: LocalBaseline): Observation {
  const { outcome, configuration, episode = 0 } = trial;
  if (outcome.status !== 'completed') {
    const failure = outcome.status === 'failed' ? outcome.class : 'benchmark_failed';
    return { configuration, episode, status: 'failed', class: failure };
  }
  const { objective, noise } = stage.baseline;
  const { benchmark, options } = stage.experiment;
  const { stoppedEarly } = trial; // its few samples say less than those of a whole run, whose spread is part of the noise
  const ownError = stoppedEarly ? withinRunError(objective, benchmark.metrics, outcome.samples) : 0;
  const score = objectiveScore(objective, outcome.metrics, benchmark.metrics, local.metrics);
  return {
    configuration,
    episode,
    status: 'completed',
    score,
    standardError: Math.hypot(noise.sd * Math.hypot(1, local.standardErrorFactor), ownError),
    reward: options.rewardScaling * score,
    metrics: outcome.metrics,
  };
}
