// Whether the agent can compute with the backend that was asked for; before anything is prepared or measured.
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { type AgentDefinition, type BackendRequest, type BackendState, SchedtunaError } from '@schedtuna/sdk';
import type { Contribution } from '../../plugins/registry.js';
import type { BackendQuestion } from './protocol.js';

const THREAD = fileURLToPath(new URL('./backends-thread.js', import.meta.url));

export interface ChosenAgent {
  readonly definition: AgentDefinition;
  readonly source: Contribution;
}

/** Asks nothing where no backend is named. Throws ST_USAGE, ST_UNSUPPORTED or ST_AGENT_FAILED. */
export async function checkBackend(
  { definition, source }: ChosenAgent,
  { backend, useGpu }: BackendRequest,
  log: (message: string) => void,
): Promise<void> {
  if (backend === undefined) return;
  if (backend === 'tensorflow-gpu' && !useGpu) {
    throw new SchedtunaError('ST_USAGE', '--backend tensorflow-gpu needs the GPU that --no-gpu forbids', {
      hint: 'Leave out one of the two; --backend tensorflow is the same library on the CPU.',
    });
  }
  if (definition.backends === undefined) {
    log(`agent ${source.name} has no backends to choose from: --backend ${backend} changes nothing`);
    return;
  }
  const states = await backendsOf(source, { backend, useGpu });
  const asked = states.find(({ name }) => name === backend);
  if (asked?.state === 'runs') return;
  const reason = asked?.reason ?? 'the agent does not know it';
  throw new SchedtunaError('ST_UNSUPPORTED', `agent ${source.name} cannot compute on ${backend}: ${reason}`, {
    hint: asked?.remedy ?? `schedtuna agents show ${source.name} lists what runs here.`,
  });
}

/** In a thread of its own: what the agent loads to find out is not kept. */
async function backendsOf(source: Contribution, request: BackendRequest): Promise<readonly BackendState[]> {
  const workerData: BackendQuestion = { module: source.module, request };
  const worker = new Worker(THREAD, { workerData, execArgv: [], env: SHARE_ENV });
  const { promise, resolve, reject } = Promise.withResolvers<readonly BackendState[]>();
  worker.once('message', resolve).once('error', reject);
  worker.once('exit', () => reject(new Error('its thread ended')));
  try {
    return await promise;
  } catch (cause) {
    throw new SchedtunaError('ST_AGENT_FAILED', `agent ${source.name} failed: ${(cause as Error).message}`, {
      hint: 'Nothing was measured. Run with --verbose for details, or choose another --agent.',
      cause,
    });
  } finally {
    await worker.terminate();
  }
}
