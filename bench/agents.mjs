// How good agents are, and what they must reach: regret against recorded optimizers, what a history is worth, how long they think.
//   npm run bench:agents -- --tables FOLDER [--peers FILE] [--agents sac,ppo,random] [--noise 0,0.05,0.15] [--seeds 20]
//                           [--budget 100] [--parts regret,warm-start,thinking] [--json FILE]
// FOLDER holds measured tables (docs/reference/measured-tables.md), FILE runs of other optimizers on them; SCHEDTUNA_TABLES and
// SCHEDTUNA_PEERS may name them instead. Variants of options stand side by side with --agents sac,sac:exploration=1.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contestants, FLOOR } from './agents/contestants.mjs';
import { regretRows } from './agents/regret.mjs';
import { printRows, row } from './agents/rows.mjs';
import { TARGETS } from './agents/targets.mjs';
import { thinking } from './agents/thinking.mjs';
import { warmStartRows } from './agents/warm-start.mjs';

/** Tables with the same parameters, of two machines: the history of the first is given to runs on the second. */
const EARLIER = 'convolution-a4000.json';
const OWN = 'convolution-a100.json';
/** Parameters, and the episodes around the hundredth over which thinking is timed. */
const THOUGHT = { parameters: 20, from: 91, to: 110 };

const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: process.env.SCHEDTUNA_TABLES },
    peers: { type: 'string', default: process.env.SCHEDTUNA_PEERS },
    agents: { type: 'string', default: 'sac,ppo,random' },
    noise: { type: 'string', default: '0,0.05,0.15' },
    seeds: { type: 'string', default: '20' },
    budget: { type: 'string', default: '100' },
    parts: { type: 'string', default: 'regret,warm-start,thinking' },
    json: { type: 'string' },
  },
});
const parts = { regret, 'warm-start': warmStart, thinking: thinkingTime };
const rows = [];
for (const part of values.parts.split(',')) {
  if (!(part in parts)) stop(`--parts has ${part}; there are ${Object.keys(parts).join(', ')}`);
  rows.push(...(await parts[part]()));
}
printRows(rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...values, rows }, null, 2)}\n`);

function regret() {
  const { peers, agents, budget, seeds, noise } = values;
  if (peers === undefined) console.log('No recorded runs are given (--peers FILE): regrets are compared with nothing.');
  return regretRows({ files: tableFiles(), peers, agents, budget, seeds, noise });
}

async function warmStart() {
  const [earlier, own] = [EARLIER, OWN].map((name) => join(folder(), name));
  const missing = [earlier, own].find((path) => !existsSync(path));
  if (missing === undefined) {
    const { agents, budget, seeds } = values;
    return warmStartRows({ agents, earlier, own, budget: Number(budget), seeds: Number(seeds) });
  }
  console.log(`There is no ${missing}: warm starts are left out.`);
  return [];
}

async function thinkingTime() {
  const { parameters, from, to } = THOUGHT;
  const found = [];
  for (const { label, name, create } of await contestants(values.agents)) {
    if (name === FLOOR) continue;
    const spent = (await thinking(create, parameters, to)).slice(from - 1).sort((a, b) => a - b);
    const what = `ms of thinking an episode, ${parameters} parameters`;
    found.push(row(`${what}, median`, label, spent[Math.floor(spent.length / 2)], TARGETS.medianMs));
    found.push(row(`${what}, longest`, label, spent.at(-1), TARGETS.longestMs, `episodes ${from} to ${to}`));
  }
  return found;
}

/** Those with recorded runs where there are such; a folder may hold more. */
function tableFiles() {
  const files = readdirSync(folder()).filter((name) => name.endsWith('.json'));
  if (files.length === 0) stop(`${folder()} has no measured table (*.json)`);
  const paths = files.map((name) => join(folder(), name));
  if (values.peers === undefined) return paths;
  const recorded = readFileSync(values.peers, 'utf8');
  const known = paths.filter((path) => recorded.includes(JSON.stringify(JSON.parse(readFileSync(path, 'utf8')).name)));
  return known.length > 0 ? known : stop(`${values.peers} has no runs on a table of ${folder()}`);
}

function folder() {
  if (values.tables !== undefined && existsSync(values.tables)) return values.tables;
  const given =
    values.tables === undefined ? 'no folder with measured tables is given' : `there is no ${values.tables}`;
  return stop(`${given}. Name one with --tables FOLDER or SCHEDTUNA_TABLES; schedtuna does not come with any.`);
}

function stop(why) {
  console.error(`bench:agents: ${why}`);
  process.exit(2);
}
