// A thread that simulates one run after the other; each has an agent of its own.
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { type Agent, type AgentDefinition, createSearchSpace, type SearchSpace } from '@schedtuna/sdk';
import { completeOptions } from '../config/resolve-options.js';
import { play } from './play.js';
import { serveJobs } from './serve-jobs.js';
import type { Arena, Job, PlayedRun, Player } from './thread-messages.js';

const { tables, players, budget } = workerData as Arena;

serveJobs<Job, PlayedRun>(async ({ player, table, noise, seed }, evaluated) => {
  const before = cpuSeconds();
  const space = createSearchSpace(tables[table].parameters, tables[table].constraints);
  const agent = await createAgent(players[player], space, seed);
  const game = { table: tables[table], space, budget, seed, noise, evaluated };
  const played = await play(players[player].label, agent, game);
  agent.dispose?.();
  return { played, cpuSeconds: cpuSeconds() - before };
});

async function createAgent({ module, options, backend }: Player, space: SearchSpace, seed: number): Promise<Agent> {
  const { default: definition } = (await import(pathToFileURL(module).href)) as { default: AgentDefinition };
  const { learningRate, updateFrequency, rewardScaling } = completeOptions({});
  const episodes = Math.max(1, budget - 1); // the default is no episode
  // Threads would share one GPU, and networks of this size gain nothing from it.
  const settings = {
    learningRate,
    updateFrequency,
    rewardScaling,
    episodes,
    useGpu: false,
    ...(backend ? { backend } : {}),
  };
  return definition.create({ space, seed, options, settings, log: () => {} });
}

/** Of this thread; where Node.js cannot tell (before 22.19), the time in which it was not idle. */
function cpuSeconds(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.eventLoopUtilization().active / 1e3;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
