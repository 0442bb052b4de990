// Background load: busy threads that end when standard input closes, so they cannot outlive whoever started them.
//   node main.js THREADS
// Prints {"ready":true,"threads":N} when all of them run, and {"done":true,"seconds":S,"units":[…]} at the end: the work done since.
// Threads and not processes: the main thread sleeps and notices the end at once; to the scheduler both are tasks.
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { spin } from './spin.js';

const READY_POLL_MS = 2;

if (isMainThread) main(process.argv.slice(2));
else spin(workerData.counters, workerData.index);

function main([words]: readonly string[]): void {
  const threads = Number(words);
  if (!Number.isInteger(threads) || threads < 1) {
    end(2, `the number of threads is ${JSON.stringify(words ?? '')}; a whole number from 1 would be right`);
  }
  const counters = new Int32Array(new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT));
  let began: { readonly at: number; readonly units: Int32Array } | undefined;
  const stop = () => {
    if (began) {
      const { at, units } = began;
      const done = Array.from(counters, (count, thread) => count - units[thread]);
      print({ done: true, seconds: (performance.now() - at) / 1000, units: done });
    }
    process.exit(0); // ends the other threads, wherever they are
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
  for (let index = 0; index < threads; index++) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { counters, index } });
    worker.on('error', (error) => end(1, `a thread of the background load failed: ${error.message}`));
  }
  const poll = setInterval(() => {
    if (counters.includes(0)) return;
    clearInterval(poll);
    began = { at: performance.now(), units: counters.slice() };
    print({ ready: true, threads });
  }, READY_POLL_MS);
}

function print(line: object): void {
  try {
    writeSync(1, `${JSON.stringify(line)}\n`);
  } catch {
    // nobody reads any more: there is nobody to tell
  }
}

function end(status: number, message: string): never {
  writeSync(2, `schedtuna load: ${message}\n`);
  process.exit(status);
}
