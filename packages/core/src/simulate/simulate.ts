// `simulate`: agents side by side on measured tables, from the files that are named to the files that are written.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { SchedtunaError } from '@schedtuna/sdk';
import { validateOptions } from '../config/validate-options.js';
import type { PluginRegistry } from '../plugins/registry.js';
import { type Block, compareRuns } from './compare-runs.js';
import { prepareOutput, writeOutput } from './output-files.js';
import { parseTable } from './parse-table.js';
import { readPeers } from './read-peers.js';
import { runOnThreads } from './run-on-threads.js';
import type { RunRecord } from './run-record.js';
import type { MeasuredTable } from './table.js';
import type { Job, Player } from './thread-messages.js';

export interface SimulationRequest {
  /** Files with measured tables. */
  readonly spaces: readonly string[];
  /** Names of agents; `random` takes part always. */
  readonly agents: readonly string[];
  /** Evaluations of a run, that of the default included. */
  readonly budget: number;
  /** Runs of each agent on each table under each noise: seeds 0 to seeds − 1. */
  readonly seeds: number;
  /** Coefficients of variation. */
  readonly noises: readonly number[];
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
  /** By agent, table, noise and seed. */
  readonly runs: readonly RunRecord[];
  /** Paths of the files that were written. */
  readonly files: readonly string[];
}

/** Told after each run, and once before the first. */
export type SimulationListener = (done: number, total: number) => void;

const FLOOR = 'random';
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
  const tables = readTables(request.spaces);
  const recorded = peers === undefined ? [] : readPeers(read(peers), peers);
  const players = await playersOf(registry, request.agents);
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
  const comparison = compareRuns({ simulated: runs, recorded, tables: names, noises, budget });
  const simulation: Simulation = { budget, seeds, comparison, runs, files };
  if (json !== undefined) writeOutput(json, `${JSON.stringify(simulation)}\n`);
  if (html !== undefined) {
    const { page } = await import('./page.js');
    writeOutput(html, await page({ blocks: comparison, budget, seeds, version }));
  }
  return simulation;
}

function readTables(paths: readonly string[]): readonly MeasuredTable[] {
  const tables = [...new Set(paths)].map((path) => ({ path, table: parseTable(read(path), path) }));
  for (const { path, table } of tables) {
    const first = tables.find((other) => other.table.name === table.name);
    if (first === undefined || first.path === path) continue;
    throw new SchedtunaError('ST_USAGE', `${first.path} and ${path} both name their table ${table.name}`, {
      hint: 'Give one of them another "name", or leave it out.',
    });
  }
  return tables.map(({ table }) => table);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SchedtunaError('ST_USAGE', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'See schedtuna simulate --help.',
      cause,
    });
  }
}

async function playersOf(registry: PluginRegistry, names: readonly string[]): Promise<readonly Player[]> {
  const players: Player[] = [];
  for (const name of new Set([...names, FLOOR])) {
    const { definition, source } = await registry.load('agents', name);
    const options = validateOptions(definition.options, {}, `agent ${name}`);
    players.push({ name, version: source.version, module: source.module, options });
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
