// Simulates the experiments of one part of a row: those with seeds first, first + step, …
import { parentPort, workerData } from 'node:worker_threads';
import { completeOptions } from '../../packages/core/dist/config/resolve-options.js';
import { simulateExperiment } from '../../packages/core/dist/simulate/experiment/simulate-experiment.js';
import random from '../../plugins/agent-random/dist/index.js';
import { manyFlags, oneFlag } from './tables.mjs';

const TABLES = { 'many flags': manyFlags, 'one flag': oneFlag };
const agent = {
  definition: random,
  source: { name: 'random', package: '@schedtuna/agent-random', version: '' },
  options: {},
};
const { table, model, protocol, effectInDetectable, first, step, experiments } = workerData;
const options = completeOptions(protocol);

for (let seed = first; seed < experiments; seed += step) {
  parentPort.postMessage(await experiment(seed));
}

async function experiment(seed) {
  const play = (noise) => simulateExperiment({ table: TABLES[table], model: noise, seed, agent, options });
  if (effectInDetectable === undefined) return play(model);
  // A host's draws do not depend on the effects: the same seed prints the same detectable effect again.
  const { noise } = await play({ ...model, effects: 0 });
  return play({ ...model, effects: { best: effectInDetectable * noise.detectable } });
}
