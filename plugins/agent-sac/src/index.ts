// The agent sac: what it is and which options it has; the algorithm is in agent.ts.
import type { AgentDefinition } from '@schedtuna/sdk';
import { options, type SacOptions } from './options.js';

const sac: AgentDefinition<SacOptions> = {
  name: 'sac',
  description: 'Soft actor-critic: a policy learned from an ensemble of critics proposes, Gaussian processes choose.',
  options,
  // TensorFlow.js is loaded only where the agent computes or its backends are shown, not where its options are listed.
  backends: async (request) => (await import('@schedtuna/rl')).backendStates(request),
  create: async (context) => (await import('./agent.js')).createSac(context),
};

export default sac;
