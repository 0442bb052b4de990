// Runs of agents on tables, shared out over worker threads.
import { fileURLToPath } from 'node:url';
import type { RunRecord } from './run-record.js';
import { shareOut, type ThreadLimits } from './share-out.js';
import type { Arena, Job, PlayedRun } from './thread-messages.js';

const THREAD = fileURLToPath(new URL('./thread.js', import.meta.url));

/** Runs in the order of `jobs`; `played` hears each as it ends. Rejects as `shareOut` does. */
export async function runOnThreads(
  arena: Arena,
  jobs: readonly Job[],
  limits: ThreadLimits,
  played: () => void,
): Promise<readonly RunRecord[]> {
  const { tables, players } = arena;
  const about = ({ player, table, noise, seed }: Job) => ({
    agent: players[player].label,
    where: `table ${tables[table].name}, noise ${noise}, seed ${seed}`,
  });
  const runs = await shareOut<Job, PlayedRun>({ script: THREAD, arena, jobs, ...limits, about }, played);
  return runs.map((run, i) => recordOf(arena, jobs[i], run));
}

function recordOf(
  { tables, players }: Arena,
  { player, table, noise, seed }: Job,
  { played, cpuSeconds }: PlayedRun,
): RunRecord {
  const { label, version } = players[player];
  return { optimizer: label, version, space: tables[table].name, noise, seed, ...played, cpu_seconds: cpuSeconds };
}
