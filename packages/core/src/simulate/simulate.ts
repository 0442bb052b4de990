// `simulate`: agents side by side on measured tables, from the files that are named to the files that are written.
import { availableParallelism } from 'node:os';
import type { BackendName } from '@schedtuna/sdk';
import { validateOptions } from '../config/validate-options.js';
import { checkBackend } from '../experiment/agent/check-backend.js';
import type { PluginRegistry } from '../plugins/registry.js';
import { againstPeers, type PeerBlock } from './against-peers.js';
import { type Block, compareRuns } from './compare-runs.js';
import { type FitReport, fitLines } from './fit/fit-report.js';
import { prepareOutput, writeOutput } from './output-files.js';
import { readPeers } from './read-peers.js';
import { readTables, readText } from './read-tables.js';
import { runOnThreads } from './run-on-threads.js';
import type { RunRecord } from './run-record.js';
import type { MeasuredTable } from './table.js';
import type { Job, Player } from './thread-messages.js';

export interface SimulationRequest {
  /** Files with measured tables, and results directories. */
  readonly spaces: readonly string[];
  /** `random` takes part always. */
  readonly agents: readonly AgentRequest[];
  /** Evaluations of a run, that of the default included. */
  readonly budget: number;
  /** Runs of each agent on each table under each noise: seeds 0 to seeds − 1. */
  readonly seeds: number;
  /** Coefficients of variation. */
  readonly noises: readonly number[];
  /** For agents that have a choice; undefined: what each prefers. */
  readonly backend?: BackendName;
  /** File with recorded runs to show beside. */
  readonly peers?: string;
  /** Files to write. */
  readonly html?: string;
  readonly json?: string;
}

export interface AgentRequest {
  /** What it is called in tables: one that was named before is left out. */
  readonly label: string;
  readonly name: string;
  /** Those that differ from their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Simulation {
  readonly budget: number;
  readonly seeds: number;
  readonly comparison: readonly Block[];
  /** Empty without --peers. */
  readonly againstPeers: readonly PeerBlock[];
  /** Tables that were fitted to results directories. */
  readonly fits: readonly FitReport[];
  /** By agent, table, noise and seed. */
  readonly runs: readonly RunRecord[];
  /** Paths of the files that were written. */
  readonly files: readonly string[];
}

/** Told after each run, and once before the first. */
export type SimulationListener = (done: number, total: number) => void;

const FLOOR: AgentRequest = { label: 'random', name: 'random', options: {} };
/** As in an experiment. */
const AGENT_ANSWER_MS = 120_000;

/** Throws ST_USAGE for files that are not what they should be, ST_UNKNOWN_AGENT and ST_PLUGIN_…, ST_AGENT_…, ST_RESULTS_DIR. */
export async function simulate(
  registry: PluginRegistry,
  version: string,
  request: SimulationRequest,
  listen: SimulationListener,
): Promise<Simulation> {
  const { budget, seeds, noises, peers, html, json } = request;
  const files = [html, json].filter((path) => path !== undefined);
  const { tables, fits } = readTables(request.spaces);
  const recorded = peers === undefined ? [] : readPeers(readText(peers), peers);
  const players = await playersOf(registry, request);
  for (const file of files) prepareOutput(file);

  const jobs = jobsOf(players, tables, noises, seeds);
  let done = 0;
  listen(done, jobs.length);
  const runs = await runOnThreads(
    { tables, players, budget },
    jobs,
    { threads: availableParallelism(), answerMs: AGENT_ANSWER_MS },
    () => listen(++done, jobs.length),
  );

  const names = tables.map(({ name }) => name);
  const compared = { simulated: runs, recorded, tables: names, noises, budget };
  const [comparison, duels] = [compareRuns(compared), againstPeers(compared)];
  const simulation: Simulation = { budget, seeds, comparison, againstPeers: duels, fits, runs, files };
  if (json !== undefined) writeOutput(json, `${JSON.stringify(simulation)}\n`);
  if (html !== undefined) {
    const { page } = await import('./page.js');
    writeOutput(
      html,
      await page({ blocks: comparison, peers: duels, notes: fits.flatMap(fitLines), budget, seeds, version }),
    );
  }
  return simulation;
}

/** Throws ST_USAGE when an agent does not have one of the options, ST_UNSUPPORTED when it cannot compute on the backend. */
async function playersOf(registry: PluginRegistry, { agents, backend }: SimulationRequest): Promise<readonly Player[]> {
  const players: Player[] = [];
  for (const { label, name, options: given } of [...agents, FLOOR]) {
    if (players.some((player) => player.label === label)) continue;
    const { definition, source } = await registry.load('agents', name);
    const options = validateOptions(definition.options, given, `agent ${name}`);
    const chosen = backend && definition.backends ? { backend } : {};
    await checkBackend({ definition, source }, { ...chosen, useGpu: false }, () => {});
    players.push({ label, version: source.version, module: source.module, options, ...chosen });
  }
  return players;
}

/** Every agent meets the same seeds and noise, so that runs can be paired. */
function jobsOf(
  players: readonly Player[],
  tables: readonly MeasuredTable[],
  noises: readonly number[],
  seeds: number,
): readonly Job[] {
  return players.flatMap((_, player) =>
    tables.flatMap((_, table) =>
      noises.flatMap((noise) => Array.from({ length: seeds }, (_, seed) => ({ player, table, noise, seed }))),
    ),
  );
}
