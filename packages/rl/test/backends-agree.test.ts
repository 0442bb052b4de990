// The same agent on every backend that loads here: wasm and cpu always, a native one where it is installed.
import type { AgentDefinition, BackendName } from '@schedtuna/sdk';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import ppo from '../../../plugins/agent-ppo/src/index.js';
import sac from '../../../plugins/agent-sac/src/index.js';
import { backendStates } from '../src/backend.js';
import { create, interacting, quick, run, settings, type Trace } from './experiments.js';
import { booleans } from './spaces.js';

vi.setConfig({ testTimeout: 60_000 }); // seconds on a quiet machine

const space = booleans(12);
const others: BackendName[] = ['cpu'];
// before wasm, whose faster gradient the loading of a native backend would undo
const states = await backendStates({ useGpu: false, backend: 'tensorflow' });
if (states.some(({ state }) => state === 'runs')) others.push('tensorflow');

const options = { ...quick, policySteps: 2, policyRounds: 2, clipRange: 0.2, entropyWeight: 0.05 };
const agents: Record<string, AgentDefinition<typeof options>> = { sac, ppo };

/** Eight suggestions after those of the initial design. */
async function traceOf(agent: string, backend: BackendName): Promise<Trace> {
  const on = { settings: { ...settings, backend } };
  return run(await create(agents[agent], space, options, on), space, interacting, 14);
}

test.each(others.flatMap((backend) => Object.keys(agents).map((agent) => [agent, backend] as const)))(
  '%s on %s: same seed and same outcomes, same suggestions as on wasm, and nearly the same losses',
  async (agent, backend) => {
    const expected = await traceOf(agent, 'wasm');
    const actual = await traceOf(agent, backend);
    expect(tf.getBackend()).toBe(backend);
    expect(actual.configurations).toEqual(expected.configurations);
    for (const [episode, diagnostics] of actual.diagnostics.entries()) {
      for (const [name, value] of Object.entries(expected.diagnostics[episode])) {
        expect(diagnostics[name as keyof typeof diagnostics], `${name} of episode ${episode + 1}`).toBeCloseTo(
          value,
          3,
        );
      }
    }
  },
);
