// How long agent sac thinks per episode around episode 50, on 6 and on 20 parameters; and memory after 200 episodes.
//   npm run build && node bench/agent-thinking.mjs [--json FILE]
import { createSearchSpace } from '@schedtuna/sdk';
import sac from '../plugins/agent-sac/dist/index.js';
import { print } from './figures.mjs';

const EPISODES = 200;
/** Episodes over which the mean is taken: two updates of the policy fall among them. */
const MEASURED = [45, 55];
const OPTIONS = { initialDesign: 6, criticSteps: 20, policySteps: 5, exploration: 2 };
/** The update frequency of the command line's default: updates of the policy are shared out over 5 episodes. */
const SETTINGS = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, episodes: EPISODES, useGpu: false };

const small = await thinking(6, EPISODES);
const large = await thinking(20, MEASURED[1]);
print({ thinking_ms_6: small.ms, thinking_ms_20: large.ms, thinking_rss_mb_200: small.rss });

/** Mean over the measured episodes of suggest + observe, milliseconds; resident memory at the end. */
async function thinking(parameters, episodes) {
  const space = spaceOf(parameters);
  const agent = await sac.create({ space, seed: 1, options: OPTIONS, settings: SETTINGS, log: () => {} });
  await agent.observe(observation(space, space.defaultConfiguration, 0));
  let total = 0;
  for (let episode = 1; episode <= episodes; episode++) {
    const start = performance.now();
    const { configuration } = await agent.suggest();
    const suggested = performance.now();
    const answer = observation(space, configuration, episode);
    const told = performance.now();
    await agent.observe(answer);
    if (episode >= MEASURED[0] && episode < MEASURED[1]) total += suggested - start + performance.now() - told;
  }
  return { ms: total / (MEASURED[1] - MEASURED[0]), rss: process.memoryUsage().rss / 1e6 };
}

/** Half flags, a quarter numbers on a log scale, the rest choices. */
function spaceOf(parameters) {
  const kinds = [
    { type: 'boolean', default: false },
    { type: 'integer', default: 20_000, minValue: 1000, maxValue: 50_000, scale: 'log' },
    { type: 'boolean', default: true },
    { type: 'categorical', default: 'a', choices: ['a', 'b', 'c', 'd'] },
  ];
  const entries = Array.from({ length: parameters }, (_, i) => [
    `p${i}`,
    { ...kinds[i % 4], description: 'A parameter.' },
  ]);
  return createSearchSpace(Object.fromEntries(entries));
}

/** Effects of every parameter, one interaction, and one combination that fails. */
function observation(space, configuration, episode) {
  const [a, b, ...others] = space.toLevels(configuration).map((level, d) => level / space.dimensions[d].levels.length);
  if (a > 0 && b > 0.9) return { configuration, episode, status: 'failed', class: 'load_failed' };
  const score = a * b * 0.3 + others.reduce((sum, share, d) => sum + 0.1 * Math.sin(1 + 2 * d) * share, 0);
  return { configuration, episode, status: 'completed', score, standardError: 0.02, reward: score, metrics: {} };
}
