// A thread that simulates one experiment after the other; each has an agent of its own.
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import type { AgentDefinition } from '@schedtuna/sdk';
import { serveJobs } from '../serve-jobs.js';
import type { ExperimentFigures } from './experiment-figures.js';
import { simulateExperiment } from './simulate-experiment.js';
import type { ExperimentArena, ExperimentJob } from './thread-messages.js';

const { tables, players, model, options } = workerData as ExperimentArena;

serveJobs<ExperimentJob, ExperimentFigures>(async ({ player, table, seed }, measured) => {
  const { module, label, backend, ...source } = players[player];
  const { default: definition } = (await import(pathToFileURL(module).href)) as { default: AgentDefinition };
  return simulateExperiment({
    table: tables[table],
    model,
    seed,
    agent: { definition, source, options: source.options, label },
    options: backend ? { ...options, backend } : options,
    measured,
  });
});
