// The same agent on every backend that loads here: wasm and cpu always, a native one where it is installed.
import type { AgentDefinition, BackendName, Configuration } from '@schedtuna/sdk';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import ppo from '../../../plugins/agent-ppo/src/index.js';
import sac from '../../../plugins/agent-sac/src/index.js';
import { backendStates } from '../src/backend.js';
import { create, interacting, observationOf, quick, run, settings, type Trace } from './experiments.js';
import { booleans } from './spaces.js';

vi.setConfig({ testTimeout: 60_000 }); // seconds on a quiet machine

const space = booleans(12);
const others: BackendName[] = ['cpu'];
// before wasm, whose faster gradient the loading of a native backend would undo
const states = await backendStates({ useGpu: false, backend: 'tensorflow' });
if (states.some(({ state }) => state === 'runs')) others.push('tensorflow');

const options = { ...quick, policySteps: 2, policyRounds: 2, clipRange: 0.2, entropyWeight: 0.05 };
const agents: Record<string, AgentDefinition<typeof options>> = { sac, ppo };

/** Eight suggestions after those of the initial design, on wasm. */
async function traceOf(agent: string): Promise<Trace> {
  const onWasm = { settings: { ...settings, backend: 'wasm' } } as const;
  return run(await create(agents[agent], space, options, onWasm), space, interacting, 14);
}

/** Suggestions and diagnostics of an agent that is told, whatever it suggests, what the other one was told. */
async function replayed(
  agent: string,
  backend: BackendName,
  told: readonly Configuration[],
): Promise<Omit<Trace, 'reasons'>> {
  const instance = await create(agents[agent], space, options, { settings: { ...settings, backend } });
  const trace: Omit<Trace, 'reasons'> = { configurations: [], diagnostics: [] };
  await instance.observe(observationOf(space.defaultConfiguration, 0, interacting(space.defaultConfiguration)));
  for (const [i, configuration] of told.entries()) {
    trace.configurations.push((await instance.suggest()).configuration);
    trace.diagnostics.push(await instance.observe(observationOf(configuration, i + 1, interacting(configuration))));
  }
  return trace;
}

test.each(others.flatMap((backend) => Object.keys(agents).map((agent) => [agent, backend] as const)))(
  '%s on %s: same seed and same outcomes, same suggestions as on wasm, and nearly the same losses',
  async (agent, backend) => {
    const expected = await traceOf(agent);
    const actual = await replayed(agent, backend, expected.configurations);
    expect(tf.getBackend()).toBe(backend);
    const keys = expected.configurations.map(space.key);
    const different = actual.configurations.filter((configuration, i) => space.key(configuration) !== keys[i]);
    expect(different.length).toBeLessThanOrEqual(1); // two candidates may be as good as each other to the last digits
    for (const [i, diagnostics] of actual.diagnostics.entries()) {
      for (const [name, value] of Object.entries(expected.diagnostics[i])) {
        expect(diagnostics[name as keyof typeof diagnostics], `${name} of episode ${i + 1}`).toBeCloseTo(value, 3);
      }
    }
  },
);
