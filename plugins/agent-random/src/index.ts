// Random search: uniform over the configurations that were not tried yet. The floor that every agent must beat.
import type { Agent, AgentContext, AgentDefinition, Configuration, Observation, SearchSpace } from '@schedtuna/sdk';

/** After so many draws of known or forbidden configurations the space counts as nearly exhausted. */
const DRAWS = 500;
/** Spaces up to this size are walked through then. */
const WALKED = 100_000;

interface State {
  readonly version: 1;
  random: number;
  /** Key → configuration with the sum of its scores and how many. */
  readonly tried: Record<string, { readonly configuration: Configuration; sum: number; runs: number }>;
}

function createRandom({ space, seed }: AgentContext): Agent {
  let state: State = { version: 1, random: seed >>> 0, tried: {} };
  /** mulberry32 by T. Ettinger (2017, public domain). */
  const random = () => {
    state.random = (state.random + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const draw = () => space.fromLevels(space.dimensions.map(({ levels }) => Math.floor(random() * levels.length)));
  const isNew = (configuration: Configuration) => !(space.key(configuration) in state.tried) && !space.forbidden(configuration);

  return {
    async suggest() {
      for (let i = 0; i < DRAWS; i++) {
        const configuration = draw();
        if (isNew(configuration)) return { configuration, reason: 'random' };
      }
      const left = walk(space).find(isNew);
      return left ? { configuration: left, reason: 'one of the last' } : { configuration: draw(), reason: 'everything was tried' };
    },
    async observe(observation: Observation) {
      const key = space.key(observation.configuration);
      const before = state.tried[key] ?? { configuration: space.canonical(observation.configuration), sum: 0, runs: 0 };
      const isMeasured = observation.status === 'completed';
      state.tried[key] = isMeasured ? { ...before, sum: before.sum + observation.score, runs: before.runs + 1 } : before;
      return { exploration: 1 };
    },
    recommend() {
      const measured = Object.values(state.tried).filter(({ runs }) => runs > 0);
      return measured.sort((a, b) => b.sum / b.runs - a.sum / a.runs)[0]?.configuration;
    },
    save: async () => new TextEncoder().encode(JSON.stringify(state)),
    async load(bytes) {
      const loaded = JSON.parse(new TextDecoder().decode(bytes)) as State;
      if (loaded.version !== 1) throw new Error(`the checkpoint has version ${loaded.version}, this agent reads 1`);
      state = loaded;
    },
  };
}

/** Every configuration of a small space, nothing of a large one. */
function walk(space: SearchSpace): Configuration[] {
  if (space.size > WALKED) return [];
  return Array.from({ length: space.size }, (_, number) => {
    let rest = number;
    const levels = space.dimensions.map((dimension) => {
      const level = rest % dimension.levels.length;
      rest = Math.floor(rest / dimension.levels.length);
      return level;
    });
    return space.fromLevels(levels);
  });
}

export default {
  name: 'random',
  description: 'Uniform random search without repetition',
  create: async (context) => createRandom(context),
} satisfies AgentDefinition;
