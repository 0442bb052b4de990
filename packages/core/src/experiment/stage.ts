// What every phase of an experiment works with.
import type { SearchSpace } from '@schedtuna/sdk';
import type { RunningAgent } from './agent/checked-agent.js';
import type { Listener } from './events.js';
import type { Ledger } from './ledger.js';
import type { Measure } from './measure.js';
import type { Planned } from './progress.js';
import type { BaselineRecord, ExperimentRecord } from './records.js';

/** What a running experiment needs from whoever started it. */
export interface Watch {
  readonly listen: Listener;
  /** Aborted by the first Ctrl-C: the running trial becomes void, the journal is complete. */
  readonly interruption: AbortSignal;
}

export interface Stage {
  readonly experiment: ExperimentRecord;
  readonly directory: string;
  readonly space: SearchSpace;
  readonly ledger: Ledger;
  readonly measure: Measure;
  readonly planned: Planned;
  readonly agent: RunningAgent;
  /** Says nothing about what is replayed. */
  readonly listen: Listener;
}

/** A stage after the A/A pairs. */
export interface MeasuredStage extends Stage {
  readonly baseline: BaselineRecord;
}
