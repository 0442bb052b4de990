// All experiments of a row, shared out over the machine's CPUs.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Figures of every experiment; their order does not matter. */
export async function simulateRow(row, experiments) {
  const step = availableParallelism();
  const parts = Array.from({ length: step }, (_, first) => partOf({ ...row, first, step, experiments }));
  return (await Promise.all(parts)).flat();
}

function partOf(workerData) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const figures = [];
  new Worker(new URL('./thread.mjs', import.meta.url), { workerData })
    .on('message', (figure) => figures.push(figure))
    .on('error', reject)
    .on('exit', () => resolve(figures));
  return promise;
}
