// The agent sac: what it is and which options it has; the algorithm is in agent.ts.
import type { AgentDefinition } from '@schedtuna/sdk';
import { options, type SacOptions } from './options.js';

const sac: AgentDefinition<SacOptions> = {
  name: 'sac',
  description:
    'Soft actor-critic: an ensemble of critics ranks what a stochastic policy proposes. Most sample-efficient.',
  options,
  // TensorFlow.js is loaded only where the agent computes, not where its options are listed. settings.useGpu changes
  // nothing: on networks this small a GPU spends more time on transfers than on products.
  create: async (context) => (await import('./agent.js')).createSac(context),
};

export default sac;
