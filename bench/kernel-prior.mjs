// What sampling finds of the hyper-parameters on measured tables: where the prior in packages/rl/src/kernel.ts comes from. Tables that
// a comparison of agents uses should not be among them.
//   npm run build && node bench/kernel-prior.mjs TABLE.json…
import { readFileSync } from 'node:fs';
import { createSearchSpace } from '@schedtuna/sdk';
import { parseTable } from '../packages/core/dist/simulate/parse-table.js';
import { costOf } from '../packages/core/dist/simulate/table.js';
import { createLattice, createRandom } from '../packages/rl/dist/index.js';
import { pointSet } from '../packages/rl/dist/kernel.js';
import { createProcessEnsemble } from '../packages/rl/dist/process-ensemble.js';
import { costTargets } from '../packages/rl/dist/targets.js';

/** Runs from which is learned, members, and calls of `learn` (two steps each) before and between samples. */
const RUNS = [20, 60];
const MEMBERS = 3;
const BURN_IN = 20;
const SAMPLES = 6;
const BETWEEN = 4;
const NAMES = ['additive', 'pairwise', 'joint', 'reach', 'nugget'];

const found = new Map(['relevance', 'length', ...NAMES].map((name) => [name, []]));
for (const path of process.argv.slice(2)) for (const runs of RUNS) learnFrom(path, runs);
for (const [name, values] of found) {
  const mean = average(values);
  const deviation = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  console.log(`${name.padEnd(10)} mean ${mean.toFixed(2).padStart(6)}  deviation ${deviation.toFixed(2)}`);
}

function learnFrom(path, runs) {
  const table = parseTable(readFileSync(path, 'utf8'), path);
  const space = createSearchSpace(table.parameters);
  const { dimensions } = space;
  const random = createRandom(runs);
  const measured = measurements(table, space, runs, random);
  const ensemble = createProcessEnsemble(dimensions, MEMBERS, random);
  for (let i = 0; i < BURN_IN + SAMPLES * BETWEEN; i++) {
    ensemble.learn(measured);
    if (i >= BURN_IN && (i - BURN_IN) % BETWEEN === 0) sample([...ensemble.state()], dimensions);
  }
}

function sample(state, dimensions) {
  const [count, length] = [dimensions.length, state.length / MEMBERS];
  for (let member = 0; member < MEMBERS; member++) {
    const own = state.slice(member * length, (member + 1) * length);
    const middle = average(own.slice(0, count)); // relevances sum to 1: only their differences mean something
    found.get('relevance').push(...own.slice(0, count).map((value) => value - middle));
    const isOrdered = ({ kind, levels }) => kind === 'ordered' && levels.length > 2;
    found.get('length').push(...own.slice(count, 2 * count).filter((_, d) => isOrdered(dimensions[d])));
    for (const [i, name] of NAMES.entries()) found.get(name).push(own[2 * count + i]);
  }
}

/** Of random configurations that work, without noise. */
function measurements(table, space, runs, random) {
  const lattice = createLattice(space);
  const costs = new Map();
  for (let draw = 0; costs.size < runs && draw < 1000 * runs; draw++) {
    const point = lattice.draw(random);
    const cost = costOf(table, space, lattice.configuration(point));
    if (cost !== undefined)
      costs.set(lattice.key(point), { point, score: -Math.log(Math.abs(cost)) * Math.sign(cost) });
  }
  const drawn = [...costs.values()];
  const points = drawn.map(({ point }) => point);
  const { costs: values } = costTargets(drawn.map(({ score }) => score));
  return { points, set: pointSet(points), values: Float64Array.from(values), noise: new Float64Array(points.length) };
}

function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
