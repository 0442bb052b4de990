// What an experiment tells while it runs. The terminal, experiment.log and --json listen to the same events.
import type { Configuration, Metrics } from '@schedtuna/sdk';
import type { Noise } from '../confirm/noise.js';
import type { NoiseCause } from '../confirm/noise-causes.js';
import type { Verdict } from '../confirm/verdict.js';
import type { EpisodeRecord, ExperimentRecord, Phase, TrialRecord } from './records.js';

export type ExperimentEvent =
  /** Before anything is measured. */
  | {
      readonly type: 'plan';
      readonly experiment: ExperimentRecord;
      readonly directory: string;
      /** Episode to go on with; 1 for a new experiment. */
      readonly firstEpisode: number;
      /** undefined until the length of a run is known. */
      readonly expectedSeconds?: number;
    }
  | { readonly type: 'notice'; readonly level: 'debug' | 'info' | 'warning'; readonly message: string }
  | { readonly type: 'trial-start'; readonly phase: Phase; readonly progress: Progress }
  | { readonly type: 'trial-end'; readonly trial: TrialRecord; readonly progress: Progress }
  | {
      readonly type: 'baseline';
      readonly objective: string;
      readonly noise: Noise;
      /** What makes the machine noisy, weightiest first. */
      readonly causes?: readonly NoiseCause[];
      /** Smallest effect that matters, as a share. */
      readonly minEffect: number;
      /** Of one run with everything around it. */
      readonly secondsPerRun: number;
      /** Of all that is still to be done. */
      readonly expectedSeconds: number;
    }
  | {
      readonly type: 'episode';
      readonly record: EpisodeRecord;
      readonly trial: TrialRecord;
      readonly episodes: number;
      /** What differs from the default configuration. */
      readonly difference: Configuration;
      readonly best?: { readonly episode: number; readonly score: number };
    }
  | {
      readonly type: 'verdict';
      readonly verdict: Verdict;
      /** Of the benchmark, for their labels. */
      readonly metrics: Metrics;
      readonly directory: string;
      /** Lines that apply the winner by hand. */
      readonly commandLines: readonly string[];
    };

export interface Progress {
  /** Trials finished and planned in all. */
  readonly done: number;
  readonly total: number;
  /** undefined until the length of a run is known. */
  readonly remainingSeconds?: number;
}

export type Listener = (event: ExperimentEvent) => void;
