// An agent without memory of scores but for the best, for simulated experiments in the process of a test.
import type { AgentDefinition, Configuration } from '@schedtuna/sdk';
import type { Options } from '../../../src/config/options.js';
import { completeOptions } from '../../../src/config/resolve-options.js';
import type { SimulatedAgent, SimulatedExperimentRequest } from '../../../src/simulate/experiment/request.js';
import { streamOf } from '../../../src/stats/random.js';
import { tableOf } from '../tables.js';

const definition: AgentDefinition = {
  name: 'drawing',
  description: 'Draws what was not drawn before.',
  create: async ({ space, seed }) => {
    const random = streamOf(seed, 'drawing');
    const tried = new Set<string>();
    let best: { readonly score: number; readonly configuration: Configuration } | undefined;
    const draw = () => space.fromLevels(space.dimensions.map(({ levels }) => Math.floor(random() * levels.length)));
    return {
      suggest: async () => {
        let configuration = draw();
        while (tried.has(space.key(configuration))) configuration = draw();
        return { configuration, reason: 'drawn' };
      },
      observe: async (observation) => {
        tried.add(space.key(observation.configuration));
        if (observation.status === 'completed' && observation.score > (best?.score ?? -Infinity)) best = observation;
        return {};
      },
      recommend: () => best?.configuration,
      save: async () => new Uint8Array(),
      load: async () => {},
    };
  },
};

export function agentWith(changes: Partial<AgentDefinition> = {}): SimulatedAgent {
  return {
    definition: { ...definition, ...changes },
    source: { name: 'drawing', package: 'test', version: '0.0.0' },
    options: {},
  };
}

/** On the table encoder, without noise. */
export function requestWith(
  changes: Partial<SimulatedExperimentRequest> = {},
  options: Partial<Options> = {},
): SimulatedExperimentRequest {
  return {
    table: tableOf('encoder'),
    model: {},
    seed: 1,
    agent: agentWith(),
    options: completeOptions({ episodes: 12, confirmRuns: 8, ablationRuns: 0, ...options }),
    ...changes,
  };
}
