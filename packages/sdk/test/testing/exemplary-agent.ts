// A small agent that keeps its contract: it goes through the space in an order that follows from the seed.
import type { Agent, AgentContext, AgentDefinition, Configuration } from '../../src/index.js';
import { scatter } from '../../src/testing/samples.js';

interface State {
  readonly asked: number;
  readonly scores: readonly (readonly [Configuration, number | null])[];
}

const FORMAT = 'exemplary agent\n';
const DRAWS = 5000;

export const exemplary: AgentDefinition = {
  name: 'exemplary',
  description: 'for a test',
  options: { type: 'object', properties: { patience: { type: 'integer', minimum: 1, default: 3 } } },
  create: async (context) => createAgent(context),
};

export function createAgent({ space, seed }: AgentContext): Agent {
  let asked = 0;
  const scores = new Map<string, readonly [Configuration, number | null]>();
  const best = () =>
    [...scores.values()].filter(([, score]) => score !== null).sort((a, b) => Number(b[1]) - Number(a[1]))[0]?.[0];
  return {
    async suggest() {
      asked += 1;
      for (let draw = 0; draw < DRAWS; draw++) {
        const configuration = space.fromLevels(
          space.dimensions.map(({ levels }, i) => scatter(seed + asked * DRAWS + draw, i) % levels.length),
        );
        if (!space.forbidden(configuration) && !scores.has(space.key(configuration)))
          return { configuration, reason: 'next' };
      }
      return { configuration: space.defaultConfiguration, reason: 'nothing left' };
    },
    async observe(observation) {
      const score = observation.status === 'completed' ? observation.score : null;
      scores.set(space.key(observation.configuration), [observation.configuration, score]);
      return { exploration: 1 };
    },
    recommend: best,
    pretrain: async () => ({ valueLoss: 0 }),
    save: async () =>
      new TextEncoder().encode(FORMAT + JSON.stringify({ asked, scores: [...scores.values()] } satisfies State)),
    async load(bytes) {
      const text = new TextDecoder().decode(bytes);
      if (!text.startsWith(FORMAT)) throw new Error('this is no checkpoint of the exemplary agent');
      const state: State = JSON.parse(text.slice(FORMAT.length));
      asked = state.asked;
      for (const entry of state.scores) scores.set(space.key(entry[0]), entry);
    },
  };
}
