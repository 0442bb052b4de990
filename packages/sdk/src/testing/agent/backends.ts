// What an agent says about its backends.
import type { AgentDefinition } from '../../agent.js';
import { BACKEND_NAMES, type BackendName } from '../../backends.js';
import { claim, claimEqual } from '../claim.js';

/** Agents that offer no choice pass. */
export async function checkBackends<O>(definition: AgentDefinition<O>, backend?: BackendName): Promise<void> {
  if (definition.backends === undefined) return;
  const states = await definition.backends({ useGpu: false, ...(backend ? { backend } : {}) });
  const names = states.map(({ name }) => name);
  claimEqual(names.toSorted(), [...BACKEND_NAMES].sort(), 'backends must speak of every backend once');
  const running = states.filter(({ state }) => state === 'runs').map(({ name }) => name);
  claim(running.length === 1, `one backend must run, not ${running.join(' and ') || 'none'}`);
  if (backend !== undefined) claimEqual(running[0], backend, 'another backend runs than the one that was asked for');
  for (const { name, state, reason } of states) {
    claim(['runs', 'idle', 'unavailable'].includes(state), `backends says that ${name} is ${JSON.stringify(state)}`);
    claim(
      /^[^\n]+$/.test(reason),
      `backends must say in one line why ${name} is ${state}, not ${JSON.stringify(reason)}`,
    );
  }
}
