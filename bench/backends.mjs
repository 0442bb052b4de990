// How long the learning agents think per episode on each backend that starts here, and how long a backend takes to start: medians
// of rounds in which every backend has a process of its own, in turn, so that a busy moment meets all of them.
//   npm run bench:backends [-- --json FILE]      with the native backend: npm run test:native
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { thinking } from './agents/thinking.mjs';
import { print } from './figures.mjs';

const ROUNDS = 3;
const PARAMETERS = 12;
/** The last ones are measured: by then every episode is learned from. */
const EPISODES = 14;
const MEASURED = 7;
const NAMES = ['wasm', 'cpu', 'tensorflow', 'tensorflow-gpu'];
const AGENTS = ['sac', 'ppo'];

const [flag, asked] = process.argv.slice(2);
if (flag === '--on') console.log(JSON.stringify(await measured(asked)));
else print(compared());

function compared() {
  const rounds = Object.fromEntries(NAMES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) for (const name of NAMES) rounds[name].push(...measuredElsewhere(name));
  const started = NAMES.filter((name) => rounds[name].length > 0);
  return Object.fromEntries(
    started.flatMap((name) =>
      Object.keys(rounds[name][0]).map((figure) => [
        `${name.replace('-', '_')}_${figure}`,
        median(rounds[name].map((values) => values[figure])),
      ]),
    ),
  );
}

/** Nothing where the backend does not start. */
function measuredElsewhere(name) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--on', name], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return [JSON.parse(stdout)].filter((figures) => figures !== null);
}

async function measured(backend) {
  const begin = performance.now();
  const { backendStates } = await import('@schedtuna/rl');
  const states = await backendStates({ useGpu: true, backend });
  if (!states.some(({ state }) => state === 'runs')) return null;
  const figures = { start_ms: performance.now() - begin };
  for (const agent of AGENTS) figures[`${agent}_episode_ms`] = await episodeOf(agent, backend);
  return { ...figures, rss_mb: process.memoryUsage().rss / 1e6 };
}

async function episodeOf(agent, backend) {
  const { default: definition } = await import(`../plugins/agent-${agent}/dist/index.js`);
  const defaults = Object.entries(definition.options.properties).map(([name, option]) => [name, option.default]);
  const shared = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, useGpu: true, backend };
  const create = (space, seed, episodes) =>
    definition.create({
      ...{ space, seed, options: Object.fromEntries(defaults), settings: { ...shared, episodes } },
      log: () => {},
    });
  return median((await thinking(create, PARAMETERS, EPISODES)).slice(-MEASURED));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}
