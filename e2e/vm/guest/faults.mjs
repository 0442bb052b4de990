// Runs an experiment of the built command and does something to the machine while its benchmarks run.
import { setTimeout as sleep } from 'node:timers/promises';
import { startSchedtuna } from './schedtuna.mjs';
import { watches } from './watching-benchmark.mjs';

/** Into the benchmark, so that it has seen the right scheduler before. */
const AFTER_MS = 300;

/**
 * Starts `schedtuna ARGS`. The nth benchmark that the experiment starts gets the nth of `faults`, if there is one: it is
 * called with the tuner while that benchmark runs. `options` are those of startSchedtuna. Resolves to `{ exitCode, signal, stdout, stderr }`.
 */
export async function withFaults(experiment, args, faults, options) {
  const before = watches(experiment).length;
  const tuner = startSchedtuna(args, options);
  let hasEnded = false;
  const ended = tuner.ended().finally(() => {
    hasEnded = true;
  });
  for (let number = 0; number < faults.length && !hasEnded; await sleep(20)) {
    if (watches(experiment).length <= before + number) continue;
    await sleep(AFTER_MS);
    await faults[number]?.(tuner);
    number += 1;
  }
  return ended;
}
