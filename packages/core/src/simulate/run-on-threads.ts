// Shares runs out over worker threads; the order of the results does not depend on the threads.
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { SchedtunaError } from '@schedtuna/sdk';
import type { RunRecord } from './run-record.js';
import type { Arena, Job, ThreadMessage } from './thread-messages.js';

export interface ThreadLimits {
  /** At most so many threads at once. */
  readonly threads: number;
  /** Longest time for one suggestion and one observation, milliseconds. */
  readonly answerMs: number;
}

const THREAD = fileURLToPath(new URL('./thread.js', import.meta.url));

/**
 * Runs in the order of `jobs`; `played` hears each as it ends. The first run that fails ends all: rejects with ST_AGENT_FAILED,
 * ST_AGENT_INVALID or ST_AGENT_TIMEOUT naming the agent and the run.
 */
export async function runOnThreads(
  arena: Arena,
  jobs: readonly Job[],
  { threads, answerMs }: ThreadLimits,
  played: () => void,
): Promise<readonly RunRecord[]> {
  const records: RunRecord[] = [];
  const waiting = jobs.entries();
  const workers: Worker[] = [];

  async function work(): Promise<void> {
    // the environment of the process, not a copy: it is what native libraries read
    const worker = new Worker(THREAD, { workerData: arena, execArgv: [], env: SHARE_ENV });
    worker.on('error', () => {}); // also heard while it plays; after that it has no say
    workers.push(worker);
    for (const [index, job] of waiting) {
      records[index] = await runOne(worker, arena, job, answerMs);
      played();
    }
    await worker.terminate();
  }

  try {
    await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, work));
    return records;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function runOne(worker: Worker, arena: Arena, job: Job, answerMs: number): Promise<RunRecord> {
  const { promise, resolve, reject } = Promise.withResolvers<RunRecord>();
  const fail = (code: FailureCode, what: string, stack?: string) => reject(failure(arena, job, code, what, stack));
  const timer = setTimeout(() => fail('ST_AGENT_TIMEOUT', `did not answer within ${answerMs / 1000} s`), answerMs);
  const hear = (message: ThreadMessage) => {
    timer.refresh();
    if (message.type === 'played') resolve(recordOf(arena, job, message));
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

function recordOf(
  { tables, players }: Arena,
  { player, table, noise, seed }: Job,
  { played, cpuSeconds }: Extract<ThreadMessage, { type: 'played' }>,
): RunRecord {
  const { label, version } = players[player];
  return { optimizer: label, version, space: tables[table].name, noise, seed, ...played, cpu_seconds: cpuSeconds };
}

type FailureCode = 'ST_AGENT_FAILED' | 'ST_AGENT_INVALID' | 'ST_AGENT_TIMEOUT';

/** `what` begins with a verb, or names the agent itself already. */
function failure(
  { tables, players }: Arena,
  { player, table, noise, seed }: Job,
  code: FailureCode,
  what: string,
  stack?: string,
): SchedtunaError {
  const named = `agent ${players[player].label} `;
  const sentence = what.startsWith(named) ? what : named + what;
  const cause = Object.assign(new Error(what), stack ? { stack } : {});
  return new SchedtunaError(code, `${sentence} (table ${tables[table].name}, noise ${noise}, seed ${seed})`, {
    hint: 'Nothing was written. Run with --verbose for details, or leave the agent out of --agents.',
    cause,
  });
}
