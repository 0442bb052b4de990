// What `simulate --noise-model` is asked to do, from the words of its flags.
import { SchedtunaError } from '@schedtuna/sdk';
import { keyValues } from '../config/key-values.js';
import { flagOf } from '../config/option-table.js';
import { unknownKey, valueProblems } from '../config/value-problems.js';
import type { ExperimentsRequest, ProtocolOptions } from '../simulate/experiment/simulate-experiments.js';
import { PROTOCOL_ENTRIES, PROTOCOL_FLAGS } from './protocol-entries.js';
import { type SimulationWords, simulationRequest } from './simulation-request.js';

/** Flags as oclif hands them over. */
export interface ExperimentsWords extends SimulationWords {
  readonly 'noise-model': string;
  readonly protocol?: readonly string[];
}

/** Throws ST_USAGE naming the flag. */
export function experimentsRequest(words: ExperimentsWords): ExperimentsRequest {
  const { spaces, agents, budget, seeds, backend, json } = simulationRequest(words);
  return {
    ...{ spaces, agents, seeds, noiseModel: words['noise-model'] },
    protocol: { ...protocol(words.protocol ?? []), episodes: budget },
    ...(backend === undefined ? {} : { backend }),
    ...(json === undefined ? {} : { json }),
  };
}

function protocol(pairs: readonly string[]): Partial<ProtocolOptions> {
  const values = keyValues('protocol', pairs, { example: 'confirm-runs=16' });
  const named = Object.entries(values).map(([written, value]) => {
    const entry = PROTOCOL_ENTRIES.find((candidate) => flagOf(candidate) === written);
    if (!entry) throw wrong(`${written} ${unknownKey(written, PROTOCOL_FLAGS)}`);
    const [problem] = valueProblems(entry.schema, value);
    if (problem) throw wrong(`${written} ${problem.message}`);
    return [entry.key, value];
  });
  return Object.fromEntries(named);
}

function wrong(what: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `--protocol ${what}`, { hint: 'See schedtuna simulate --help.' });
}
