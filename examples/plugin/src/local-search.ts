// Agent `local-search`: changes one parameter of the best configuration so far.
import type { Agent, AgentContext, AgentDefinition, Configuration } from '@schedtuna/sdk';

/** A configuration and the score of its last run; null when that failed. */
type Tried = readonly [Configuration, number | null];

/** Random draws when every neighbour of the best was tried. */
const DRAWS = 5000;

export default {
  name: 'local-search',
  description: 'Changes one parameter of the best configuration so far',
  create: async (context) => createLocalSearch(context),
} satisfies AgentDefinition;

function createLocalSearch({ space, seed }: AgentContext): Agent {
  let tried = new Map<string, Tried>();

  function best(): Configuration | undefined {
    const completed = [...tried.values()].filter(([, score]) => score !== null);
    return completed.sort(([, a], [, b]) => Number(b) - Number(a))[0]?.[0];
  }

  function isNew(configuration: Configuration): boolean {
    return !tried.has(space.key(configuration)) && !space.forbidden(configuration);
  }

  function neighbours(configuration: Configuration): Configuration[] {
    const levels = space.toLevels(configuration);
    return space.dimensions.flatMap((dimension, d) =>
      dimension.levels.map((_, level) => space.fromLevels(levels.with(d, level))).filter(isNew),
    );
  }

  return {
    async suggest() {
      const start = best() ?? space.defaultConfiguration;
      const near = neighbours(start);
      if (near.length > 0) {
        return { configuration: near[hash(seed, tried.size) % near.length], reason: 'next to the best so far' };
      }
      for (let draw = 0; draw < DRAWS; draw++) {
        const levels = space.dimensions.map(
          (dimension, d) => hash(seed + draw, tried.size + d) % dimension.levels.length,
        );
        const configuration = space.fromLevels(levels);
        if (isNew(configuration)) return { configuration, reason: 'all around the best was tried: a leap' };
      }
      return { configuration: start, reason: 'nothing is left to try' };
    },
    async observe(observation) {
      const score = observation.status === 'completed' ? observation.score : null;
      tried.set(space.key(observation.configuration), [observation.configuration, score]);
      return {};
    },
    recommend: best,
    save: async () => new TextEncoder().encode(JSON.stringify({ agent: 'local-search', tried: [...tried.values()] })),
    async load(bytes) {
      tried = new Map(triedIn(bytes).map((entry) => [space.key(entry[0]), entry]));
    },
  };
}

function triedIn(bytes: Uint8Array): readonly Tried[] {
  try {
    const state = JSON.parse(new TextDecoder().decode(bytes));
    if (state.agent === 'local-search') return state.tried;
  } catch {
    // not even JSON
  }
  throw new Error('this is no checkpoint of agent local-search');
}

/** A 32-bit hash of two numbers: random enough to choose with, and nothing to save. After lowbias32, Wellons 2018. */
function hash(a: number, b: number): number {
  let word = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77);
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
