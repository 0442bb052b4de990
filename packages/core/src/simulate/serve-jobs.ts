// The thread's side of shared work: one job after the other, each answered.
import { parentPort } from 'node:worker_threads';
import { isSchedtunaError } from '@schedtuna/sdk';
import type { ThreadMessage } from './thread-messages.js';

/** `alive` says that a job goes on: the time for an answer begins anew. */
export function serveJobs<J, R>(perform: (job: J, alive: () => void) => Promise<R>): void {
  const tell = (message: ThreadMessage<R>) => parentPort?.postMessage(message);
  parentPort?.on('message', async (job: J) => {
    try {
      tell({ type: 'done', result: await perform(job, () => tell({ type: 'alive' })) });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      tell({ type: 'failed', ...(isSchedtunaError(error) ? { code: error.code } : {}), message, stack });
    }
  });
}
