// The agent ppo: what it is and which options it has; the algorithm is in agent.ts.
import type { AgentDefinition } from '@schedtuna/sdk';
import { options, type PpoOptions } from './options.js';

const ppo: AgentDefinition<PpoOptions> = {
  name: 'ppo',
  description:
    'Proximal policy optimisation: clipped policy updates on runs and on an ensemble of critics, which rank proposals.',
  options,
  // TensorFlow.js is loaded only where the agent computes, not where its options are listed. settings.useGpu changes
  // nothing: on networks this small a GPU spends more time on transfers than on products.
  create: async (context) => (await import('./agent.js')).createPpo(context),
};

export default ppo;
