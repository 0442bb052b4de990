// `simulate`: agents side by side on measured tables, from the files that are named to the files that are written.
import type { BackendName } from '@schedtuna/sdk';
import type { PluginRegistry } from '../plugins/registry.js';
import { againstPeers, type PeerBlock } from './against-peers.js';
import { type Block, compareRuns } from './compare-runs.js';
import { type FitReport, fitLines } from './fit/fit-report.js';
import { prepareOutput, writeOutput } from './output-files.js';
import { type AgentRequest, playersOf } from './players.js';
import { readPeers } from './read-peers.js';
import { readTables, readText } from './read-tables.js';
import { runOnThreads } from './run-on-threads.js';
import type { RunRecord } from './run-record.js';
import { usualLimits } from './share-out.js';
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
  const players = await playersOf(registry, request.agents, request.backend);
  for (const file of files) prepareOutput(file);

  const jobs = jobsOf(players, tables, noises, seeds);
  let done = 0;
  listen(done, jobs.length);
  const runs = await runOnThreads({ tables, players, budget }, jobs, usualLimits(), () => listen(++done, jobs.length));

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
