// What an agent gains from the history of another table, and what it loses by a history that misleads it.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createSearchSpace } from '@schedtuna/sdk';
import { pairedDifference } from '../../packages/core/dist/simulate/paired-difference.js';
import { parseTable } from '../../packages/core/dist/simulate/parse-table.js';
import { play } from '../../packages/core/dist/simulate/play.js';
import { shuffled, streamOf } from '../../packages/core/dist/stats/random.js';
import { contestants, FLOOR } from './contestants.mjs';
import { row } from './rows.mjs';
import { TARGETS } from './targets.mjs';

/** Evaluations of a history, those of one run of the agent itself. */
const HISTORY = 100;
const REGRET_AT = 50;

/** What is called before a run begins: name → the table whose runs it hears of, from those of the other and the own one. */
const HISTORIES = {
  useful: (earlier) => earlier,
  'turned round': (_, own) => withCosts(own, (costs) => costs.map((cost) => 1 / cost)),
  shuffled: (_, own) => withCosts(own, (costs) => shuffled(costs, streamOf(0, 'misleading history'))),
};

if (!isMainThread) {
  const { agent, earlier, own, budget } = workerData;
  parentPort.on('message', async (seed) =>
    parentPort.postMessage(await runsOf(agent, read(earlier), read(own), budget, seed)),
  );
}

/** `earlier` and `own` are files of tables with the same parameters; the runs are without noise. */
export async function warmStartRows({ agents, earlier, own, budget, seeds }) {
  const rows = [];
  for (const { label, name, create } of await contestants(agents)) {
    if (name === FLOOR) continue;
    const probe = await create(createSearchSpace(read(own).parameters), 0, 1);
    const canLearn = typeof probe.pretrain === 'function';
    probe.dispose?.();
    if (canLearn) rows.push(...rowsOf(label, await onThreads({ agent: label, earlier, own, budget }, seeds)));
    else console.log(`Agent ${label} has no pretrain: its warm start is left out.`);
  }
  return rows;
}

/** One worker a processor, each with one seed after the other; in the order of the seeds. */
async function onThreads(data, seeds) {
  const results = [];
  const waiting = Array.from({ length: seeds }, (_, seed) => seed).values();
  const work = async () => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: data });
    for (const seed of waiting) {
      const answer = once(worker, 'message'); // rejects when the worker fails
      worker.postMessage(seed);
      [results[seed]] = await answer;
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(seeds, availableParallelism()) }, work));
  return results;
}

function rowsOf(label, runs) {
  const at = Math.min(REGRET_AT, runs[0].cold.regret.length);
  const compare = (figure, name, of, target) => {
    const [cold, warm] = [runs.map((run) => of(run.cold)), runs.map((run) => of(run[name]))];
    const { low, high, mean } = pairedDifference([warm.map((value, i) => value - cold[i])]);
    const ratio = average(cold) > 0 ? average(warm) / average(cold) : null;
    const detail = `${average(warm).toFixed(3)} against ${average(cold).toFixed(3)}, ${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    return row(`${figure}, ${name} history / cold`, label, ratio, target, detail);
  };
  return [
    compare('evaluations to top 1 %', 'useful', ({ top1 }) => top1, TARGETS.warm),
    ...['turned round', 'shuffled'].map((name) =>
      compare(`regret@${at}`, name, ({ regret }) => regret[at - 1], TARGETS.misled),
    ),
  ];
}

/** A run without a history and one after each; the histories are of the agent's own runs with the same seed. */
async function runsOf(words, earlier, own, budget, seed) {
  const [agent] = await contestants(words);
  const runs = { cold: await played(agent, own, budget, seed, []) };
  for (const [name, tableOf] of Object.entries(HISTORIES)) {
    const heard = [];
    await played(agent, tableOf(earlier, own), HISTORY, seed, [], heard);
    runs[name] = await played(agent, own, budget, seed, heard);
  }
  return runs;
}

/** What the agent observes is also added to `heard`. */
async function played({ label, create }, table, budget, seed, history, heard = []) {
  const space = createSearchSpace(table.parameters);
  const agent = await create(space, seed, budget - 1);
  if (history.length > 0) await agent.pretrain(history);
  const listening = {
    suggest: () => agent.suggest(),
    recommend: () => agent.recommend(),
    observe: (observation) => {
      heard.push(observation);
      return agent.observe(observation);
    },
  };
  const run = await play(label, listening, { table, space, budget, seed, noise: 0, evaluated: () => {} });
  agent.dispose?.();
  return run;
}

function withCosts(table, change) {
  const { costs, ...source } = table.source;
  const changed = change([...costs.values()]);
  return { ...table, source: { ...source, costs: new Map([...costs.keys()].map((key, i) => [key, changed[i]])) } };
}

function read(path) {
  return parseTable(readFileSync(path, 'utf8'), path);
}

function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
