// What a finished experiment returns to the API and to --json.
import type { Configuration } from '@schedtuna/sdk';
import type { Noise } from '../confirm/noise.js';
import type { Verdict } from '../confirm/verdict.js';

export interface ExperimentSummary {
  readonly experiment: string;
  readonly directory: string;
  readonly objective: string;
  readonly noise: Noise;
  readonly episodes: number;
  /** Search trials that completed, as a share of all that were not void. */
  readonly successRate: number;
  /** Absent when nothing completed in the search, so that there was nothing to confirm. */
  readonly verdict?: Verdict;
  readonly bestConfiguration?: Configuration;
  /** Lines that apply the best configuration by hand. */
  readonly commandLines: readonly string[];
}
