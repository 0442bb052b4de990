// Shares jobs out over worker threads; the order of the results does not depend on the threads.
import { availableParallelism } from 'node:os';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { SchedtunaError } from '@schedtuna/sdk';
import type { ThreadMessage } from './thread-messages.js';

export interface ThreadLimits {
  /** At most so many threads at once. */
  readonly threads: number;
  /** Longest silence of a job, milliseconds. */
  readonly answerMs: number;
}

/** Every CPU, and as much time as in an experiment. */
export function usualLimits(): ThreadLimits {
  return { threads: availableParallelism(), answerMs: 120_000 };
}

export interface SharedWork<J> extends ThreadLimits {
  /** Path of the thread's module, which serves jobs. */
  readonly script: string;
  /** What every thread is given once. */
  readonly arena: unknown;
  readonly jobs: readonly J[];
  /** For errors: the label of the agent, and where it played. */
  about(job: J): { readonly agent: string; readonly where: string };
}

/**
 * Results in the order of the jobs; `done` hears each job as it ends. The first one that fails ends all: rejects with
 * ST_AGENT_FAILED, ST_AGENT_INVALID or ST_AGENT_TIMEOUT naming the agent and where it played.
 */
export async function shareOut<J, R>(shared: SharedWork<J>, done: () => void): Promise<readonly R[]> {
  const { script, arena, jobs, threads } = shared;
  const results: R[] = [];
  const waiting = jobs.entries();
  const workers: Worker[] = [];

  async function work(): Promise<void> {
    // the environment of the process, not a copy: it is what native libraries read
    const worker = new Worker(script, { workerData: arena, execArgv: [], env: SHARE_ENV });
    worker.on('error', () => {}); // also heard while it plays; after that it has no say
    workers.push(worker);
    for (const [index, job] of waiting) {
      results[index] = await runOne(worker, shared, job);
      done();
    }
    await worker.terminate();
  }

  try {
    await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, work));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function runOne<J, R>(worker: Worker, { answerMs, about }: SharedWork<J>, job: J): Promise<R> {
  const { promise, resolve, reject } = Promise.withResolvers<R>();
  const fail = (code: FailureCode, what: string, stack?: string) => reject(failure(about(job), code, what, stack));
  const timer = setTimeout(() => fail('ST_AGENT_TIMEOUT', `did not answer within ${answerMs / 1000} s`), answerMs);
  const hear = (message: ThreadMessage<R>) => {
    timer.refresh();
    if (message.type === 'done') resolve(message.result);
    if (message.type === 'failed') failed(message);
  };
  const failed = ({ code, message, stack }: Fault) =>
    code === 'ST_AGENT_INVALID' ? fail(code, message, stack) : fail('ST_AGENT_FAILED', `failed: ${message}`, stack);
  const leave = () => failed({ message: 'its thread ended' });
  worker.on('message', hear).on('error', failed).on('exit', leave);
  worker.postMessage(job);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', hear).off('error', failed).off('exit', leave);
  });
}

/** What went wrong in the thread: its message, or the error that ended it. */
interface Fault {
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
}

type FailureCode = 'ST_AGENT_FAILED' | 'ST_AGENT_INVALID' | 'ST_AGENT_TIMEOUT';

/** `what` begins with a verb, or names the agent itself already. */
function failure(
  { agent, where }: ReturnType<SharedWork<unknown>['about']>,
  code: FailureCode,
  what: string,
  stack?: string,
): SchedtunaError {
  const named = `agent ${agent} `;
  const sentence = what.startsWith(named) ? what : named + what;
  const cause = Object.assign(new Error(what), stack ? { stack } : {});
  return new SchedtunaError(code, `${sentence} (${where})`, {
    hint: 'Nothing was written. Run with --verbose for details, or leave the agent out of --agents.',
    cause,
  });
}
