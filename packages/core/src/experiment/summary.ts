// What a finished experiment returns to the API and to --json.
import type { Configuration } from '@schedtuna/sdk';
import type { Noise } from '../confirm/noise.js';
import type { Verdict } from '../confirm/verdict.js';
import type { Searched } from './searched.js';
import type { MeasuredStage } from './stage.js';

export interface ExperimentSummary {
  readonly experiment: string;
  readonly directory: string;
  readonly objective: string;
  readonly noise: Noise;
  /** Episodes that were run. */
  readonly episodes: number;
  /** Episodes whose trial completed, as a share of all; 1 when there was none. */
  readonly successRate: number;
  /** Absent when nothing in the search looked better than the default, so that there was nothing to confirm. */
  readonly verdict?: Verdict;
  readonly bestConfiguration?: Configuration;
  /** Lines that apply the best configuration by hand. */
  readonly commandLines: readonly string[];
}

export function summarise(
  { experiment, directory, baseline }: MeasuredStage,
  searched: readonly Searched[],
  verdict: Verdict | undefined,
  commandLines: readonly string[],
): ExperimentSummary {
  const completed = searched.filter(({ record }) => record.score !== null).length;
  return {
    experiment: experiment.name,
    directory,
    objective: baseline.objective,
    noise: baseline.noise,
    episodes: searched.length,
    successRate: searched.length === 0 ? 1 : completed / searched.length,
    ...(verdict ? { verdict, bestConfiguration: verdict.configuration } : {}),
    commandLines,
  };
}
