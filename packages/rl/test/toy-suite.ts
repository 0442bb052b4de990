// Every learning agent solves the toys, with each of a few seeds, and bears a start in which nothing works, and noise.
import { createRandom } from '@schedtuna/rl';
import type { AgentDefinition, Configuration } from '@schedtuna/sdk';
import { describe, expect, test, vi } from 'vitest';
import { create, type Objective, observationOf, run } from './experiments.js';
import { booleans } from './spaces.js';
import { TOYS, type Toy } from './toys.js';

/** Registers the tests, with the options as a user gets them who gives none; they take seconds. */
export function testToys<O>(agent: AgentDefinition<O>): void {
  const options = defaultsOf(agent);
  vi.setConfig({ testTimeout: 120_000 }); // seconds on a quiet machine

  describe.each(TOYS)('$name:', (toy) => {
    test.each(toy.seeds)(`solved within ${toy.episodes} runs, seed %i`, async (seed) => {
      expect(await episodesToSolve(agent, options, toy, seed)).toBeLessThanOrEqual(toy.episodes);
    });
  });

  test('a start in which everything fails is forgotten when something works', async () => {
    const space = booleans(6);
    let runs = 0;
    const objective: Objective = ({ flag_0 }) => (runs++ < 7 ? undefined : Number(flag_0));
    const started = await create(agent, space, options);
    const { configurations, diagnostics } = await run(started, space, objective, 16);
    expect(new Set(configurations.map(space.key)).size).toBe(16);
    expect(diagnostics.flatMap((values) => Object.values(values)).every(Number.isFinite)).toBe(true);
    expect(started.recommend()).toMatchObject({ flag_0: true });
  });

  test('under noise of a sixth of the best effect, what is recommended is better than luck', async () => {
    expect(await gainUnderNoise(agent, options)).toBeGreaterThan(NOISE.lucky);
  });
}

/** `lucky`: of random search the gain is 0.73 on average. */
export const NOISE = { episodes: 25, deviation: 0.15, seeds: [1, 2], lucky: 0.8 };

/** Mean over seeds of the true score of what the agent recommends, on the first toy. */
export async function gainUnderNoise<O>(agent: AgentDefinition<O>, options: O, seeds = NOISE.seeds): Promise<number> {
  const [{ space, score }] = TOYS;
  let sum = 0;
  for (const seed of seeds) {
    const random = createRandom(seed + 4);
    const started = await create(agent, space, options, { seed });
    const measured = (configuration: Configuration, episode: number) => {
      const noisy = Number(score(configuration)) + NOISE.deviation * random.normal();
      return { ...observationOf(configuration, episode, noisy), ...{ standardError: NOISE.deviation } };
    };
    await started.observe(measured(space.defaultConfiguration, 0));
    for (let episode = 1; episode <= NOISE.episodes; episode++) {
      const { configuration } = await started.suggest();
      await started.observe(measured(configuration, episode));
    }
    sum += Number(score(started.recommend() ?? {}));
  }
  return sum / seeds.length;
}

/** The run that solves the toy, Infinity when none of those that are allowed does. */
export async function episodesToSolve<O>(
  agent: AgentDefinition<O>,
  options: O,
  { space, score, solved, episodes }: Toy,
  seed: number,
): Promise<number> {
  const started = await create(agent, space, options, { seed });
  await started.observe(observationOf(space.defaultConfiguration, 0, score(space.defaultConfiguration)));
  for (let episode = 1; episode <= episodes; episode++) {
    const { configuration } = await started.suggest();
    const reached = score(configuration);
    if (reached !== undefined && reached >= solved) return episode;
    await started.observe(observationOf(configuration, episode, reached));
  }
  return Number.POSITIVE_INFINITY;
}

function defaultsOf<O>({ options }: AgentDefinition<O>): O {
  const pairs = Object.entries(options?.properties ?? {}).map(([name, property]) => [name, property.default]);
  return Object.fromEntries(pairs) as O;
}
