// How long an agent thinks: suggest and observe together, episode by episode, on a made-up experiment.
import { createSearchSpace } from '@schedtuna/sdk';

/** Milliseconds of each episode; `create(space, seed, episodes)` makes the agent. */
export async function thinking(create, parameters, episodes) {
  const space = spaceOf(parameters);
  const agent = await create(space, 1, episodes);
  await agent.observe(observation(space, space.defaultConfiguration, 0));
  const spent = [];
  for (let episode = 1; episode <= episodes; episode++) {
    const start = performance.now();
    const { configuration } = await agent.suggest();
    const suggested = performance.now();
    const answer = observation(space, configuration, episode);
    const told = performance.now();
    await agent.observe(answer);
    spent.push(suggested - start + performance.now() - told);
  }
  agent.dispose?.();
  return spent;
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
