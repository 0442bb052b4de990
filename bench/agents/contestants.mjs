// The agents of a bench: as `simulate --agents` names them, with validated options, ready to be created.
import { simulationRequest } from '../../packages/core/dist/commands/simulation-request.js';
import { completeOptions } from '../../packages/core/dist/config/resolve-options.js';
import { validateOptions } from '../../packages/core/dist/config/validate-options.js';

/** Random search is in comparisons as the floor: nothing is demanded of it. */
export const FLOOR = 'random';

/** `words` like sac,sac:exploration=1,ppo → {label, name, create(space, seed, episodes)}. */
export async function contestants(words) {
  const { agents } = simulationRequest({ space: [], agents: words, budget: '1', seeds: '1', noise: '0' });
  const found = [];
  for (const { label, name, options: given } of agents) {
    const { default: definition } = await import(`../../plugins/agent-${name}/dist/index.js`);
    const options = validateOptions(definition.options, given, `agent ${name}`);
    const { learningRate, updateFrequency, rewardScaling } = completeOptions({});
    const shared = { learningRate, updateFrequency, rewardScaling, useGpu: false, backend: 'wasm' };
    const create = (space, seed, episodes) =>
      definition.create({ space, seed, options, settings: { ...shared, episodes }, log: () => {} });
    found.push({ label, name, create });
  }
  return found;
}
