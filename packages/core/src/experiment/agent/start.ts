// Starts an agent in a worker thread and checks everything that it says.
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { createSearchSpace, SchedtunaError } from '@schedtuna/sdk';
import { type AgentCalls, checkedAgent, type RunningAgent } from './checked-agent.js';
import type { AgentJob, Call, Reply } from './protocol.js';

export interface AgentLimits {
  /** Longest time for one answer, milliseconds. */
  readonly answerMs: number;
}

/** Garbage is collected early: 40 MB less, and no saw-tooth over hundreds of episodes. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };
const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

export async function startAgent(
  name: string,
  job: AgentJob,
  { answerMs }: AgentLimits,
  log: (message: string) => void,
): Promise<RunningAgent> {
  const space = createSearchSpace(job.parameters, job.constraints);
  const thread = connect(
    name,
    // the environment of the process, not a copy: it is what native libraries read
    new Worker(WORKER, { workerData: job, execArgv: [], env: SHARE_ENV, resourceLimits: LIMITS }),
    answerMs,
    log,
  );
  try {
    await thread.call('create');
  } catch (error) {
    await thread.stop();
    throw error;
  }

  const agent = checkedAgent(name, space, thread);
  return {
    ...agent,
    async load(bytes) {
      try {
        await agent.load(bytes);
      } catch (error) {
        throw new SchedtunaError('ST_CHECKPOINT', (error as Error).message, { cause: error });
      }
    },
  };
}

function connect(name: string, worker: Worker, answerMs: number, log: (message: string) => void): AgentCalls {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  worker.unref(); // an idle agent does not keep the process alive
  worker.on('message', (reply: Reply) => {
    if ('log' in reply) return log(reply.log);
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(failed(name, reply.error.message, reply.error.stack));
    else call?.resolve(reply.value);
  });
  const lost = (message: string, stack?: string) => {
    for (const call of waiting.values()) call.reject(failed(name, message, stack));
    waiting.clear();
  };
  worker.on('error', (error: Error) => lost(error.message, error.stack));
  worker.on('exit', () => lost('its thread ended'));

  return {
    call(method, argument) {
      const id = ++calls;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          void worker.terminate();
          reject(
            new SchedtunaError(
              'ST_AGENT_TIMEOUT',
              `agent ${name} did not answer ${method} within ${answerMs / 1000} s`,
              {
                hint: 'Every finished run is in the journal. Resume with the same agent, or start again with another one.',
              },
            ),
          );
        }, answerMs);
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            then(value);
          };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        worker.postMessage({ id, method, argument } satisfies Call);
      });
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

function failed(name: string, message: string, stack?: string): SchedtunaError {
  const cause = Object.assign(new Error(message), stack ? { stack } : {});
  return new SchedtunaError('ST_AGENT_FAILED', `agent ${name} failed: ${message}`, {
    hint: 'Every finished run is in the journal. Run with --verbose for details, or choose another --agent.',
    cause,
  });
}
