// The agent ppo: what it is and which options it has; the algorithm is in agent.ts.
import type { AgentDefinition } from '@schedtuna/sdk';
import { options, type PpoOptions } from './options.js';

const ppo: AgentDefinition<PpoOptions> = {
  name: 'ppo',
  description:
    'Proximal policy optimisation: a policy with clipped updates, on runs and on critics, proposes, Gaussian processes choose.',
  options,
  // TensorFlow.js is loaded only where the agent computes or its backends are shown, not where its options are listed.
  backends: async (request) => (await import('@schedtuna/rl')).backendStates(request),
  create: async (context) => (await import('./agent.js')).createPpo(context),
};

export default ppo;
