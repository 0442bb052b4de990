// Random search: the honest floor that every other agent is compared with.
import type { Agent, AgentContext, AgentDefinition, Configuration, Observation, SearchSpace } from '@schedtuna/sdk';
import { readState, type State, type Tried, writeState } from './checkpoint.js';
import { createRandom, type Random } from './random.js';

/** Draws before the space is gone through for a configuration that is left. */
const DRAWS = 1000;
/** Combinations that are looked at one by one then. */
const WALKED = 200_000;

const agent: AgentDefinition = {
  name: 'random',
  description: 'Random search without repetition: the floor that every agent must beat.',
  create: async (context) => createRandomSearch(context),
};

export default agent;

function createRandomSearch({ space, seed }: AgentContext): Agent {
  const random = createRandom(seed);
  let tried = new Map<string, Tried>();

  function best(): Configuration | undefined {
    const completed = [...tried.values()].filter(({ runs }) => runs > 0);
    const [first, ...others] = completed;
    return others.reduce((winner, other) => (mean(other) > mean(winner) ? other : winner), first)?.configuration;
  }

  return {
    async suggest() {
      const configuration = untried(space, random, (key) => tried.has(key));
      if (configuration) return { configuration, reason: 'drawn at random' };
      const again = best() ?? space.defaultConfiguration;
      return { configuration: again, reason: 'every configuration was tried: the best one again' };
    },
    async observe(observation) {
      const key = space.key(observation.configuration);
      const before = tried.get(key) ?? { configuration: space.canonical(observation.configuration), runs: 0, sum: 0 };
      tried.set(key, added(before, observation));
      return { exploration: 1 };
    },
    recommend: best,
    save: async () => writeState({ word: random.state(), tried: [...tried.values()] }),
    async load(bytes) {
      const state: State = readState(bytes, space);
      random.restore(state.word);
      tried = new Map(state.tried.map((entry) => [space.key(entry.configuration), entry]));
    },
  };
}

/** Every level of every parameter equally likely; forbidden and tried configurations are drawn again. */
function untried(space: SearchSpace, random: Random, has: (key: string) => boolean): Configuration | undefined {
  const isNew = (configuration: Configuration) => !has(space.key(configuration)) && !space.forbidden(configuration);
  const start = () => space.dimensions.map(({ levels }) => random.integer(levels.length));
  for (let i = 0; i < DRAWS; i++) {
    const configuration = space.fromLevels(start());
    if (isNew(configuration)) return configuration;
  }
  const levels = start();
  for (let i = 0; i < Math.min(WALKED, space.size); i++) {
    const configuration = space.fromLevels(levels);
    if (isNew(configuration)) return configuration;
    step(levels, space, i);
  }
  return undefined;
}

/** Counts like an odometer, from any start: dimension d turns after all lower ones made a full round. */
function step(levels: number[], { dimensions }: SearchSpace, count: number): void {
  let round = 1;
  for (let d = 0; d < levels.length && (count + 1) % round === 0; d++) {
    const n = dimensions[d].levels.length;
    levels[d] = (levels[d] + 1) % n;
    round *= n;
  }
}

function added(before: Tried, observation: Observation): Tried {
  if (observation.status === 'failed') return before;
  return { ...before, runs: before.runs + 1, sum: before.sum + observation.score };
}

function mean({ sum, runs }: Tried): number {
  return sum / runs;
}
