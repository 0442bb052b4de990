// The options of an experiment that `simulate --protocol` may set.
import { flagOf, OPTION_TABLE } from '../config/option-table.js';
import type { ProtocolOptions } from '../simulate/experiment/simulate-experiments.js';

/** Episodes are --budget. */
const KEYS: readonly (keyof ProtocolOptions)[] = [
  'baselineRuns',
  'anchorEvery',
  'ablationRuns',
  'confirmRuns',
  'minEffect',
];

export const PROTOCOL_ENTRIES = OPTION_TABLE.filter(({ key }) => KEYS.some((known) => known === key));

/** baseline-runs, confirm-runs, … */
export const PROTOCOL_FLAGS = PROTOCOL_ENTRIES.map(flagOf);
