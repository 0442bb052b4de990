// `simulate --noise-model`: whole experiments by agents on tables, from the files that are named to the file that is written.
import { fileURLToPath } from 'node:url';
import { type BackendName, createSearchSpace } from '@schedtuna/sdk';
import type { Options } from '../../config/options.js';
import { completeOptions } from '../../config/resolve-options.js';
import type { PluginRegistry } from '../../plugins/registry.js';
import type { FitReport } from '../fit/fit-report.js';
import type { NoiseModel } from '../host/noise-model.js';
import { parseNoiseModel } from '../host/parse-noise-model.js';
import { prepareOutput, writeOutput } from '../output-files.js';
import { type AgentRequest, playersOf } from '../players.js';
import { readTables, readText } from '../read-tables.js';
import { shareOut, usualLimits } from '../share-out.js';
import type { SimulationListener } from '../simulate.js';
import type { ExperimentFigures } from './experiment-figures.js';
import { summariseExperiments, type VerdictSummary } from './summarise-experiments.js';
import type { ExperimentArena, ExperimentJob } from './thread-messages.js';
import { createTruth } from './truth.js';

/** Options of the protocol that can be chosen; the others are at their defaults. */
export type ProtocolOptions = Pick<
  Options,
  'episodes' | 'baselineRuns' | 'anchorEvery' | 'ablationRuns' | 'confirmRuns' | 'minEffect'
>;

export interface ExperimentsRequest {
  /** Files with measured tables, and results directories. */
  readonly spaces: readonly string[];
  /** `random` takes part always. */
  readonly agents: readonly AgentRequest[];
  /** File with the noise model. */
  readonly noiseModel: string;
  /** Experiments of each agent on each table: seeds 0 to seeds − 1. */
  readonly seeds: number;
  readonly protocol: Partial<ProtocolOptions>;
  /** For agents that have a choice; undefined: what each prefers. */
  readonly backend?: BackendName;
  /** File to write. */
  readonly json?: string;
}

export interface SimulatedExperiments {
  readonly model: NoiseModel;
  readonly protocol: ProtocolOptions;
  readonly seeds: number;
  readonly summaries: readonly VerdictSummary[];
  /** Of tables that were fitted to results directories. */
  readonly fits: readonly FitReport[];
  readonly experiments: readonly ExperimentResult[];
  /** That were written. */
  readonly files: readonly string[];
}

export interface ExperimentResult extends ExperimentFigures {
  readonly agent: string;
  readonly version: string;
  /** Name of the table. */
  readonly space: string;
  readonly seed: number;
}

const THREAD = fileURLToPath(new URL('./thread.js', import.meta.url));

/** Throws ST_USAGE for files that are not what they should be, ST_UNKNOWN_AGENT and ST_PLUGIN_…, ST_AGENT_…, ST_RESULTS_DIR. */
export async function simulateExperiments(
  registry: PluginRegistry,
  request: ExperimentsRequest,
  listen: SimulationListener,
): Promise<SimulatedExperiments> {
  const { noiseModel, seeds, json } = request;
  const { tables, fits } = readTables(request.spaces);
  const model = parseNoiseModel(readText(noiseModel), noiseModel);
  for (const table of tables) createTruth(table, createSearchSpace(table.parameters, table.constraints), model.effects);
  const players = await playersOf(registry, request.agents, request.backend);
  const options = completeOptions(request.protocol);
  if (json !== undefined) prepareOutput(json);

  const arena: ExperimentArena = { tables, players, model, options };
  const jobs = jobsOf(arena, seeds);
  const where = ({ table, seed }: ExperimentJob) => `table ${tables[table].name}, seed ${seed}`;
  const about = (job: ExperimentJob) => ({ agent: players[job.player].label, where: where(job) });
  let done = 0;
  listen(done, jobs.length);
  const figures = await shareOut<ExperimentJob, ExperimentFigures>(
    { script: THREAD, arena, jobs, ...usualLimits(), about },
    () => listen(++done, jobs.length),
  );

  const experiments = jobs.map(({ player, table, seed }, i): ExperimentResult => {
    const { label: agent, version } = players[player];
    return { agent, version, space: tables[table].name, seed, ...figures[i] };
  });
  const summaries = summariseExperiments(experiments);
  const files = json === undefined ? [] : [json];
  const result = { model, protocol: protocolOf(options), seeds, summaries, fits, experiments, files };
  if (json !== undefined) writeOutput(json, `${JSON.stringify(result)}\n`);
  return result;
}

/** Every agent meets the same hosts, so that experiments can be paired. */
function jobsOf({ players, tables }: ExperimentArena, seeds: number): readonly ExperimentJob[] {
  return players.flatMap((_, player) =>
    tables.flatMap((_, table) => Array.from({ length: seeds }, (_, seed) => ({ player, table, seed }))),
  );
}

function protocolOf(options: Options): ProtocolOptions {
  const { episodes, baselineRuns, anchorEvery, ablationRuns, confirmRuns, minEffect } = options;
  return { episodes, baselineRuns, anchorEvery, ablationRuns, confirmRuns, minEffect };
}
