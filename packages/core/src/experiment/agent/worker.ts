// The thread in which an agent computes: it builds the agent from plain data and answers one call at a time.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type Agent, type AgentDefinition, createSearchSpace } from '@schedtuna/sdk';
import type { AgentJob, Call, Reply } from './protocol.js';

const job = workerData as AgentJob;
let agent: Agent;

parentPort?.on('message', async ({ id, method, argument }: Call) => {
  try {
    reply({ id, value: await perform(method, argument) });
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    reply({ id, error: { message, stack } });
  }
});

async function perform(method: Call['method'], argument: unknown): Promise<unknown> {
  switch (method) {
    case 'create':
      agent = await create();
      return { pretrains: agent.pretrain !== undefined };
    case 'dispose':
      return agent.dispose?.();
    default:
      return (agent[method] as (argument: unknown) => unknown)(argument);
  }
}

async function create(): Promise<Agent> {
  const { default: definition } = (await import(pathToFileURL(job.module).href)) as { default: AgentDefinition };
  return definition.create({
    space: createSearchSpace(job.parameters, job.constraints),
    seed: job.seed,
    options: job.options,
    settings: job.settings,
    log: (message) => reply({ log: message }),
  });
}

function reply(message: Reply): void {
  parentPort?.postMessage(message);
}
