// One simulated experiment: what is to be found out, and by whom.
import type { AgentDefinition } from '@schedtuna/sdk';
import type { Options } from '../../config/options.js';
import type { Source } from '../../experiment/records.js';
import type { NoiseModel } from '../host/noise-model.js';
import type { MeasuredTable } from '../table.js';

export interface SimulatedAgent {
  readonly definition: AgentDefinition;
  readonly source: Source;
  /** Validated, with defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What errors call it; its name when absent. */
  readonly label?: string;
}

export interface SimulatedExperimentRequest {
  readonly table: MeasuredTable;
  readonly model: NoiseModel;
  /** Of the agent, of every decision of the protocol, and of the host. */
  readonly seed: number;
  readonly agent: SimulatedAgent;
  /** Complete, as `completeOptions` makes them; those that name what is tuned, by whom and where are replaced. */
  readonly options: Options;
  /** Told after each run. */
  readonly measured?: () => void;
}
